import { type DayNumber, dayNumber, weekdayOf } from '../kernel/dates.ts';
import type { StaffId } from '../kernel/ids.ts';
import { type Interval, instantsOf, type WallInterval, type ZoneAxis } from '../kernel/zoneAxis.ts';
import { openingOn } from './opening.ts';
import type { SitePlan, WeeklyRule } from './plan.ts';
import {
  absenceHours,
  cutToOpening,
  cutToRestriction,
  type Restriction,
  wallHours,
  without,
} from './presence.ts';
import { appliesOn } from './recurrence.ts';

/** Why a worker is not there for something: of the whole day, or of a stretch of the hours that their rules give. */
export type WholeDayReason = 'CLOSED' | 'PUBLIC_HOLIDAY' | 'NO_HOURS' | 'OTHER_RECURRENCE_WEEK';
export type StretchReason = 'ABSENT' | 'OUTSIDE_OPENING_HOURS' | 'OUTSIDE_SERVICE_HOURS' | 'OPEN';

/** A worker's hours of one day, each stretch with what takes it away; `OPEN` is what `presences` gives. Sorted by start. */
export type HoursOfDay =
  | { readonly reason: WholeDayReason }
  | { readonly stretches: readonly (Interval & { readonly reason: StretchReason })[] };

/** What is asked: a worker's rules that `opens` lets through, inside the restriction of a service's own hours. */
export interface AskedHours {
  readonly worker: StaffId;
  readonly opens: (rule: WeeklyRule) => boolean;
  readonly restriction: Restriction;
}

/**
 * Tells a worker's hours of a day with every reason why there are not more. Reasons are looked for in this order: the house is
 * closed, the worker has no hours, is absent, the house's hours, the service's.
 */
export function explainHours(plan: SitePlan, axis: ZoneAxis, day: DayNumber, asked: AskedHours): HoursOfDay {
  const { closed, closedBy } = openingOn(plan, day);
  if (closed) return { reason: closedBy === 'HOLIDAY' ? 'PUBLIC_HOLIDAY' : 'CLOSED' };
  const rules = plan.rules.filter((rule) => rule.staffId === asked.worker && asked.opens(rule));
  const today = rules.filter((rule) => appliesOn(rule, day));
  if (today.length === 0) {
    const isOtherWeek = rules.some((rule) => wouldApply(rule, day));
    return { reason: isOtherWeek ? 'OTHER_RECURRENCE_WEEK' : 'NO_HOURS' };
  }
  const stretches = today
    .flatMap((rule) => stretchesOf(rule, plan, axis, day, asked))
    .sort((one, other) => one.start - other.start);
  // Hours that lie wholly in the hour that spring skips are no hours.
  return stretches.length > 0 ? { stretches } : { reason: 'NO_HOURS' };
}

/** Whether the rule would apply on the day if it recurred every week. */
function wouldApply({ weekday, validFrom, validTo }: WeeklyRule, day: DayNumber): boolean {
  return (
    weekday === weekdayOf(day) &&
    (validFrom === undefined || dayNumber(validFrom) <= day) &&
    (validTo === undefined || day <= dayNumber(validTo))
  );
}

function stretchesOf(
  rule: WeeklyRule,
  plan: SitePlan,
  axis: ZoneAxis,
  day: DayNumber,
  { worker, restriction }: AskedHours,
): (Interval & { readonly reason: StretchReason })[] {
  const wall = [wallHours(rule)];
  const absent = absenceHours(plan.absences, worker, day);
  const present = without(wall, absent);
  const inHouse = without(cutToOpening(rule, openingOn(plan, day), plan, day), absent);
  const open = cutToRestriction(inHouse, restriction, day);
  const named = (walls: readonly WallInterval[], reason: StretchReason) =>
    walls.flatMap((each) => instantsOf(axis, day, each)).map((interval) => ({ ...interval, reason }));
  return [
    ...named(without(wall, present), 'ABSENT'),
    ...named(without(present, inHouse), 'OUTSIDE_OPENING_HOURS'),
    ...named(without(inHouse, open), 'OUTSIDE_SERVICE_HOURS'),
    ...named(open, 'OPEN'),
  ];
}
