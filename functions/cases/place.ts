import { type Clock, currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readTenant, readWorkersTenant } from '../tenants/index.ts';
import type { ViewPlace } from './views.ts';

/** The tenant's names as they were read a moment ago, for what is shown; opening a case has read them. */
export async function readShownTenant(scope: TenantScope): Promise<Tenant> {
  const tenant = await scope.recently('tenant', () => readTenant(scope));
  if (!tenant) throw new Error('The tenant has no profile');
  return tenant;
}

/** The same with the date now. */
export async function readShownPlace(scope: TenantScope, clock: Clock): Promise<ViewPlace> {
  const tenant = await readShownTenant(scope);
  return { tenant, today: localDate(currentMinute(clock), tenant.profile.zone) };
}

/** The tenant's names and its date now. */
export async function readPlace(scope: TenantScope, clock: Clock): Promise<ViewPlace> {
  const tenant = await readWorkersTenant(scope);
  return { tenant, today: localDate(currentMinute(clock), tenant.profile.zone) };
}
