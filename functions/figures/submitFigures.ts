import { sumCounts } from '@ohjaamo/shared/figures/counters.ts';
import { openQuarters } from '@ohjaamo/shared/figures/quarters.ts';
import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Clock, currentMinute, quarterDates } from '@ohjaamo/shared/kernel/time.ts';
import { forEachTenant } from '../kernel/eachTenant.ts';
import type { Table } from '../kernel/table.ts';
import type { OpenScope, TenantScope } from '../kernel/tenancy/scope.ts';
import { readTenant } from '../tenants/index.ts';
import { readCounted } from './personRepository.ts';
import { readDays, submitRow } from './repository.ts';

interface House {
  readonly clock: Clock;
  readonly openScope: OpenScope;
  readonly network: Table;
  readonly platform: Table;
}

/**
 * Hands in the open quarters of every site of every tenant that has a profile. One tenant's failure does not keep
 * the others from handing in, but makes the job fail in the end, so that it is run again. Running twice is harmless.
 */
export async function submitFigures(house: House): Promise<void> {
  await forEachTenant(house, 'submitFigures', (tenantId) => submitTenant(house, tenantId));
}

async function submitTenant(house: House, tenantId: TenantId): Promise<number> {
  const scope = house.openScope(tenantId, 'publisher');
  const tenant = await readTenant(scope);
  if (!tenant) return 0;
  const quarters = openQuarters(currentMinute(house.clock), tenant.profile.zone);
  for (const quarter of quarters) {
    for (const site of tenant.sites) {
      await submitSite(house, scope, { tenant, site, quarter });
    }
  }
  return quarters.length * tenant.sites.length;
}

type Tenant = NonNullable<Awaited<ReturnType<typeof readTenant>>>;

async function submitSite(
  { network, clock }: House,
  scope: TenantScope,
  { tenant, site, quarter }: { tenant: Tenant; site: Tenant['sites'][number]; quarter: string },
): Promise<void> {
  const { from, to } = quarterDates(quarter);
  const [days, persons] = await Promise.all([
    readDays(scope, site.id, from, to),
    readCounted(scope, quarter),
  ]);
  const row = {
    tenantSlug: tenant.profile.slug,
    tenantName: tenant.profile.name,
    siteSlug: site.slug,
    siteName: site.name,
    siteKind: site.kind,
    counts: sumCounts(days),
    ...(persons && { persons: persons.places.get(site.id) ?? {} }),
  };
  const at = new Date(clock.now()).toISOString();
  await submitRow(network, { quarter, tenantId: scope.tenantId, siteId: site.id }, row, at);
}
