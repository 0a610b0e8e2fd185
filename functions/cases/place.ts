import { type Clock, currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readTenant } from '../tenants/index.ts';
import type { ViewPlace } from './views.ts';

/** The tenant's names and its date now. A signed-in worker's tenant always has a profile. */
export async function readPlace(scope: TenantScope, clock: Clock): Promise<ViewPlace> {
  const tenant = await readTenant(scope);
  if (!tenant) throw new Error('The tenant has no profile');
  return { tenant, today: localDate(currentMinute(clock), tenant.profile.zone) };
}
