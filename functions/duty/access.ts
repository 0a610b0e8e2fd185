import type { SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import type { TenantRole } from '@ohjaamo/shared/kernel/roles.ts';
import type { Site, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readWorkersTenant } from '../tenants/index.ts';

/** Whether the roles decide on the duty of their municipality's sites. */
export function isManager(roles: readonly TenantRole[]): boolean {
  return roles.includes('SITE_MANAGER') || roles.includes('TENANT_ADMIN');
}

/** The tenant with one of its sites; `undefined` when it has no such site. One Query. */
export async function readSite(
  scope: TenantScope,
  id: SiteId,
): Promise<{ readonly tenant: Tenant; readonly site: Site } | undefined> {
  const tenant = await readWorkersTenant(scope);
  const site = tenant.sites.find((each) => each.id === id);
  return site && { tenant, site };
}
