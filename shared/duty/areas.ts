import * as z from 'zod';
import type { Channel } from '../kernel/codes.ts';
import type { EpochMinute } from '../kernel/time.ts';
import { type WorkArea, workAreas } from '../kernel/workAreas.ts';

const percent = z.int().min(0).max(100);
/** Planned shares of a worker's time with young people, in per cent. */
export const plannedShares = z.strictObject({
  ONLINE_PHONE: percent,
  WALK_IN: percent,
  INDIVIDUAL: percent,
  GROUPS: percent,
});
export type PlannedShares = z.infer<typeof plannedShares>;

/** Whether planned shares make a whole. */
export function addUp(shares: PlannedShares): boolean {
  return workAreas.reduce((sum, area) => sum + shares[area], 0) === 100;
}

interface Stretch {
  readonly start: EpochMinute;
  readonly end: EpochMinute;
}

/** What is known of a worker's time with young people in a period, all of it in the past. */
export interface WorkDone {
  /** Hours in a site's plan, after absences and exceptions. Hours for bookings count by the bookings kept in them alone. */
  readonly staffed: readonly (Stretch & { readonly mode: string })[];
  /** Meetings of groups that the worker led. */
  readonly meetings: readonly Stretch[];
  /** Bookings to which the person came. */
  readonly kept: readonly Stretch[];
  readonly contacts: readonly (Stretch & { readonly channel: Channel; readonly booked: boolean })[];
}

const areaOfMode: Readonly<Record<string, WorkArea | undefined>> = {
  GROUP: 'GROUPS',
  WALK_IN: 'WALK_IN',
  OUTREACH: 'WALK_IN',
  PHONE: 'ONLINE_PHONE',
  CHAT: 'ONLINE_PHONE',
};

const areaOfChannel: Readonly<Record<Channel, WorkArea>> = {
  ON_SITE: 'WALK_IN',
  OUTREACH: 'WALK_IN',
  VIDEO: 'INDIVIDUAL',
  PHONE: 'ONLINE_PHONE',
  CHAT: 'ONLINE_PHONE',
  MESSAGE: 'ONLINE_PHONE',
  EMAIL: 'ONLINE_PHONE',
  SOCIAL_MEDIA: 'ONLINE_PHONE',
};

/**
 * Minutes of a worker's time in each area. Every minute counts once, in the first of these that it belongs to:
 * 1. groups: hours in the plan for a group, and meetings that the worker led;
 * 2. walk-in: hours in the plan for walk-in duty and outreach;
 * 3. online and phone: hours in the plan for phone and chat;
 * 4. individual: bookings to which the person came;
 * 5. contacts recorded outside all of those: of a booking, individual; else by channel (on site and outreach: walk-in, as M01
 *    reads a contact without a booking; video: individual; all others: online and phone).
 */
export function minutesByArea(work: WorkDone): Record<WorkArea, number> {
  const inPlan = (area: WorkArea) => work.staffed.filter(({ mode }) => areaOfMode[mode] === area);
  const outside = (area: WorkArea) =>
    work.contacts.filter(({ channel, booked }) => (booked ? 'INDIVIDUAL' : areaOfChannel[channel]) === area);
  return eachMinuteOnce([
    ['GROUPS', [...inPlan('GROUPS'), ...work.meetings]],
    ['WALK_IN', inPlan('WALK_IN')],
    ['ONLINE_PHONE', inPlan('ONLINE_PHONE')],
    ['INDIVIDUAL', work.kept],
    ['INDIVIDUAL', outside('INDIVIDUAL')],
    ['WALK_IN', outside('WALK_IN')],
    ['ONLINE_PHONE', outside('ONLINE_PHONE')],
  ]);
}

/**
 * Minutes that a worker's hours in the plan offer in each area, whoever came: as {@link minutesByArea} reads them, and what is left of
 * hours for bookings, lent ones too, as individual.
 */
export function offeredByArea({ staffed, meetings }: Pick<WorkDone, 'staffed' | 'meetings'>) {
  const inPlan = (area: WorkArea) =>
    staffed.filter(({ mode }) => (areaOfMode[mode] ?? 'INDIVIDUAL') === area);
  return eachMinuteOnce([
    ['GROUPS', [...inPlan('GROUPS'), ...meetings]],
    ['WALK_IN', inPlan('WALK_IN')],
    ['ONLINE_PHONE', inPlan('ONLINE_PHONE')],
    ['INDIVIDUAL', inPlan('INDIVIDUAL')],
  ]);
}

/** Minutes by area; each counts in the first of the parts that it belongs to. */
function eachMinuteOnce(
  parts: readonly (readonly [WorkArea, readonly Stretch[]])[],
): Record<WorkArea, number> {
  const minutes: Record<WorkArea, number> = { ONLINE_PHONE: 0, WALK_IN: 0, INDIVIDUAL: 0, GROUPS: 0 };
  let counted: Stretch[] = [];
  for (const [area, stretches] of parts) {
    const together = union([...counted, ...stretches]);
    minutes[area] += lengthOf(together) - lengthOf(counted);
    counted = together;
  }
  return minutes;
}

/**
 * Whole per cents of the areas, which add up to 100: the largest remainders are rounded up (ties: in the order of the areas).
 * `undefined` when nothing was done: a share of nothing is not nought.
 */
export function sharesOf(minutes: Readonly<Record<WorkArea, number>>): PlannedShares | undefined {
  const total = workAreas.reduce((sum, area) => sum + minutes[area], 0);
  if (total === 0) return undefined;
  const exact = workAreas.map((area) => ({ area, share: (minutes[area] * 100) / total }));
  const left = 100 - exact.reduce((sum, { share }) => sum + Math.floor(share), 0);
  const up = new Set(
    [...exact]
      .sort((one, other) => (other.share % 1) - (one.share % 1))
      .slice(0, left)
      .map(({ area }) => area),
  );
  const rounded = exact.map(({ area, share }) => [area, Math.floor(share) + (up.has(area) ? 1 : 0)]);
  return Object.fromEntries(rounded) as PlannedShares;
}

/**
 * The planned shares of workers together, whole per cents: each counts as much as the share of full-time work, over 0 to 1, that
 * the worker gives. `undefined` when nobody has a plan; whoever has none is left out.
 */
export function plannedTogether(
  members: readonly { readonly share: number; readonly planned?: PlannedShares | undefined }[],
): PlannedShares | undefined {
  const weighed = (area: WorkArea): number =>
    members.reduce((sum, { share, planned }) => sum + share * (planned?.[area] ?? 0), 0);
  return sharesOf(
    Object.fromEntries(workAreas.map((area) => [area, weighed(area)])) as Record<WorkArea, number>,
  );
}

function union(stretches: readonly Stretch[]): Stretch[] {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of [...stretches].sort((one, other) => one.start - other.start)) {
    const last = joined.at(-1);
    if (end <= start) continue;
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}

function lengthOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { start, end }) => sum + end - start, 0);
}
