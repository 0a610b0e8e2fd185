import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { type Planning, planningOf } from './planning.ts';

/** Reads the plans of all the tenant's sites: one Query for names, and as {@link planningOf}. */
export async function openPlanning(scope: TenantScope, clock: Clock): Promise<Planning> {
  return planningOf(scope, clock, await readWorkersTenant(scope));
}
