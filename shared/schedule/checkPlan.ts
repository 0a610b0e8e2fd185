import type { OpeningChannel } from '../kernel/codes.ts';
import { dayNumber, minuteOfDay } from '../kernel/dates.ts';
import { joined } from '../kernel/zoneAxis.ts';
import { hoursOn } from './datedHours.ts';
import { openingOn } from './opening.ts';
import type { SitePlan, WeeklyRule } from './plan.ts';
import { canCoincide } from './recurrence.ts';
import type { SlotMode } from './slotMode.ts';
import { hasDays } from './splitRule.ts';

/** What is wrong with one weekly rule; indexes count in `plan.rules` of the named site. */
export interface PlanFault {
  readonly site: string;
  readonly ruleIndex: number;
  readonly code: 'OUTSIDE_OPENING_HOURS' | 'OVERLAP' | 'ENDS_BEFORE_START' | 'NO_DATES';
  /** With `OVERLAP`: the earlier rule that claims the same worker's time. */
  readonly otherSite?: string;
  readonly otherRuleIndex?: number;
}

/** The channel in whose opening hours a rule must lie; a group gathers whenever it likes. */
export const channelOfMode: Readonly<Record<SlotMode, OpeningChannel | undefined>> = {
  WALK_IN: 'WALK_IN',
  PHONE: 'PHONE',
  CHAT: 'CHAT',
  OUTREACH: 'OUTREACH',
  BOOKED: 'APPOINTMENT',
  SLOT: 'APPOINTMENT',
  GROUP: undefined,
};

/** The last date that can be written. */
const LAST_DATE = '9999-12-31';

/** A plan as far as it can contradict itself: absences do not. */
type CheckedPlan = Pick<SitePlan, 'hours' | 'exceptions' | 'rules'>;

interface PlacedRule {
  readonly site: string;
  readonly ruleIndex: number;
  readonly rule: WeeklyRule;
}

/**
 * Finds what makes a plan impossible, over all sites of one tenant, in the order of sites and rules:
 * - a rule that ends at or before its start, or that applies on no date at all;
 * - a rule outside the opening hours of its date, if it has but one, else outside the weekly opening hours of its channel as they hold in
 *   the end, on its last date. Booked and lent time lies inside APPOINTMENT where the site
 *   has such hours at all; every other mode but GROUP needs its channel's hours;
 * - two rules that claim one worker at one time on a date where both apply, whatever the sites. The later one is named.
 */
export function checkPlan(
  sites: readonly { readonly site: string; readonly plan: CheckedPlan }[],
): PlanFault[] {
  const faults: PlanFault[] = [];
  const byWorkerAndDay = new Map<string, PlacedRule[]>();
  for (const { site, plan } of sites) {
    plan.rules.forEach((rule, ruleIndex) => {
      if (rule.end <= rule.start) {
        faults.push({ site, ruleIndex, code: 'ENDS_BEFORE_START' });
        return;
      }
      if (!hasDays(rule)) {
        faults.push({ site, ruleIndex, code: 'NO_DATES' });
        return;
      }
      if (!insideOpeningHours(rule, plan)) faults.push({ site, ruleIndex, code: 'OUTSIDE_OPENING_HOURS' });
      const key = `${rule.staffId} ${rule.weekday}`;
      const earlier = byWorkerAndDay.get(key) ?? [];
      const other = earlier.find((placed) => claimSameTime(placed.rule, rule));
      if (other) {
        faults.push({
          site,
          ruleIndex,
          code: 'OVERLAP',
          otherSite: other.site,
          otherRuleIndex: other.ruleIndex,
        });
      }
      byWorkerAndDay.set(key, [...earlier, { site, ruleIndex, rule }]);
    });
  }
  return faults;
}

function claimSameTime(one: WeeklyRule, other: WeeklyRule): boolean {
  // Times of one length sort as text.
  return one.start < other.end && other.start < one.end && canCoincide(one, other);
}

function insideOpeningHours(rule: WeeklyRule, { hours, exceptions }: CheckedPlan): boolean {
  const channel = channelOfMode[rule.mode];
  if (channel === undefined) return true;
  const ofChannel = hoursOn(hours, rule.validTo ?? LAST_DATE).filter((each) => each.channel === channel);
  if (ofChannel.length === 0) return channel === 'APPOINTMENT';
  const wall = { start: minuteOfDay(rule.start), end: minuteOfDay(rule.end) };
  const ofDay =
    rule.validFrom !== undefined && rule.validFrom === rule.validTo
      ? openingOn({ hours, exceptions }, dayNumber(rule.validFrom)).hours[channel]
      : // Adjoining hours are one opening.
        joined(
          ofChannel
            .filter((each) => each.weekday === rule.weekday)
            .map(({ opens, closes }) => ({ start: minuteOfDay(opens), end: minuteOfDay(closes) })),
        );
  return ofDay.some(({ start, end }) => start <= wall.start && wall.end <= end);
}
