import { dayNumber } from '../kernel/dates.ts';
import { localDate, quarterDates, quarterOf, Temporal } from '../kernel/time.ts';
import type { EpochMinute } from '../kernel/time.ts';

/** Days of a new quarter in which the one before is still submitted: late entries of the last days come in. */
const DAYS_OF_LATE_ENTRIES = 10;

/** The quarter that `now` lies in, by the calendar of the zone. */
export function currentQuarter(now: EpochMinute, zone: string): string {
  return quarterOf(localDate(now, zone));
}

/** The quarters to submit and publish at `now`: the running one, and in its first ten days the one before as well. */
export function openQuarters(now: EpochMinute, zone: string): string[] {
  const current = currentQuarter(now, zone);
  const late = Temporal.PlainDate.from(localDate(now, zone)).subtract({ days: DAYS_OF_LATE_ENTRIES });
  const previous = quarterOf(late.toString());
  return previous === current ? [current] : [current, previous];
}

/**
 * Days after a quarter in which its persons are still counted: who comes back within 90 days goes on with the same episode, and what was
 * sent in its last days has been answered or not.
 */
const DAYS_UNTIL_SEALED = 100;

/** The quarters whose persons are counted on a date, and whether that is for the last time. */
export function personQuarters(today: string): { readonly quarter: string; readonly seals: boolean }[] {
  const current = quarterOf(today);
  const before = previousQuarter(current);
  return [current, before, previousQuarter(before)].map((quarter) => ({
    quarter,
    seals: isOver(quarter, today),
  }));
}

/** Whether a quarter's persons are counted no more. */
export function isOver(quarter: string, today: string): boolean {
  return dayNumber(today) - dayNumber(quarterDates(quarter).to) > DAYS_UNTIL_SEALED;
}

/** The day by which it is judged what a quarter is counted of: its last, or today while it runs. */
export function dayOf(quarter: string, today: string): string {
  const { to } = quarterDates(quarter);
  return to < today ? to : today;
}

/** The last quarter that no late entry changes any more. */
export function closedQuarter(now: EpochMinute, zone: string): string {
  return previousQuarter(openQuarters(now, zone).at(-1) ?? '');
}

/** A quarter and the eight before it: two years of own history. */
export const TREND_QUARTERS = 9;

/** The quarter after `2027-Q4` is `2028-Q1`. */
export function nextQuarter(of: string): string {
  return quarterAway(of, 1);
}

export function previousQuarter(of: string): string {
  return quarterAway(of, -1);
}

/** The quarter that is so many quarters later, or earlier when negative. */
export function quarterAway(of: string, quarters: number): string {
  const count = Number(of.slice(0, 4)) * 4 + Number(of.slice(6)) - 1 + quarters;
  return `${String(Math.floor(count / 4)).padStart(4, '0')}-Q${String((count % 4) + 1)}`;
}
