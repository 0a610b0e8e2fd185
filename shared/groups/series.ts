import { dateOfDay, type DayNumber, dayNumber, minuteOfDay } from '../kernel/dates.ts';
import type { EpochMinute } from '../kernel/time.ts';
import { instantsOf, type ZoneAxis } from '../kernel/zoneAxis.ts';

/** When a group meets, in wall time: `times` meetings from `first` on, `everyWeeks` apart; `skip` are dates left out. */
export interface SeriesRule {
  /** ISO 8601 date of the first meeting; it gives the weekday. */
  readonly first: string;
  /** `10:00`, half-open. */
  readonly start: string;
  readonly end: string;
  readonly everyWeeks: number;
  /** Meetings that are held: a date that is left out does not count. */
  readonly times: number;
  readonly skip: readonly string[];
}

/** The dates of a series, and those on which the house is closed. */
export interface SeriesDates {
  readonly days: readonly DayNumber[];
  readonly closed: readonly DayNumber[];
}

/** Dates that are looked at for one series at most: a house that never opens must not be looked for for ever. */
export const SEARCHED_DATES = 200;

/**
 * The dates on which the series meets, in order. Dates in `skip` and those on which the house is closed are left out, and the
 * series goes on for as many dates longer: ten times stay ten times. Fewer come only when {@link SEARCHED_DATES} are looked at.
 */
export function seriesDates(rule: SeriesRule, isClosed: (day: DayNumber) => boolean): SeriesDates {
  const first = dayNumber(rule.first);
  const left = new Set(rule.skip);
  const days: DayNumber[] = [];
  const closed: DayNumber[] = [];
  for (let looked = 0; looked < SEARCHED_DATES && days.length < rule.times; looked++) {
    const day = first + looked * rule.everyWeeks * 7;
    if (left.has(dateOfDay(day))) continue;
    (isClosed(day) ? closed : days).push(day);
  }
  return { days, closed };
}

/**
 * The stretch of time of one meeting: the same wall time on every date, whatever the clocks do. Of an hour that autumn doubles
 * the first one counts for the start; `undefined` when the spring skips the start or the end.
 */
export function meetingTime(
  axis: ZoneAxis,
  day: DayNumber,
  rule: Pick<SeriesRule, 'start' | 'end'>,
): { readonly start: EpochMinute; readonly end: EpochMinute } | undefined {
  const start = instantsAt(axis, day, minuteOfDay(rule.start))[0];
  if (start === undefined) return undefined;
  const end = instantsAt(axis, day, minuteOfDay(rule.end)).find((instant) => instant > start);
  return end === undefined ? undefined : { start, end };
}

/** The instants at which the zone's clocks show a minute of a date: none, one or two. */
function instantsAt(axis: ZoneAxis, day: DayNumber, minute: number): EpochMinute[] {
  return instantsOf(axis, day, { start: minute, end: minute + 1 }).map(({ start }) => start);
}
