import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { type Place, readPlace } from '../tenants/index.ts';

/** What a plan is read and checked with: the tenant's names, and its date now. */
export interface PlanPlace extends Place {
  /** UTC, ISO 8601. */
  readonly now: string;
}

/** Reads the tenant's names in one Query. */
export async function readPlanPlace(scope: TenantScope, clock: Clock): Promise<PlanPlace> {
  return { ...(await readPlace(scope, clock)), now: new Date(clock.now()).toISOString() };
}

/** A worker's name; empty for the young person, and for somebody the tenant no longer has. */
export function nameOf({ tenant }: Pick<PlanPlace, 'tenant'>, id: string | undefined): string {
  return tenant.staff.find((each) => each.id === id)?.name ?? '';
}
