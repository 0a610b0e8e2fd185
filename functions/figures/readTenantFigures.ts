import type { figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import { sumCounts } from '@ohjaamo/shared/figures/counters.ts';
import { equityOf } from '@ohjaamo/shared/figures/equity.ts';
import { figuresOf } from '@ohjaamo/shared/figures/facts.ts';
import { closedQuarter, currentQuarter, dayOf } from '@ohjaamo/shared/figures/quarters.ts';
import { settledFeedback } from '@ohjaamo/shared/figures/settledFeedback.ts';
import { type Residents, residentsOn } from '@ohjaamo/shared/kernel/residents.ts';
import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import { currentMinute, localDate, quarterDates } from '@ohjaamo/shared/kernel/time.ts';
import type { TenantProfile } from '@ohjaamo/shared/tenants/profile.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import type { readTenant } from '../tenants/index.ts';
import { personsAt, type readCounted } from './personRepository.ts';
import type { DatedCounts, readDatedDays } from './repository.ts';

interface Ports {
  readonly readTenant: typeof readTenant;
  readonly readDatedDays: typeof readDatedDays;
  readonly readCounted: typeof readCounted;
}

/**
 * The tenant's own exact figures of a quarter: each site's, and their sum; persons, who do not add up over sites, as the night counted them
 * at each. Means of feedback are of what may enter them ({@link settledFeedback}).
 */
export function readTenantFigures(ports: Ports): UseCase<typeof figuresRoutes.readTenantFigures> {
  return async ({ scope, request, clock }) => {
    const tenant = await ports.readTenant(scope);
    if (!tenant) throw new Error('The tenant has no profile');
    const now = currentMinute(clock);
    const quarter = request.query.quarter ?? currentQuarter(now, tenant.profile.zone);
    const today = localDate(now, tenant.profile.zone);
    const isClosed = quarter <= closedQuarter(now, tenant.profile.zone);
    const [days, persons] = await Promise.all([
      daysBySite(ports, scope, tenant.sites, quarter),
      ports.readCounted(scope, quarter, false),
    ]);
    const settled = settledFeedback(days, isClosed ? undefined : today);
    const counts = days.map((each) => each.map((day) => day.counts));
    return succeed({
      body: {
        quarter,
        ...(persons && { persons: { countedOn: persons.countedOn, sealed: persons.isFinal ?? false } }),
        names: { services: named(tenant.services), organisations: named(tenant.organisations) },
        equity: equityOf(sumCounts(counts.flat()), isClosed ? settled.tenant : undefined),
        ...residentsIn(tenant.profile, quarter, today),
        tenant: figuresOf(counts.flat(), personsAt(persons, 'TENANT'), settled.tenant),
        sites: tenant.sites.map(({ id, slug, name }, at) => ({
          id,
          slug,
          name,
          figures: figuresOf(counts[at] ?? [], personsAt(persons, id), settled.sites[at]),
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
  ports: Pick<Ports, 'readDatedDays'>,
  scope: TenantScope,
  sites: readonly { readonly id: Parameters<Ports['readDatedDays']>[1] }[],
  quarter: string,
): Promise<DatedCounts[][]> {
  const { from, to } = quarterDates(quarter);
  return Promise.all(sites.map(({ id }) => ports.readDatedDays(scope, id, from, to)));
}
