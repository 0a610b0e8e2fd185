import { dateOfDay, type DayNumber, dayNumber, minuteOfDay } from '../kernel/dates.ts';
import type { EpochMinute } from '../kernel/time.ts';
import { instantsOf, type ZoneAxis } from '../kernel/zoneAxis.ts';

/** When a series recurs: the same weekday and wall time, every so many weeks. */
export interface SeriesRule {
  /** Date of the first occurrence. */
  readonly first: string;
  readonly everyWeeks: number;
  readonly occurrences: number;
  /** Dates that are left out; they count as occurrences all the same. */
  readonly skip: readonly string[];
}

/** The dates of a series, in order. */
export function seriesDates({ first, everyWeeks, occurrences, skip }: SeriesRule): string[] {
  const start = dayNumber(first);
  return Array.from({ length: occurrences }, (_, index) => dateOfDay(start + index * everyWeeks * 7)).filter(
    (date) => !skip.includes(date),
  );
}

/**
 * The instant of a wall time on a date: of a time that the clocks show twice the first, and `undefined` for one that they
 * skip. `axis` covers the date.
 */
export function startOn(axis: ZoneAxis, date: string, time: string): EpochMinute | undefined {
  const day: DayNumber = dayNumber(date);
  const wall = minuteOfDay(time);
  return instantsOf(axis, day, { start: wall, end: wall + 1 })[0]?.start;
}
