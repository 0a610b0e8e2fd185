import type { SiteId, StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { TenantActor } from '@ohjaamo/shared/kernel/roles.ts';
import type { StaffMember } from '@ohjaamo/shared/tenants/profile.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readVersionedPlan } from './planRepository.ts';

/**
 * Whose time somebody may take at a site. Whoever has the role in the whole municipality: everybody's. Whoever has it at the site alone:
 * of those whose calendar stands there and of those who stand in its plan, one read.
 */
export async function workersAt(
  scope: TenantScope,
  { onlyAt }: Pick<TenantActor, 'onlyAt'>,
  staff: readonly StaffMember[],
  site: SiteId,
): Promise<ReadonlySet<StaffId>> {
  if (onlyAt === undefined) return new Set(staff.map(({ id }) => id));
  const { plan } = await readVersionedPlan(scope, site);
  const planned = new Set(plan.rules.map(({ staffId }) => staffId));
  return new Set(
    staff.filter(({ id, homeSite }) => homeSite === site || planned.has(id)).map(({ id }) => id),
  );
}
