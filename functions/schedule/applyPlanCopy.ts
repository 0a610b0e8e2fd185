import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { scheduleRoutes } from '@ohjaamo/shared/schedule/contract.ts';
import { appendRest, SUBJECTS_PER_TRANSACTION } from '../kernel/audit.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { applyAffected, findAffected, type OrphanPort } from './orphanPort.ts';
import { conflictOf } from './planChange.ts';
import { planCopyOf } from './planCopy.ts';
import { openPlanning } from './openPlanning.ts';
import { siteIn, wholePlan } from './planning.ts';
import { planChangeWrite, readVersionedPlan } from './planRepository.ts';

/**
 * Copies a period of one site's plan to others, all or none: every plan with its new version and the trail in one
 * transaction (2 write units a site for each KB packed), then the bookings of those sites. Sent again with its id it copies nothing twice.
 */
export function applyPlanCopy(orphans: OrphanPort): UseCase<(typeof scheduleRoutes)['applyPlanCopy']> {
  return async ({ request, scope, clock, ids, audit }) => {
    const { changeId, site, targets: wanted, ...copy } = request.body;
    const planning = await openPlanning(scope, clock);
    const { tenant } = planning;
    const sites = wanted.map((target) => target.site);
    const standing = sites.map((id) => siteIn(planning, id));
    if (standing.every((at) => at?.read.changes.includes(changeId))) {
      const touched = standing.flatMap((at) =>
        at ? [{ site: at.site, plan: wholePlan(planning, at) }] : [],
      );
      const { orphaned } = await applyAffected(orphans, scope, tenant, touched, clock, ids);
      const again = planCopyOf(planning, site, sites, copy, changeId);
      return again.ok ? succeed({ body: { rules: rulesOf(again.value.targets), orphaned } }) : again;
    }
    const planned = planCopyOf(planning, site, sites, copy, changeId);
    if (!planned.ok) return planned;
    const { targets, faults } = planned.value;
    const versionOf = new Map(wanted.map((target) => [target.site, target.version]));
    if (targets.some(({ at }) => at.read.version !== versionOf.get(at.site.id)))
      return fail(problem('stale-version'));
    const conflict = conflictOf(faults);
    if (conflict) return fail(conflict);
    const touched = targets.map(({ at, after }) => ({ site: at.site, plan: after }));
    const { orphaned } = await findAffected(orphans, scope, tenant, touched, clock);
    const subjects = orphaned.map(({ id }) => id);
    const done = await scope.work.transact([
      ...targets.map(({ at, after }) => planChangeWrite(scope, at.site.id, at.read, after, changeId)),
      ...audit.writes(subjects.slice(0, SUBJECTS_PER_TRANSACTION)),
    ]);
    if (!done.ok) {
      const now = await Promise.all(sites.map((id) => readVersionedPlan(scope, id)));
      if (!now.every(({ changes }) => changes.includes(changeId))) return fail(problem('stale-version'));
    }
    await appendRest(audit, subjects);
    const applied = await applyAffected(orphans, scope, tenant, touched, clock, ids);
    return succeed({ body: { rules: rulesOf(targets), orphaned: applied.orphaned } });
  };
}

function rulesOf(targets: readonly { readonly rules: number }[]): number {
  return targets.reduce((sum, { rules }) => sum + rules, 0);
}
