import { seesWholeSite } from '@ohjaamo/shared/desk/rules.ts';
import type { GroupId, SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { TenantActor } from '@ohjaamo/shared/kernel/roles.ts';
import type { Site, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readTenant, readWorkersTenant } from '../tenants/index.ts';
import type { GroupRecord, MeetingRecord } from './record.ts';
import { readGroupRecord } from './repository.ts';

/** A site and the tenant it belongs to. */
export interface SiteOfTenant {
  readonly tenant: Tenant;
  readonly site: Site;
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

/** The group that a worker asks for: one Query and one read. What they may not see is not there. */
export async function openGroup(
  scope: TenantScope,
  actor: TenantActor,
  { siteId, groupId }: { readonly siteId: SiteId; readonly groupId: GroupId },
): Promise<Result<OpenedGroup, Problem>> {
  const [place, group] = await Promise.all([
    siteOfId(scope, siteId),
    readGroupRecord(scope, siteId, groupId),
  ]);
  return place && group && mayOpen(group, actor) ? succeed({ ...place, group }) : fail(problem('not-found'));
}

/** The meetings that are neither cancelled nor begun. */
export function comingMeetings(group: GroupRecord, now: number): MeetingRecord[] {
  return group.meetings.filter(({ state, start }) => state === 'PLANNED' && start > now);
}
