import type { DayNumber } from '../kernel/dates.ts';
import { minuteOfDay } from '../kernel/dates.ts';
import { type Interval, instantsOf, type WallInterval, type ZoneAxis } from '../kernel/zoneAxis.ts';
import { channelOfMode } from './checkPlan.ts';
import { cut, type DayOpening, openingOn } from './opening.ts';
import type { SitePlan, WeeklyRule } from './plan.ts';
import { appliesOn } from './recurrence.ts';

/** A worker's hours on one date after recurrence, exceptions and clock changes, on the minute axis. */
export interface Presence extends Interval {
  readonly rule: WeeklyRule;
}

/**
 * Who is at a site when, on the days `first` to `last` (inclusive), sorted by day, then start. Each rule is cut to the
 * day's opening of its channel:
 * - walk-in, phone, chat and outreach to that channel's hours;
 * - booked and lent time to APPOINTMENT where the site keeps such hours, else to the opening of a single replaced date;
 * - groups gather at their own hours, but not on a closed day.
 */
export function presences(plan: SitePlan, axis: ZoneAxis, first: DayNumber, last: DayNumber): Presence[] {
  const keepsAppointmentHours = plan.hours.some(({ channel }) => channel === 'APPOINTMENT');
  const found: Presence[] = [];
  for (let day = first; day <= last; day++) {
    const rules = plan.rules.filter((rule) => appliesOn(rule, day));
    if (rules.length === 0) continue;
    const opening = openingOn(plan, day);
    if (opening.closed) continue;
    const ofDay: Presence[] = [];
    for (const rule of rules) {
      const wall = { start: minuteOfDay(rule.start), end: minuteOfDay(rule.end) };
      for (const stretch of cutToOpening(wall, rule, opening, keepsAppointmentHours)) {
        for (const interval of instantsOf(axis, day, stretch)) ofDay.push({ rule, ...interval });
      }
    }
    found.push(...ofDay.sort((one, other) => one.start - other.start));
  }
  return found;
}

function cutToOpening(
  wall: WallInterval,
  rule: WeeklyRule,
  opening: DayOpening,
  keepsAppointmentHours: boolean,
): readonly WallInterval[] {
  const channel = channelOfMode[rule.mode];
  if (channel === undefined) return [wall];
  if (channel === 'APPOINTMENT' && !keepsAppointmentHours) {
    return opening.bounds ? cut([wall], [opening.bounds]) : [wall];
  }
  return cut([wall], opening.hours[channel]);
}
