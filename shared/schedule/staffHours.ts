import { dateOfDay, type DayNumber } from '../kernel/dates.ts';
import { joined, type ZoneAxis } from '../kernel/zoneAxis.ts';
import type { Absence, SitePlan } from './plan.ts';
import { presences } from './presence.ts';

/** Minutes of one worker on one date: in the plans of the sites, and of those in which they are away. */
export interface DayHours {
  readonly date: string;
  readonly planned: number;
  readonly away: number;
}

/**
 * A worker's hours on the days `first` to `last` (inclusive) by the plans of all sites: what is planned, absences included, and how much of
 * it falls away. Two uses of the same hour count once. Nothing of what is done in the hours is in them.
 */
export function hoursOf(
  plans: readonly SitePlan[],
  staffId: string,
  axis: ZoneAxis,
  [first, last]: readonly [DayNumber, DayNumber],
): DayHours[] {
  const own = plans.map((plan) => ({
    ...plan,
    rules: plan.rules.filter((rule) => rule.staffId === staffId),
  }));
  const minutesOn = (day: DayNumber, absences: (plan: SitePlan) => readonly Absence[]) =>
    joined(own.flatMap((plan) => presences({ ...plan, absences: absences(plan) }, axis, day, day))).reduce(
      (sum, { start, end }) => sum + end - start,
      0,
    );
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const day = first + index;
    const planned = minutesOn(day, () => []);
    return { date: dateOfDay(day), planned, away: planned - minutesOn(day, ({ absences }) => absences) };
  });
}
