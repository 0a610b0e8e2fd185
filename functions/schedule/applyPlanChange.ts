import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { PlanChange } from '@ohjaamo/shared/schedule/change.ts';
import type { scheduleRoutes } from '@ohjaamo/shared/schedule/contract.ts';
import { appendRest, SUBJECTS_PER_TRANSACTION } from '../kernel/audit.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { applyAffected, findAffected, type OrphanPort } from './orphanPort.ts';
import { conflictOf, planChangeOf } from './planChange.ts';
import { openPlanning } from './openPlanning.ts';
import { type Planning, siteIn, touchedBy, wholePlan } from './planning.ts';
import { absenceChangeWrites, planChangeWrite, readVersionedPlan } from './planRepository.ts';

type Route = (typeof scheduleRoutes)['applyPlanChange'];

/**
 * Makes a change that was previewed: the plan, its new version and the trail in one transaction (2 write units for each KB of
 * the packed plan, 2 an absence, 4 a row of the trail with its index), then the bookings that it touches. A change sent again
 * with its id is answered as done, and its bookings are looked at again, in case the first time ended between the two.
 */
export function applyPlanChange(orphans: OrphanPort): UseCase<Route> {
  return async (context) => {
    const { request, scope, clock, actor, audit } = context;
    const { changeId, site, version, change } = request.body;
    const planning = await openPlanning(scope, clock);
    const standing = siteIn(planning, site);
    if (!standing) return fail(problem('not-found'));
    if (standing.read.changes.includes(changeId)) return finish(orphans, context, planning);
    const planned = planChangeOf(planning, site, change, actor);
    if (standing.read.version !== version) return fail(problem('stale-version'));
    if (!planned.ok) return planned;
    const { at, after, faults } = planned.value;
    const conflict = conflictOf(faults);
    if (conflict) return fail(conflict);
    const touched = touchedBy(planning, at, after, change);
    const { orphaned } = await findAffected(orphans, scope, planning.tenant, touched, clock);
    const subjects = orphaned.map(({ id }) => id);
    const done = await scope.work.transact([
      planChangeWrite(scope, site, at.read, after, changeId),
      ...absenceWrites(scope, planning, change),
      ...audit.writes(subjects.slice(0, SUBJECTS_PER_TRANSACTION)),
    ]);
    if (!done.ok) {
      const now = await readVersionedPlan(scope, site);
      if (!now.changes.includes(changeId)) return fail(problem('stale-version'));
    }
    await appendRest(audit, subjects);
    const { orphaned: count, readopted } = await applyAffected(
      orphans,
      scope,
      planning.tenant,
      touched,
      clock,
      context.ids,
    );
    return succeed({ body: { version: version + 1, orphaned: count, readopted } });
  };
}

/** The same change again: what is left of it to do with the bookings is done with the plan as it stands. */
async function finish(
  orphans: OrphanPort,
  context: ContextOf<Route>,
  planning: Planning,
): ReturnType<UseCase<Route>> {
  const { request, scope, clock, ids } = context;
  const { site, change } = request.body;
  const at = siteIn(planning, site);
  if (!at) return fail(problem('not-found'));
  const touched = touchedBy(planning, at, wholePlan(planning, at), change);
  const done = await applyAffected(orphans, scope, planning.tenant, touched, clock, ids);
  return succeed({ body: { version: at.read.version, ...done } });
}

function absenceWrites(scope: TenantScope, { absences }: Planning, change: PlanChange): Write[] {
  if (change.kind !== 'SAVE_ABSENCE' && change.kind !== 'DELETE_ABSENCE') return [];
  const after = change.kind === 'SAVE_ABSENCE' ? change.absence : undefined;
  const id = change.kind === 'SAVE_ABSENCE' ? change.absence.id : change.absenceId;
  return absenceChangeWrites(
    scope,
    absences.find((each) => each.id === id),
    after,
  );
}
