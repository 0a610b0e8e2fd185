import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readTenant } from '../tenants/index.ts';

/** The tenant's profile; a signed-in worker's tenant always has one. */
export async function readProfile(scope: TenantScope): Promise<Tenant> {
  const tenant = await readTenant(scope);
  if (!tenant) throw new Error('The tenant has no profile');
  return tenant;
}
