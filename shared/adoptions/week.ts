import { dayNumber } from '../kernel/dates.ts';
import type { StaffId } from '../kernel/ids.ts';
import { allHoursFrom } from '../schedule/datedHours.ts';
import type { OpeningHours, SitePlan, WeeklyRule } from '../schedule/plan.ts';
import { clipped } from '../schedule/splitRule.ts';

/** A week that is laid over a site's plan. */
export interface LaidWeek {
  /** The first date of the week. */
  readonly from: string;
  readonly rules: readonly WeeklyRule[];
  /** Weekly opening hours in place of those that stand, of every channel. */
  readonly hours?: readonly OpeningHours[] | undefined;
  /** Rules that were made of the same week before: they end. */
  readonly madeBefore: readonly string[];
  /** Workers whose own earlier weekly hours at the site end. */
  readonly ending: readonly StaffId[];
}

/** A plan with a week laid over it, and how many weekly hours begin and end by that. */
export interface PlanWithWeek {
  readonly plan: SitePlan;
  readonly begins: number;
  readonly ends: number;
}

/**
 * The plan with the week from its first date on. What ends keeps its dates before, so that who was there stays true; hours of single
 * dates stay. Laid over twice, the plan is as after once.
 */
export function withWeek(plan: SitePlan, week: LaidWeek): PlanWithWeek {
  const made = new Set(week.rules.map(({ id }) => id));
  const standing = plan.rules.filter(({ id }) => !made.has(id));
  const last = dayNumber(week.from) - 1;
  const kept = standing.map((rule) => (isEnding(rule, week) ? clipped(rule, undefined, last) : rule));
  const rules = [...kept.filter((rule) => rule !== undefined), ...week.rules];
  return {
    plan: {
      ...plan,
      rules,
      hours: week.hours ? allHoursFrom(plan.hours, week.hours, week.from) : plan.hours,
    },
    begins: week.rules.filter(({ id }) => plan.rules.every((rule) => rule.id !== id)).length,
    ends: standing.filter((rule) => isEnding(rule, week)).length,
  };
}

function isEnding(
  { id, staffId, validFrom, validTo }: WeeklyRule,
  { from, madeBefore, ending }: LaidWeek,
): boolean {
  if (validTo !== undefined && validTo < from) return false;
  if (madeBefore.includes(id)) return true;
  const isOfOneDate = validFrom !== undefined && validFrom === validTo;
  return !isOfOneDate && ending.includes(staffId);
}
