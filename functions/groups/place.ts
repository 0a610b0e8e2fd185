import { seesWholeSite } from '@ohjaamo/shared/desk/rules.ts';
import type { GroupId, SiteId, StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { TenantActor } from '@ohjaamo/shared/kernel/roles.ts';
import type { Site, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { workersAt } from '../schedule/index.ts';
import { readTenant, readWorkersTenant } from '../tenants/index.ts';
import type { GroupRecord, MeetingRecord } from './record.ts';
import { readGroupRecord } from './repository.ts';

/** A site and the tenant it belongs to. */
export interface SiteOfTenant {
  readonly tenant: Tenant;
  readonly site: Site;
  /** Who may be named as a leader; everybody when it is not said. */
  readonly nameable?: ReadonlySet<StaffId>;
}

/** The site of an address: one Query. */
export async function siteOfSlug(scope: TenantScope, slug: string): Promise<SiteOfTenant | undefined> {
  const tenant = await readTenant(scope);
  const site = tenant?.sites.find((each) => each.slug === slug);
  return tenant && site && { tenant, site };
}

/** The site of an id: one Query. */
export async function siteOfId(scope: TenantScope, id: SiteId): Promise<SiteOfTenant | undefined> {
  const tenant = await readWorkersTenant(scope);
  const site = tenant.sites.find((each) => each.id === id);
  return site && { tenant, site };
}

/** The site, and who may be named there by whoever asks: one read more for a role at the site alone. */
export async function siteFor(
  scope: TenantScope,
  actor: TenantActor,
  id: SiteId,
): Promise<SiteOfTenant | undefined> {
  const place = await siteOfId(scope, id);
  return place && { ...place, nameable: await workersAt(scope, actor, place.tenant.staff, id) };
}

/** Whether a worker may see a group: whoever only lends time sees what they lead. */
export function mayOpen(group: GroupRecord, { roles, staffId }: TenantActor): boolean {
  return (
    seesWholeSite(roles) ||
    group.leaders.includes(staffId) ||
    group.meetings.some(({ leaders }) => leaders.includes(staffId))
  );
}

/** A group at its site. */
export interface OpenedGroup extends SiteOfTenant {
  readonly group: GroupRecord;
}

/**
 * The group that a worker asks for: one Query and one read. What they may not see is not there. Who leads it already may be named
 * again, whoever asks.
 */
export async function openGroup(
  scope: TenantScope,
  actor: TenantActor,
  { siteId, groupId }: { readonly siteId: SiteId; readonly groupId: GroupId },
): Promise<Result<OpenedGroup, Problem>> {
  const [place, group] = await Promise.all([
    siteFor(scope, actor, siteId),
    readGroupRecord(scope, siteId, groupId),
  ]);
  if (!place || !group || !mayOpen(group, actor)) return fail(problem('not-found'));
  const leading = [group, ...group.meetings].flatMap(({ leaders }) => leaders);
  return succeed({ ...place, nameable: new Set([...(place.nameable ?? []), ...leading]), group });
}

/** The meetings that are neither cancelled nor begun. */
export function comingMeetings(group: GroupRecord, now: number): MeetingRecord[] {
  return group.meetings.filter(({ state, start }) => state === 'PLANNED' && start > now);
}
