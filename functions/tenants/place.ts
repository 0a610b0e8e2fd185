import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Clock, currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readTenant, readWorkersTenant } from './profileRepository.ts';

/** What rows are told with: the tenant's names and its date now. */
export interface Place {
  readonly tenant: Tenant;
  /** Today in the tenant's zone. */
  readonly today: string;
}

/** The tenant's names and its date now, for somebody signed in. One Query. */
export async function readPlace(scope: TenantScope, clock: Clock): Promise<Place> {
  return placeOf(await readWorkersTenant(scope), clock);
}

/** The tenant's names as they were read a moment ago, for what is shown; opening a case has read them. */
export async function readShownTenant(scope: TenantScope): Promise<Tenant> {
  const tenant = await scope.recently('tenant', () => readTenant(scope));
  if (!tenant) throw new Error('The tenant has no profile');
  return tenant;
}

/** The same with the date now. */
export async function readShownPlace(scope: TenantScope, clock: Clock): Promise<Place> {
  return placeOf(await readShownTenant(scope), clock);
}

function placeOf(tenant: Tenant, clock: Clock): Place {
  return { tenant, today: localDate(currentMinute(clock), tenant.profile.zone) };
}

/** A worker by name; nameless when the tenant no longer has them. */
export function workerOf(tenant: Tenant, id: StaffId): { id: StaffId; name: string } {
  return { id, name: tenant.staff.find((each) => each.id === id)?.name ?? '' };
}
