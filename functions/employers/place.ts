import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Clock, currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readWorkersTenant } from '../tenants/index.ts';

/** The tenant's names and its date now. */
export interface Place {
  readonly tenant: Tenant;
  /** Today in the municipality's zone. */
  readonly today: string;
}

export async function readPlace(scope: TenantScope, clock: Clock): Promise<Place> {
  const tenant = await readWorkersTenant(scope);
  return { tenant, today: localDate(currentMinute(clock), tenant.profile.zone) };
}

/** A worker by name; empty when the municipality no longer has them. */
export function workerOf({ tenant }: Place, id: StaffId): { id: StaffId; name: string } {
  return { id, name: tenant.staff.find((each) => each.id === id)?.name ?? '' };
}
