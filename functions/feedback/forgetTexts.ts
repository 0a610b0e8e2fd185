import { lastMonthOver } from '@ohjaamo/shared/feedback/terms.ts';
import { type Clock, currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { Table } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { eraseAccessibility } from './accessibility/repository.ts';
import { serviceShelf, shelfOf } from './accessibility/shelf.ts';
import { eraseTexts } from './textRepository.ts';

/**
 * Erases the free texts whose 24 months are over, in every site of a tenant, and what was answered about accessibility 12 months after its
 * receipt; the numbers stay. One Query a site and one more, one write a text.
 */
export async function forgetTexts(scope: TenantScope, tenant: Tenant, today: string): Promise<number> {
  let gone = await eraseAccessibility(shelfOf(scope, tenant.profile.zone), today);
  for (const { id } of tenant.sites) gone += await eraseTexts(scope, id, lastMonthOver(today));
  return gone;
}

/** Erases what the service itself has answered about accessibility, 12 months after its receipt. */
export function forgetServiceAccessibility(platform: Table, clock: Clock): Promise<number> {
  const shelf = serviceShelf(platform);
  return eraseAccessibility(shelf, localDate(currentMinute(clock), shelf.zone));
}
