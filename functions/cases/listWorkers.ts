import type { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readWorkersTenant } from '../tenants/index.ts';

/** Whom a case can be given to, by name. One Query of the tenant's names. */
export const listWorkers: UseCase<typeof casesRoutes.listWorkers> = async ({ scope }) => {
  const { staff } = await readWorkersTenant(scope);
  const workers = staff
    .map(({ id, name }) => ({ id, name }))
    .sort((a, b) => a.name.localeCompare(b.name, 'fi'));
  return succeed({ body: { workers } });
};
