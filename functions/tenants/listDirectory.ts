import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { tenantsRoutes } from '@ohjaamo/shared/tenants/contract.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readDirectory } from './directoryRepository.ts';
import type { TenantsPorts } from './ports.ts';

/** The sites of every municipality that are not closed for good, for the first page. */
export function listDirectory({ network }: TenantsPorts): UseCase<typeof tenantsRoutes.listDirectory> {
  return async ({ clock }) => {
    const today = new Date(clock.now()).toISOString().slice(0, 10);
    const sites = await readDirectory(network);
    return succeed({ body: { sites: sites.filter(({ closedFrom = '~' }) => closedFrom > today) } });
  };
}
