import type { figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import type { Counts } from '@ohjaamo/shared/figures/counters.ts';
import { figuresOf } from '@ohjaamo/shared/figures/facts.ts';
import { currentQuarter } from '@ohjaamo/shared/figures/quarters.ts';
import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import { currentMinute, quarterDates } from '@ohjaamo/shared/kernel/time.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import type { readTenant } from '../tenants/index.ts';
import type { readDays } from './repository.ts';

interface Ports {
  readonly readTenant: typeof readTenant;
  readonly readDays: typeof readDays;
}

/** The tenant's own exact figures of a quarter: each site's, and their sum. */
export function readTenantFigures(ports: Ports): UseCase<typeof figuresRoutes.readTenantFigures> {
  return async ({ scope, request, clock }) => {
    const tenant = await ports.readTenant(scope);
    if (!tenant) throw new Error('The tenant has no profile');
    const quarter = request.query.quarter ?? currentQuarter(currentMinute(clock), tenant.profile.zone);
    const days = await daysBySite(ports, scope, tenant.sites, quarter);
    return succeed({
      body: {
        quarter,
        tenant: figuresOf(days.flat()),
        sites: tenant.sites.map(({ id, slug, name }, at) => ({
          id,
          slug,
          name,
          figures: figuresOf(days[at] ?? []),
        })),
      },
    });
  };
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
