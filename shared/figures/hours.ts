import * as z from 'zod';
import type { OpeningChannel } from '../kernel/codes.ts';
import { localizedText } from '../kernel/i18n.ts';
import { code, siteId, slug, type StaffId } from '../kernel/ids.ts';
import { plainDate, quarter } from '../kernel/time.ts';
import { type Interval, joined, type WallInterval } from '../kernel/zoneAxis.ts';

const minutes = z.int().min(0);

/** M21 of one home organisation's workers at a place, in minutes. */
export const organisationTime = z.strictObject({
  organisation: z.strictObject({ code, name: localizedText }),
  /** Time in which somebody could book, lent time too. */
  offered: minutes,
  /** Of bookings that stand, were kept, or to which nobody came. */
  booked: minutes,
  /** Of bookings that were kept. */
  used: minutes,
  /** On duty for those who come without a booking; two on duty count twice. */
  walkIn: minutes,
});
export type OrganisationTime = z.infer<typeof organisationTime>;

/** M21 and M23 of a site on some days. */
export const siteHours = z.strictObject({
  organisations: z.array(organisationTime),
  /** Minutes in which the house was open without a booking, and those of them in which nobody was on duty. */
  walkIn: z.strictObject({ open: minutes, unstaffed: minutes }),
  /** M23: minutes in a week of seven days, rounded. Evening is walk-in time after 16; remote is when chat or phone is open. */
  weekly: z.strictObject({ walkIn: minutes, evening: minutes, remote: minutes }),
});
export type SiteHours = z.infer<typeof siteHours>;

/** What the page of a quarter's hours gets. */
export const quarterHours = z.lazy(() =>
  z.strictObject({
    quarter,
    from: plainDate,
    /** The last day that is counted: of the running quarter yesterday. Before `from` while there is none. */
    to: plainDate,
    /** M21 of all sites together. */
    organisations: z.array(organisationTime),
    sites: z.array(z.strictObject({ id: siteId, slug, name: localizedText, hours: siteHours })),
  }),
);

/** Hours that a worker was at a place for one use. */
export interface Staffed extends Interval {
  readonly staffId: StaffId;
  readonly mode: string;
}

/** A booking with everybody whose time it takes. */
export interface Booked extends Interval {
  readonly state: string;
  readonly workers: readonly StaffId[];
}

const BOOKABLE: readonly string[] = ['BOOKED', 'SLOT'];
const STANDING: readonly string[] = ['BOOKED', 'KEPT', 'NO_SHOW'];
/** Minute of the day after which it is evening (M23). */
const EVENING = 16 * 60;
const MIDNIGHT = 24 * 60;

/** M21 of some workers: each one's minutes count once, however many rules or bookings they stand in. */
export function timeOf(
  members: ReadonlySet<StaffId>,
  staffed: readonly Staffed[],
  booked: readonly Booked[],
): Omit<OrganisationTime, 'organisation'> {
  const sum = (of: (worker: StaffId) => readonly Interval[]): number =>
    [...members].reduce((total, worker) => total + lengthOf(joined(of(worker))), 0);
  const inPlan = (worker: StaffId, modes: readonly string[]) =>
    staffed.filter(({ staffId, mode }) => staffId === worker && modes.includes(mode));
  const inBookings = (worker: StaffId, states: readonly string[]) =>
    booked.filter(({ workers, state }) => workers.includes(worker) && states.includes(state));
  return {
    offered: sum((worker) => inPlan(worker, BOOKABLE)),
    booked: sum((worker) => inBookings(worker, STANDING)),
    used: sum((worker) => inBookings(worker, ['KEPT'])),
    walkIn: sum((worker) => inPlan(worker, ['WALK_IN'])),
  };
}

/** Minutes in which the house is open without a booking, and those in which nobody is on duty for it. */
export function walkInOf(open: readonly Interval[], staffed: readonly Staffed[]): SiteHours['walkIn'] {
  const opening = joined(open);
  const duty = joined(staffed.filter(({ mode }) => mode === 'WALK_IN'));
  const covered = opening.reduce(
    (sum, one) =>
      sum +
      duty.reduce(
        (length, other) =>
          length + Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start)),
        0,
      ),
    0,
  );
  return { open: lengthOf(opening), unstaffed: lengthOf(opening) - covered };
}

/** M23 of some days, each with its hours after holidays and exceptions. */
export function weeklyOf(
  days: readonly Readonly<Record<OpeningChannel, readonly WallInterval[]>>[],
): SiteHours['weekly'] {
  const perWeek = (of: (hours: (typeof days)[number]) => readonly WallInterval[]): number =>
    days.length === 0
      ? 0
      : Math.round((7 * days.reduce((sum, hours) => sum + lengthOf(joined(of(hours))), 0)) / days.length);
  return {
    walkIn: perWeek((hours) => hours.WALK_IN),
    evening: perWeek((hours) =>
      hours.WALK_IN.map(({ start, end }) => ({
        start: Math.max(start, EVENING),
        end: Math.min(end, MIDNIGHT),
      })),
    ),
    remote: perWeek((hours) => [...hours.CHAT, ...hours.PHONE]),
  };
}

function lengthOf(stretches: readonly { readonly start: number; readonly end: number }[]): number {
  return stretches.reduce((sum, { start, end }) => sum + end - start, 0);
}
