import * as z from 'zod';
import { openingChannel, weekday } from '../kernel/codes.ts';
import { localizedText } from '../kernel/i18n.ts';
import { absenceId, code, staffId } from '../kernel/ids.ts';
import { plainDate, plainTime } from '../kernel/time.ts';
import { slotMode } from './slotMode.ts';

/** One weekly opening of a channel, in the site's wall time. */
export const openingHours = z.strictObject({
  channel: openingChannel,
  weekday,
  opens: plainTime,
  closes: plainTime,
});

/** Weekly hours of a plan and the dates between which they hold, both inclusive; without a date they have no such end. */
export const datedHours = openingHours.extend({
  validFrom: plainDate.optional(),
  validTo: plainDate.optional(),
});

/**
 * Dates that differ, `from` and `to` inclusive. CLOSED closes them (or only `weekdays` of them); REPLACE replaces the
 * walk-in hours of those weekdays; OPEN adds hours to a channel. REPLACE and OPEN of a single date open it explicitly, also
 * on a public holiday; over a season they leave closed days closed.
 */
export const openingException = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('CLOSED'),
    from: plainDate,
    to: plainDate,
    weekdays: z.array(weekday).optional(),
    name: localizedText,
  }),
  z.strictObject({
    kind: z.literal('REPLACE'),
    from: plainDate,
    to: plainDate,
    weekdays: z.array(weekday).min(1),
    opens: plainTime,
    closes: plainTime,
    name: localizedText,
  }),
  z.strictObject({
    kind: z.literal('OPEN'),
    from: plainDate,
    to: plainDate,
    weekdays: z.array(weekday).optional(),
    channel: openingChannel,
    opens: plainTime,
    closes: plainTime,
    name: localizedText,
  }),
]);

/** A worker's absence, `from` and `to` inclusive; of the hours between `start` and `end` each day, or the whole days. */
export const absence = z.strictObject({
  id: absenceId,
  staffId,
  from: plainDate,
  to: plainDate,
  start: plainTime.optional(),
  end: plainTime.optional(),
  kind: z.enum(['LEAVE', 'TRAINING', 'OTHER_WORK']),
});

/**
 * When a weekly rule recurs. Odd and even are ISO 8601 week numbers; "every n weeks from a date" counts weeks from the
 * week of that date. The two are never converted into each other: 2026 has a week 53. The nth and the last of the rule's
 * weekday are counted in the calendar month.
 */
export const recurrence = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('EVERY_WEEK') }),
  z.strictObject({ kind: z.literal('ISO_ODD_WEEKS') }),
  z.strictObject({ kind: z.literal('ISO_EVEN_WEEKS') }),
  z.strictObject({ kind: z.literal('EVERY_N_WEEKS'), weeks: z.int().min(2).max(52), from: plainDate }),
  z.strictObject({ kind: z.literal('NTH_WEEKDAY'), nth: z.int().min(1).max(4) }),
  z.strictObject({ kind: z.literal('LAST_WEEKDAY') }),
]);

/** Ten random `[0-9a-z]`, chosen by whoever makes the rule. */
export const ruleId = z.string().regex(/^[0-9a-z]{10}$/u);

/** A worker's weekly hours at the site for one use; times are wall times, half-open. */
export const weeklyRule = z.strictObject({
  id: ruleId,
  staffId,
  service: code,
  mode: slotMode,
  weekday,
  start: plainTime,
  end: plainTime,
  recurrence,
  validFrom: plainDate.optional(),
  validTo: plainDate.optional(),
  note: z.string().max(200),
});

export type OpeningHours = z.infer<typeof openingHours>;
export type DatedHours = z.infer<typeof datedHours>;
export type Absence = z.infer<typeof absence>;
export type OpeningException = z.infer<typeof openingException>;
export type Recurrence = z.infer<typeof recurrence>;
export type WeeklyRule = z.infer<typeof weeklyRule>;

/** All that decides who is at a site when. */
export interface SitePlan {
  readonly hours: readonly DatedHours[];
  readonly exceptions: readonly OpeningException[];
  readonly rules: readonly WeeklyRule[];
  /** Absences of all workers of the tenant, wherever they work. */
  readonly absences: readonly Absence[];
}
