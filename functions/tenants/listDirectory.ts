import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { tenantsRoutes } from '@ohjaamo/shared/tenants/contract.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readDirectory } from './directoryRepository.ts';
import type { TenantsPorts } from './ports.ts';

/** The sites of every municipality, for the first page. */
export function listDirectory({ network }: TenantsPorts): UseCase<typeof tenantsRoutes.listDirectory> {
  return async () => succeed({ body: { sites: await readDirectory(network) } });
}
