import { type IdSource, type SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import { problem, type Problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { TenantActor } from '@ohjaamo/shared/kernel/roles.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { newFaults } from '@ohjaamo/shared/schedule/newFaults.ts';
import type { SitePlan } from '@ohjaamo/shared/schedule/plan.ts';
import type { PlanPreview } from '@ohjaamo/shared/schedule/planRoutes.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { type AuditTrail, appendRest, SUBJECTS_PER_TRANSACTION } from '../kernel/audit.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { lostMeetings, type MeetingsPort } from './lostMeetings.ts';
import { applyAffected, findAffected, type OrphanPort } from './orphanPort.ts';
import { conflictOf } from './planChange.ts';
import { planningOf, type PlannedSite, type Planning, plansWith, siteIn, wholePlan } from './planning.ts';
import { viewFaults, viewOrphans } from './planViews.ts';
import { planChangeWrite, readVersionedPlan } from './planRepository.ts';

/** Who is asked about bookings and groups when a whole plan changes. */
export interface PlanPorts {
  readonly orphans: OrphanPort;
  readonly meetings: MeetingsPort;
}

/** A plan that is to stand in place of the one that a site has. */
export interface AnotherPlan {
  readonly site: SiteId;
  /** What becomes of the plan as it stands. It names the municipality's own workers and services only. */
  readonly make: (plan: SitePlan) => SitePlan;
}

interface Asking {
  readonly scope: TenantScope;
  readonly tenant: Tenant;
  readonly clock: Clock;
  readonly actor: TenantActor;
  readonly ports: PlanPorts;
}

/** Tells what another plan would do, as {@link previewPlanChange} does. `not-found`: a site that the tenant does not have. */
export async function previewAnotherPlan(
  { scope, tenant, clock, actor, ports }: Asking,
  { site, make }: AnotherPlan,
): Promise<Result<PlanPreview & { readonly blocked: boolean }, Problem>> {
  const planning = await planningOf(scope, clock, tenant);
  const at = siteIn(planning, site);
  if (!at) return fail(problem('not-found'));
  const { faults, touched } = standingAs(planning, at, make);
  const { orphaned, readopted } = await findAffected(ports.orphans, scope, planning.tenant, touched, clock);
  return succeed({
    version: at.read.version,
    blocked: conflictOf(faults) !== undefined,
    faults: viewFaults(faults, planning.tenant),
    orphaned: viewOrphans(orphaned, planning.tenant, actor.roles),
    readopted: readopted.length,
    meetings: await lostMeetings(scope, planning, touched, clock, ports.meetings),
  });
}

/**
 * Puts another plan in place, with `more` and the trail in one transaction, then looks at the bookings. Sent again with its id it is
 * answered as done, and the bookings are looked at again.
 *
 * @param version the plan that was previewed
 */
export async function applyAnotherPlan(
  asking: Asking & { readonly ids: IdSource; readonly audit: AuditTrail },
  wanted: AnotherPlan & { readonly changeId: string; readonly version: number },
  more: readonly Write[],
): Promise<Result<{ readonly orphaned: number; readonly readopted: number }, Problem>> {
  const { scope, tenant, clock, ids, audit, ports } = asking;
  const { site, make, changeId, version } = wanted;
  const planning = await planningOf(scope, clock, tenant);
  const at = siteIn(planning, site);
  if (!at) return fail(problem('not-found'));
  const settle = (plan: SitePlan) =>
    applyAffected(ports.orphans, scope, planning.tenant, [{ site: at.site, plan }], clock, ids);
  if (at.read.changes.includes(changeId)) return succeed(await settle(wholePlan(planning, at)));
  if (at.read.version !== version) return fail(problem('stale-version'));
  const { after, faults, touched } = standingAs(planning, at, make);
  const conflict = conflictOf(faults);
  if (conflict) return fail(conflict);
  const { orphaned } = await findAffected(ports.orphans, scope, planning.tenant, touched, clock);
  const subjects = orphaned.map(({ id }) => id);
  const done = await scope.work.transact([
    planChangeWrite(scope, site, at.read, after, changeId),
    ...more,
    ...audit.writes(subjects.slice(0, SUBJECTS_PER_TRANSACTION)),
  ]);
  if (!done.ok) {
    const now = await readVersionedPlan(scope, site);
    if (!now.changes.includes(changeId)) return fail(problem('stale-version'));
  }
  await appendRest(audit, subjects);
  return succeed(await settle(after));
}

function standingAs(planning: Planning, at: PlannedSite, make: AnotherPlan['make']) {
  const after = make(wholePlan(planning, at));
  const faults = newFaults(plansWith(planning), plansWith(planning, new Map([[at.site.id, after]])));
  return { after, faults, touched: [{ site: at.site, plan: after }] };
}
