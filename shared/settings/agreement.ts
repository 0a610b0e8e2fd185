import * as z from 'zod';
import { type WorkArea, workArea, workAreas } from '../kernel/workAreas.ts';
import { dateOfDay, type DayNumber } from '../kernel/dates.ts';
import { staffId } from '../kernel/ids.ts';
import { freeText, singleLine } from '../kernel/names.ts';
import { plainDate } from '../kernel/time.ts';
import { type Dated, dated, inForceOn } from '../kernel/dated.ts';

/** Minutes that an organisation may promise in a week for one area: two hundred hours, as in templates of agreements. */
const weekMinutes = z
  .int()
  .min(0)
  .max(200 * 60);

/** What one organisation has agreed to. An area that is not named is not promised; nothing promised at all ends its part. */
export const agreedShare = z.strictObject({
  /** Minutes in an ordinary week, by area of work. */
  promised: z
    .array(z.strictObject({ area: workArea, minutesPerWeek: weekMinutes }))
    .max(workAreas.length)
    .refine((areas) => new Set(areas.map(({ area }) => area)).size === areas.length, 'each area once'),
  /** Division of work: what the organisation answers for, in the words of the agreement. */
  tasks: freeText(2000).optional(),
  /** Who leads its workers at home; the work at the Ohjaamo is led by its coordinator. */
  administrativeManager: singleLine(120).optional(),
  /** Days on which it is looked at again. */
  reviews: z
    .array(plainDate)
    .max(20)
    .refine((days) => new Set(days).size === days.length, 'each day once'),
});
export type AgreedShare = z.infer<typeof agreedShare>;

export const agreedDecision = dated(agreedShare);
export type AgreedDecision = Dated<AgreedShare>;

/** A review that was held: for which agreed day, when it was marked, by whom. */
export const heldReview = z.strictObject({ on: plainDate, at: z.string(), by: staffId });
export type HeldReview = z.infer<typeof heldReview>;

/** What is kept of one organisation: every decision in the order in which it was made, and the reviews that were held. */
export interface OrganisationAgreement {
  readonly decisions: readonly AgreedDecision[];
  readonly held: readonly HeldReview[];
}

/** Days before a review from which on it is told of. */
export const REVIEW_NOTICE_DAYS = 30;

/** Agreed reviews that nobody has marked as held and whose day comes by `until`, the earliest first: of what holds today. */
export function dueReviews(
  { decisions, held }: OrganisationAgreement,
  today: string,
  until: string,
): readonly string[] {
  const days = inForceOn(decisions, today)?.value.reviews ?? [];
  return days.filter((day) => day <= until && !held.some(({ on }) => on === day)).sort();
}

export type AreaMinutes = Readonly<Record<WorkArea, number>>;

/** Nought of everything. */
export const noMinutes: AreaMinutes = { ONLINE_PHONE: 0, WALK_IN: 0, INDIVIDUAL: 0, GROUPS: 0 };

/** All areas together. */
export function allAreas(minutes: AreaMinutes): number {
  return workAreas.reduce((sum, area) => sum + minutes[area], 0);
}

/** What was promised for the days `first` to `last` (inclusive): a seventh of a week for each day on which a promise held, in whole minutes. */
export function promisedIn(
  decisions: readonly AgreedDecision[],
  first: DayNumber,
  last: DayNumber,
): AreaMinutes & { readonly days: number } {
  const sevenths: Record<WorkArea, number> = { ...noMinutes };
  let days = 0;
  for (let day = first; day <= last; day++) {
    const promised = inForceOn(decisions, dateOfDay(day))?.value.promised ?? [];
    if (promised.length > 0) days++;
    for (const { area, minutesPerWeek } of promised) sevenths[area] += minutesPerWeek;
  }
  const whole = workAreas.map((area) => [area, Math.round(sevenths[area] / 7)] as const);
  return { ...(Object.fromEntries(whole) as Record<WorkArea, number>), days };
}
