import { type Counts, sumCounts } from '@ohjaamo/shared/figures/counters.ts';
import { withoutGroups } from '@ohjaamo/shared/figures/groups.ts';
import { MUNICIPALITY, networkPersons } from '@ohjaamo/shared/figures/network/families.ts';
import { weeklyOf } from '@ohjaamo/shared/figures/hours.ts';
import { closedQuarter, openQuarters } from '@ohjaamo/shared/figures/quarters.ts';
import { dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import type { SiteId, TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Clock, currentMinute, HELSINKI, quarter, quarterDates } from '@ohjaamo/shared/kernel/time.ts';
import { openingOn } from '@ohjaamo/shared/schedule/opening.ts';
import * as z from 'zod';
import { commandIn } from '../kernel/commandIn.ts';
import { forEachTenant } from '../kernel/eachTenant.ts';
import type { Table } from '../kernel/table.ts';
import type { OpenScope, TenantScope } from '../kernel/tenancy/scope.ts';
import type { readVersionedPlan } from '../schedule/index.ts';
import { readTenant } from '../tenants/index.ts';
import { readCounted } from './personRepository.ts';
import { readPublication } from './networkRepository.ts';
import { readDays, submitRow } from './repository.ts';

interface House {
  readonly clock: Clock;
  readonly openScope: OpenScope;
  readonly network: Table;
  readonly platform: Table;
  readonly readVersionedPlan: typeof readVersionedPlan;
}

/** An operator names the closed quarter that is about to be corrected. */
const named = z.looseObject({ quarter });

/**
 * Hands in the open quarters of every site of every tenant that has a profile, and the last closed one while it is not published. One
 * tenant's failure does not keep the others from handing in, but makes the job fail in the end, so that it is run again. Running twice is
 * harmless.
 *
 * @param event `{ quarter }` hands in that quarter alone; anything else but an empty one rejects
 */
export async function submitFigures(house: House, event?: unknown): Promise<void> {
  const command = commandIn(event, named);
  const quarters = command ? [command.quarter] : await quartersOf(house);
  await forEachTenant(house, 'submitFigures', (tenantId) => submitTenant(house, tenantId, quarters));
}

async function quartersOf({ clock, network }: House): Promise<string[]> {
  const now = currentMinute(clock);
  const closed = closedQuarter(now, HELSINKI);
  const isPublished = (await readPublication(network, closed)) !== undefined;
  return [...openQuarters(now, HELSINKI), ...(isPublished ? [] : [closed])];
}

async function submitTenant(house: House, tenantId: TenantId, quarters: readonly string[]): Promise<number> {
  const scope = house.openScope(tenantId, 'publisher');
  const tenant = await readTenant(scope);
  if (!tenant) return 0;
  for (const each of quarters) {
    const daily: Counts[] = [];
    for (const site of tenant.sites) {
      daily.push(await submitSite(house, scope, { tenant, site, quarter: each }));
    }
    await submitPersons(house, scope, { tenant, quarter: each, daily: sumCounts(daily) });
  }
  return quarters.length * tenant.sites.length;
}

type Tenant = NonNullable<Awaited<ReturnType<typeof readTenant>>>;

async function submitSite(
  house: House,
  scope: TenantScope,
  { tenant, site, quarter: of }: { tenant: Tenant; site: Tenant['sites'][number]; quarter: string },
): Promise<Counts> {
  const { network, clock } = house;
  const { from, to } = quarterDates(of);
  const days = await readDays(scope, site.id, from, to);
  const row = {
    tenantSlug: tenant.profile.slug,
    tenantName: tenant.profile.name,
    siteSlug: site.slug,
    siteName: site.name,
    siteKind: site.kind,
    // What stands by service, organisation, language and age is the municipality's own.
    counts: sumCounts([withoutGroups(sumCounts(days)), await openIn(house, scope, site.id, of)]),
  };
  const at = new Date(clock.now()).toISOString();
  await submitRow(network, { quarter: of, tenantId: scope.tenantId, siteId: site.id }, row, at);
  return row.counts;
}

/** M23 of a whole quarter, as the plan has it when the quarter is handed in: a read. */
async function openIn(
  { readVersionedPlan }: House,
  scope: TenantScope,
  site: SiteId,
  of: string,
): Promise<Counts> {
  const { from, to } = quarterDates(of);
  const { plan } = await readVersionedPlan(scope, site);
  const [first, last] = [dayNumber(from), dayNumber(to)];
  const days = Array.from({ length: last - first + 1 }, (_, at) => openingOn(plan, first + at).hours);
  const { walkIn, evening, remote } = weeklyOf(days);
  return { open_walkIn: walkIn, open_evening: evening, open_remote: remote };
}

/** Hands in what the night counted of the municipality's persons; nothing before the first night. */
async function submitPersons(
  { network, clock }: House,
  scope: TenantScope,
  { tenant: { profile }, quarter: of, daily }: { tenant: Tenant; quarter: string; daily: Counts },
): Promise<void> {
  const persons = await readCounted(scope, of);
  if (!persons) return;
  const row = {
    ...{ tenantSlug: profile.slug, tenantName: profile.name, siteSlug: profile.slug, siteName: profile.name },
    siteKind: 'MAIN_SITE' as const,
    counts: networkPersons(persons.places.get('TENANT') ?? {}, daily),
  };
  const at = new Date(clock.now()).toISOString();
  await submitRow(network, { quarter: of, tenantId: scope.tenantId, siteId: MUNICIPALITY }, row, at);
}
