import type { Weekday } from '../kernel/codes.ts';
import type { DayNumber } from '../kernel/dates.ts';
import { dateOfDay, minuteOfDay, weekdayOf } from '../kernel/dates.ts';
import { instantsOf, type Interval, joined, type WallInterval, type ZoneAxis } from '../kernel/zoneAxis.ts';
import { channelOfMode } from './checkPlan.ts';
import { holdOn } from './datedHours.ts';
import { cut, type DayOpening, openingOn } from './opening.ts';
import type { Absence, SitePlan, WeeklyRule } from './plan.ts';
import { appliesOn } from './recurrence.ts';

/** A worker's hours on one date after recurrence, exceptions, absences and clock changes, on the minute axis. */
export interface Presence extends Interval {
  readonly rule: WeeklyRule;
}

/** The only hours in which something is given, by weekday; none = no restriction. */
export type Restriction = readonly {
  readonly weekday: Weekday;
  readonly opens: string;
  readonly closes: string;
}[];

const DAY = 1440;

/**
 * Who is at a site when, on the days `first` to `last` (inclusive), sorted by day, then start. Each rule is cut to the
 * day's opening of its channel:
 * - walk-in, phone, chat and outreach to that channel's hours;
 * - booked and lent time to APPOINTMENT where the site keeps such hours, else to the opening of a date that was opened
 *   explicitly;
 * - groups gather at their own hours, but not on a closed day.
 *
 * Then the worker's absences are taken out, and what lies outside `restriction` (a service's own hours).
 */
export function presences(
  plan: SitePlan,
  axis: ZoneAxis,
  first: DayNumber,
  last: DayNumber,
  restriction: Restriction = [],
): Presence[] {
  const byWeekday = Map.groupBy(plan.rules, ({ weekday }) => weekday);
  const found: Presence[] = [];
  for (let day = first; day <= last; day++) {
    const rules = (byWeekday.get(weekdayOf(day)) ?? []).filter((rule) => appliesOn(rule, day));
    if (rules.length === 0) continue;
    const opening = openingOn(plan, day);
    if (opening.closed) continue;
    const ofDay: Presence[] = [];
    for (const rule of rules) {
      const opened = cutToOpening(rule, opening, plan, day);
      const there = without(opened, absenceHours(plan.absences, rule.staffId, day));
      for (const stretch of cutToRestriction(there, restriction, day)) {
        for (const interval of instantsOf(axis, day, stretch)) ofDay.push({ rule, ...interval });
      }
    }
    found.push(...ofDay.sort((one, other) => one.start - other.start));
  }
  return found;
}

/** A rule's own hours, in wall time. */
export function wallHours(rule: Pick<WeeklyRule, 'start' | 'end'>): WallInterval {
  return { start: minuteOfDay(rule.start), end: minuteOfDay(rule.end) };
}

/** What of a rule's hours lies in the opening of its channel on a day that is not closed. */
export function cutToOpening(
  rule: WeeklyRule,
  opening: DayOpening,
  { hours }: Pick<SitePlan, 'hours'>,
  day: DayNumber,
): readonly WallInterval[] {
  const wall = wallHours(rule);
  const channel = channelOfMode[rule.mode];
  if (channel === undefined) return [wall];
  if (
    channel === 'APPOINTMENT' &&
    !hours.some((each) => each.channel === 'APPOINTMENT' && holdOn(each, day))
  ) {
    return opening.bounds ? cut([wall], opening.bounds) : [wall];
  }
  return cut([wall], opening.hours[channel]);
}

/** The hours of a day in which the worker is absent, sorted and joined; the whole day is 0 to 1440. */
export function absenceHours(absences: readonly Absence[], staff: string, day: DayNumber): WallInterval[] {
  if (absences.length === 0) return [];
  const date = dateOfDay(day);
  return joined(
    absences
      .filter(({ staffId, from, to }) => staffId === staff && from <= date && date <= to)
      .map(({ start, end }) => ({
        start: start === undefined ? 0 : minuteOfDay(start),
        end: end === undefined ? DAY : minuteOfDay(end),
      })),
  );
}

/** What of `stretches` lies in the restriction's hours of the day. */
export function cutToRestriction(
  stretches: readonly WallInterval[],
  restriction: Restriction,
  day: DayNumber,
): readonly WallInterval[] {
  if (restriction.length === 0) return stretches;
  const weekday = weekdayOf(day);
  const allowed = restriction
    .filter((each) => each.weekday === weekday)
    .map(({ opens, closes }) => ({ start: minuteOfDay(opens), end: minuteOfDay(closes) }));
  return cut(stretches, joined(allowed));
}

/** What of `stretches` lies in none of `gaps`; both are sorted and without overlaps. */
export function without(
  stretches: readonly WallInterval[],
  gaps: readonly WallInterval[],
): readonly WallInterval[] {
  if (gaps.length === 0) return stretches;
  return gaps.reduce<readonly WallInterval[]>(
    (left, gap) =>
      left.flatMap(({ start, end }) =>
        [
          { start, end: Math.min(end, gap.start) },
          { start: Math.max(start, gap.end), end },
        ].filter((piece) => piece.end > piece.start),
      ),
    stretches,
  );
}
