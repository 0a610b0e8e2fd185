import type { figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import { type Counts, sumCounts } from '@ohjaamo/shared/figures/counters.ts';
import { equityOf } from '@ohjaamo/shared/figures/equity.ts';
import { figuresOf } from '@ohjaamo/shared/figures/facts.ts';
import { currentQuarter, dayOf } from '@ohjaamo/shared/figures/quarters.ts';
import { type Residents, residentsOn } from '@ohjaamo/shared/kernel/residents.ts';
import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import { currentMinute, localDate, quarterDates } from '@ohjaamo/shared/kernel/time.ts';
import type { TenantProfile } from '@ohjaamo/shared/tenants/profile.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import type { readTenant } from '../tenants/index.ts';
import { personsAt, type readCounted } from './personRepository.ts';
import type { readDays } from './repository.ts';

interface Ports {
  readonly readTenant: typeof readTenant;
  readonly readDays: typeof readDays;
  readonly readCounted: typeof readCounted;
}

/**
 * The tenant's own exact figures of a quarter: each site's, and their sum; persons, who do not add up over sites, as the night counted them
 * at each.
 */
export function readTenantFigures(ports: Ports): UseCase<typeof figuresRoutes.readTenantFigures> {
  return async ({ scope, request, clock }) => {
    const tenant = await ports.readTenant(scope);
    if (!tenant) throw new Error('The tenant has no profile');
    const quarter = request.query.quarter ?? currentQuarter(currentMinute(clock), tenant.profile.zone);
    const [days, persons] = await Promise.all([
      daysBySite(ports, scope, tenant.sites, quarter),
      ports.readCounted(scope, quarter, false),
    ]);
    return succeed({
      body: {
        quarter,
        ...(persons && { persons: { countedOn: persons.countedOn, sealed: persons.isFinal ?? false } }),
        names: { services: named(tenant.services), organisations: named(tenant.organisations) },
        equity: equityOf(sumCounts(days.flat())),
        ...residentsIn(tenant.profile, quarter, localDate(currentMinute(clock), tenant.profile.zone)),
        tenant: figuresOf(days.flat(), personsAt(persons, 'TENANT')),
        sites: tenant.sites.map(({ id, slug, name }, at) => ({
          id,
          slug,
          name,
          figures: figuresOf(days[at] ?? [], personsAt(persons, id)),
        })),
      },
    });
  };
}

function named<Name>(all: readonly { readonly code: string; readonly name: Name }[]) {
  return all.map(({ code, name }) => ({ code, name }));
}

/** What reach of a quarter is counted of, once it was entered. */
export function residentsIn(
  { residents: entered }: Pick<TenantProfile, 'residents'>,
  quarter: string,
  today: string,
): { readonly residents?: Residents } {
  const residents = residentsOn(entered, dayOf(quarter, today));
  return residents ? { residents } : {};
}

async function daysBySite(
  ports: Pick<Ports, 'readDays'>,
  scope: TenantScope,
  sites: readonly { readonly id: Parameters<Ports['readDays']>[1] }[],
  quarter: string,
): Promise<Counts[][]> {
  const { from, to } = quarterDates(quarter);
  return Promise.all(sites.map(({ id }) => ports.readDays(scope, id, from, to)));
}
