import { dateOfDay, type DayNumber, dayNumber, isoWeekNumber, mondayOf, weekdayOf } from '../kernel/dates.ts';
import type { Recurrence, WeeklyRule } from './plan.ts';

/** What decides on which dates a rule applies. */
export type Recurring = Pick<WeeklyRule, 'weekday' | 'recurrence' | 'validFrom' | 'validTo'>;

/**
 * Weeks that are searched for a common date of two open-ended rules: longer than any two intervals up to 52 weeks need
 * to meet (51 × 52 weeks), and than the ISO calendar needs to change the parity of a week many times.
 */
const SEARCHED_WEEKS = 51 * 52 + 60;

/** Whether the rule applies on the date; exceptions of the site are not its business. */
export function appliesOn(rule: Recurring, day: DayNumber): boolean {
  return (
    weekdayOf(day) === rule.weekday &&
    (rule.validFrom === undefined || day >= dayNumber(rule.validFrom)) &&
    (rule.validTo === undefined || day <= dayNumber(rule.validTo)) &&
    inRecurringWeek(rule.recurrence, day)
  );
}

function inRecurringWeek(recurrence: Recurrence, day: DayNumber): boolean {
  switch (recurrence.kind) {
    case 'EVERY_WEEK':
      return true;
    case 'ISO_ODD_WEEKS':
      return isoWeekNumber(day) % 2 === 1;
    case 'ISO_EVEN_WEEKS':
      return isoWeekNumber(day) % 2 === 0;
    case 'EVERY_N_WEEKS': {
      const from = dayNumber(recurrence.from);
      return day >= from && ((mondayOf(day) - mondayOf(from)) / 7) % recurrence.weeks === 0;
    }
    case 'NTH_WEEKDAY':
      return Math.ceil(dayOfMonth(day) / 7) === recurrence.nth;
    case 'LAST_WEEKDAY':
      return dayOfMonth(day + 7) < dayOfMonth(day);
  }
}

function dayOfMonth(day: DayNumber): number {
  return Number(dateOfDay(day).slice(8));
}

/** Every recurrence comes back within this many days: fifty-two weeks, and a week for the weekday itself. */
const LONGEST_PAUSE_DAYS = 53 * 7;

/** The first date on or after `from` on which the rule applies; `undefined` when it never does again. */
export function nextDay(rule: Recurring, from: DayNumber): DayNumber | undefined {
  const first = Math.max(from, ...startOf(rule));
  for (let day = first; day <= first + LONGEST_PAUSE_DAYS; day++) {
    if (appliesOn(rule, day)) return day;
  }
  return undefined;
}

/** Whether there is a date on which both rules apply. Rules of different weekdays never meet. */
export function canCoincide(one: Recurring, other: Recurring): boolean {
  if (one.weekday !== other.weekday) return false;
  const starts = [one, other].flatMap(startOf);
  const ends = [one, other].flatMap(({ validTo }) => (validTo === undefined ? [] : [dayNumber(validTo)]));
  const end = ends.length > 0 ? Math.min(...ends) : undefined;
  const start = starts.length > 0 ? Math.max(...starts) : (end ?? 0) - SEARCHED_WEEKS * 7;
  const last = Math.min(end ?? Infinity, start + SEARCHED_WEEKS * 7);
  let day = start;
  while (day <= last && weekdayOf(day) !== one.weekday) day++;
  for (; day <= last; day += 7) {
    if (appliesOn(one, day) && appliesOn(other, day)) return true;
  }
  return false;
}

/** The dates before which the rule cannot apply. */
function startOf({ validFrom, recurrence }: Recurring): DayNumber[] {
  return [
    ...(validFrom === undefined ? [] : [dayNumber(validFrom)]),
    ...(recurrence.kind === 'EVERY_N_WEEKS' ? [dayNumber(recurrence.from)] : []),
  ];
}
