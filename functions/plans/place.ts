import { type Clock, currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readWorkersTenant } from '../tenants/index.ts';

/** What a plan is read and checked with: the tenant's names, and its date now. */
export interface PlanPlace {
  readonly tenant: Tenant;
  readonly today: string;
  /** UTC, ISO 8601. */
  readonly now: string;
}

/** Reads the tenant's names in one Query. */
export async function readPlanPlace(scope: TenantScope, clock: Clock): Promise<PlanPlace> {
  const tenant = await readWorkersTenant(scope);
  const today = localDate(currentMinute(clock), tenant.profile.zone);
  return { tenant, today, now: new Date(clock.now()).toISOString() };
}

/** A worker's name; empty for the young person, and for somebody the tenant no longer has. */
export function nameOf({ tenant }: Pick<PlanPlace, 'tenant'>, id: string | undefined): string {
  return tenant.staff.find((each) => each.id === id)?.name ?? '';
}
