import { lastMonthOver } from '@ohjaamo/shared/feedback/terms.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { eraseTexts } from './textRepository.ts';

/** Erases the free texts whose 24 months are over, in every site of a tenant; the numbers stay. One Query a site, one write a text. */
export async function forgetTexts(scope: TenantScope, tenant: Tenant, today: string): Promise<number> {
  let gone = 0;
  for (const { id } of tenant.sites) gone += await eraseTexts(scope, id, lastMonthOver(today));
  return gone;
}
