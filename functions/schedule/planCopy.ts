import { dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import type { SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import { problem, type Problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { copiedPart, type PlanCopy } from '@ohjaamo/shared/schedule/copyPlan.ts';
import { allHoursFrom, hoursOn } from '@ohjaamo/shared/schedule/datedHours.ts';
import { type NewFault, newFaults } from '@ohjaamo/shared/schedule/newFaults.ts';
import type { SitePlan } from '@ohjaamo/shared/schedule/plan.ts';
import { hashOf } from '../kernel/hash.ts';
import { type PlannedSite, type Planning, plansWith, siteIn, wholePlan } from './planning.ts';

/** The longest period that is copied in one go, in days: a year. */
const LONGEST_PERIOD = 371;

/** The plans of the sites that a copy reaches, as they would stand. */
export interface PlannedCopy {
  readonly targets: readonly {
    readonly at: PlannedSite;
    readonly after: SitePlan;
    readonly rules: number;
    readonly exceptions: number;
    /** Whether the weekly opening hours differ afterwards. */
    readonly hours: boolean;
  }[];
  readonly faults: readonly NewFault[];
}

/**
 * What a copy makes of the other sites' plans. `not-found`: a site or worker that the tenant does not have, or the site
 * itself; `invalid-request`: a period that ends before it begins, is over a year long, or moves by something else than whole weeks.
 *
 * @param mark makes the copied rules' ids: the same copy has the same ids, however often it is planned
 */
export function planCopyOf(
  planning: Planning,
  from: SiteId,
  targets: readonly SiteId[],
  copy: PlanCopy,
  mark: string,
): Result<PlannedCopy, Problem> {
  const source = siteIn(planning, from);
  const found = targets.map((id) => siteIn(planning, id));
  const known = (id: string) => planning.tenant.staff.some((each) => each.id === id);
  const strange = copy.workers.some((pair) => !known(pair.from) || !known(pair.to));
  if (!source || strange || targets.includes(from) || found.includes(undefined)) {
    return fail(problem('not-found'));
  }
  const wrong = wrongField(copy, targets);
  if (wrong)
    return fail(problem('invalid-request', { errors: [{ pointer: `/body/${wrong}`, code: 'custom' }] }));
  const planned = found.flatMap((at) => (at ? [plannedTarget(planning, source, at, copy, mark)] : []));
  const changed = new Map(planned.map(({ at, after }) => [at.site.id, after]));
  return succeed({ targets: planned, faults: newFaults(plansWith(planning), plansWith(planning, changed)) });
}

function plannedTarget(
  planning: Planning,
  source: PlannedSite,
  at: PlannedSite,
  copy: PlanCopy,
  mark: string,
): PlannedCopy['targets'][number] {
  const part = copiedPart(source.read.plan, copy, (index) => idOf(mark, at.site.id, index));
  const before = wholePlan(planning, at);
  const hours = copy.hours
    ? allHoursFrom(before.hours, hoursOn(source.read.plan.hours, copy.from), copy.onto)
    : before.hours;
  return {
    at,
    after: {
      ...before,
      hours,
      rules: [...before.rules, ...part.rules],
      exceptions: [...before.exceptions, ...part.exceptions],
    },
    rules: part.rules.length,
    exceptions: part.exceptions.length,
    hours: hours !== before.hours,
  };
}

function wrongField({ from, to, onto }: PlanCopy, targets: readonly SiteId[]): string | undefined {
  const length = dayNumber(to) - dayNumber(from);
  if (length < 0 || length > LONGEST_PERIOD) return 'to';
  if ((dayNumber(onto) - dayNumber(from)) % 7 !== 0) return 'onto';
  return new Set(targets).size < targets.length ? 'sites' : undefined;
}

/** Ten of `[0-9a-f]`, which are forty bits of the hash. */
function idOf(mark: string, site: SiteId, index: number): string {
  return Buffer.from(hashOf(mark, site, index), 'base64url')
    .toString('hex')
    .slice(0, 10);
}
