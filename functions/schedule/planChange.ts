import { problem, type Problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import type { TenantActor } from '@ohjaamo/shared/kernel/roles.ts';
import { changedPlan, mayChange, type PlanChange } from '@ohjaamo/shared/schedule/change.ts';
import { type NewFault, newFaults } from '@ohjaamo/shared/schedule/newFaults.ts';
import type { SitePlan } from '@ohjaamo/shared/schedule/plan.ts';
import { knowsAll, type PlannedSite, type Planning, plansWith, siteIn, wholePlan } from './planning.ts';

/** A change as it would stand. */
export interface PlannedChange {
  readonly at: PlannedSite;
  readonly after: SitePlan;
  readonly faults: readonly NewFault[];
}

/**
 * What a change makes of the plans. `not-found`: a site, rule, worker or service that the tenant does not have;
 * `role-required`: somebody else's hours, or hours for a service that they do not give.
 */
export function planChangeOf(
  planning: Planning,
  site: SiteId,
  change: PlanChange,
  actor: TenantActor,
): Result<PlannedChange, Problem> {
  const at = siteIn(planning, site);
  if (!at || !knowsAll(planning.tenant, change)) return fail(problem('not-found'));
  const before = wholePlan(planning, at);
  const after = changedPlan(before, change);
  if (!after.ok) return fail(problem('not-found'));
  const { services } = planning.tenant;
  if (!mayChange(actor, before, after.value, change, services)) return fail(problem('role-required'));
  const faults = newFaults(plansWith(planning), plansWith(planning, new Map([[site, after.value]])));
  return succeed({ at, after: after.value, faults });
}

/** The refusal of a change that contradicts itself; nothing for one that can stand. */
export function conflictOf(faults: readonly NewFault[]): Problem | undefined {
  const blocking = faults.filter(({ blocks }) => blocks);
  if (blocking.length === 0) return undefined;
  return problem('plan-conflict', {
    conflicts: blocking.slice(0, 50).map(({ code, rule }) => ({
      ...(rule.validFrom !== undefined && { date: rule.validFrom }),
      reason: code,
    })),
  });
}
