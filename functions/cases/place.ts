import { type Clock, currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import type { ViewPlace } from './views.ts';

/** The tenant's names and its date now. */
export async function readPlace(scope: TenantScope, clock: Clock): Promise<ViewPlace> {
  const tenant = await readWorkersTenant(scope);
  return { tenant, today: localDate(currentMinute(clock), tenant.profile.zone) };
}
