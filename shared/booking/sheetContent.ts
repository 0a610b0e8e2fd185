import { type Hold, isLive, type Mark } from './holds.ts';
import { type Busy, clash, fitsOneWeek, inserted, removed } from './sheet.ts';

/** All that stands in one sheet: what the commit decides on. */
export interface SheetContent {
  readonly intervals: readonly Busy[];
  readonly holds: readonly Hold[];
  /** By code of service, for services with limits only. */
  readonly marks: Readonly<Record<string, readonly Mark[]>>;
  /** When this worker was last chosen for somebody who asked for anybody; grows with every such choice. */
  readonly assignedAt: number;
}

/** A sheet that nothing has been written to. */
export const emptySheet: SheetContent = { intervals: [], holds: [], marks: {}, assignedAt: 0 };

/** Whose hold does not stand in the way, and the time in minutes with their fraction. */
export interface Asking {
  readonly own?: string | undefined;
  readonly now: number;
}

/** The sheet without holds that have expired, and without the asker's own. */
export function withoutHolds(content: SheetContent, { own, now }: Asking): SheetContent {
  const holds = content.holds.filter((hold) => isLive(hold, now) && hold.booking !== own);
  return holds.length === content.holds.length ? content : { ...content, holds };
}

/** Whether an interval can be added: no busy interval and nobody else's live hold clashes with it. */
export function takes(content: SheetContent, wanted: Busy, { own, now }: Asking): boolean {
  return (
    fitsOneWeek(wanted) &&
    !content.intervals.some((busy) => clash(busy, wanted)) &&
    !content.holds.some((hold) => isLive(hold, now) && hold.booking !== own && clash(hold, wanted))
  );
}

/** The sheet with one more interval and without the asker's own hold; `undefined` when it clashes. */
export function withInterval(content: SheetContent, wanted: Busy, asking: Asking): SheetContent | undefined {
  if (!takes(content, wanted, asking)) return undefined;
  const intervals = inserted(content.intervals, wanted);
  return intervals && { ...withoutHolds(content, asking), intervals };
}

/** The sheet without an interval; with the code of its service, without that one's mark too. */
export function withoutInterval(
  content: SheetContent,
  gone: Pick<Busy, 'start' | 'end' | 'kind'>,
  service?: string,
): SheetContent {
  const intervals = removed(content.intervals, gone);
  const ofService = service === undefined ? undefined : content.marks[service];
  if (service === undefined || !ofService) return { ...content, intervals };
  const { [service]: _all, ...others } = content.marks;
  const kept = ofService.filter(({ start }) => start !== gone.start);
  return { ...content, intervals, marks: { ...others, ...(kept.length > 0 && { [service]: kept }) } };
}

/** The sheet with one more mark of a service. */
export function withMark(content: SheetContent, service: string, mark: Mark): SheetContent {
  return { ...content, marks: { ...content.marks, [service]: [...(content.marks[service] ?? []), mark] } };
}

/**
 * The sheet with a hold, in place of the same booking's hold of the same start; `undefined` when it clashes. With `isMoved` the
 * booking's hold of any other time goes in the same step.
 */
export function withHold(
  content: SheetContent,
  hold: Hold,
  now: number,
  isMoved: boolean,
): SheetContent | undefined {
  if (!takes(content, hold, { own: hold.booking, now })) return undefined;
  const others = withoutHolds(content, { now }).holds.filter(
    ({ booking, start }) => booking !== hold.booking || (!isMoved && start !== hold.start),
  );
  return { ...content, holds: [...others, hold] };
}
