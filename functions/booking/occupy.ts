import { BUSY_KIND, type Busy, decodeSheet, MAX_LENGTH, weekOf } from '@ohjaamo/shared/booking/sheet.ts';
import { takes, withInterval, withoutHolds, withoutInterval } from '@ohjaamo/shared/booking/sheetContent.ts';
import { decodeHolds, isLive } from '@ohjaamo/shared/booking/holds.ts';
import { fail, type Result } from '@ohjaamo/shared/kernel/result.ts';
import type { Clock, EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import { pause } from '../kernel/pause.ts';
import type { ConditionFailure, Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import type { SheetResource } from './record.ts';
import { commitAll, readSheet, readSheetsOf, type SheetPlace } from './repository.ts';
import { SheetBook } from './sheetBook.ts';
import { TRIES } from './tries.ts';

/** One interval and whose sheets it stands in. */
export interface Occupied {
  readonly resources: readonly SheetResource[];
  readonly busy: Busy;
}

/** What is to stand in sheets, what no longer, and what is written beside it. */
export interface Occupation {
  readonly add?: readonly Occupied[];
  readonly remove?: readonly Occupied[];
  readonly writes: readonly Write[];
}

/** Why nothing was written: what clashes, or which of `writes` failed its condition and the item that stands there. */
export type OccupyFailure =
  | {
      readonly type: 'time-taken';
      readonly taken: readonly { readonly resource: SheetResource; readonly busy: Busy }[];
    }
  | { readonly type: 'write-refused'; readonly failures: ConditionFailure['failures'] };

/**
 * Adds intervals to the sheets of several resources and removes others, with other writes, in one transaction: first what
 * goes, then what comes. Live holds and everything busy stand in the way; a sheet that changed meanwhile is read and decided
 * again. Reads one sheet, and writes two units for every kilobyte of it, per resource and week.
 */
export async function occupy(
  scope: TenantScope,
  { add = [], remove = [], writes }: Occupation,
  clock: Clock,
): Promise<Result<void, OccupyFailure>> {
  for (let tried = 1; ; tried++) {
    const asking = { now: clock.now() / 60_000 };
    const book = new SheetBook((place) => readSheet(scope, place));
    for (const { resource, busy } of remove.flatMap(single)) {
      await book.change(placeOf(resource, busy), (content) =>
        withoutInterval(withoutHolds(content, asking), busy),
      );
    }
    const taken: { resource: SheetResource; busy: Busy }[] = [];
    for (const { resource, busy } of add.flatMap(single)) {
      const place = placeOf(resource, busy);
      if (takes(await book.contentOf(place), busy, asking)) {
        await book.change(place, (content) => withInterval(content, busy, asking) ?? content);
      } else {
        taken.push({ resource, busy });
      }
    }
    if (taken.length > 0) return fail({ type: 'time-taken', taken });
    const written = await commitAll(scope, [], book.changes(), writes);
    if (written.ok) return written;
    if (written.error.type === 'write-refused') return fail(written.error);
    if (tried === TRIES) throw new Error('The sheets kept changing');
    await pause(tried);
  }
}

function single({ resources, busy }: Occupied) {
  return resources.map((resource) => ({ resource, busy }));
}

function placeOf(resource: SheetResource, { start }: Busy): SheetPlace {
  return { ...resource, week: weekOf(start) };
}

/**
 * Replaces all that is busy elsewhere in one resource's week. Overlaps with what stands there are allowed, because the times
 * are only added up; each interval must lie in the week. Writes nothing when nothing differs.
 */
export async function replaceExternal(
  scope: TenantScope,
  resource: SheetResource,
  week: number,
  intervals: readonly Busy[],
): Promise<void> {
  const wanted = intervals.flatMap(pieces);
  for (let tried = 1; ; tried++) {
    const book = new SheetBook((place) => readSheet(scope, place));
    const place = { ...resource, week };
    const { intervals: there } = await book.contentOf(place);
    const others = there.filter(({ kind }) => kind !== BUSY_KIND.external);
    const next = [...others, ...wanted].sort((one, other) => one.start - other.start);
    if (JSON.stringify(next) === JSON.stringify(there)) return;
    await book.change(place, (content) => ({ ...content, intervals: next }));
    if ((await commitAll(scope, [], book.changes())).ok) return;
    if (tried === TRIES) throw new Error('The sheet kept changing');
    await pause(tried);
  }
}

/** A stretch of busy time elsewhere in pieces of a length that a sheet can hold. */
function pieces(busy: Busy): Busy[] {
  const cut: Busy[] = [];
  for (let { start } = busy; start < busy.end; start += MAX_LENGTH) {
    cut.push({ ...busy, kind: BUSY_KIND.external, start, end: Math.min(start + MAX_LENGTH, busy.end) });
  }
  return cut;
}

/** What is busy in the sheets of some resources between two instants, live holds included: one read per hundred sheets. */
export async function busyBetween(
  scope: TenantScope,
  resources: readonly SheetResource[],
  from: EpochMinute,
  until: EpochMinute,
  clock: Clock,
): Promise<{ readonly resource: SheetResource; readonly busy: Busy[] }[]> {
  const now = clock.now() / 60_000;
  const sheets = await readSheetsOf(scope, resources, weekOf(from), weekOf(until));
  return resources.map((resource) => ({
    resource,
    busy: sheets
      .filter(({ id }) => id === resource.id)
      .sort((one, other) => one.week - other.week)
      .flatMap(({ week, busy, holds }) => [
        ...decodeSheet(week, busy),
        ...(holds ? decodeHolds(week, holds).filter((hold) => isLive(hold, now)) : []),
      ])
      .filter(({ start, end }) => start < until && from < end),
  }));
}
