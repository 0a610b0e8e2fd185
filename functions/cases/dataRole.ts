import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import type { DataRoleName } from '../kernel/tenancy/dataRoles.ts';

/** Routes of this module that run with another data role than its own. */
const others: Readonly<Record<string, DataRoleName>> = {
  eraseClient: 'eraser',
  searchClients: 'searcher',
  checkDuplicates: 'searcher',
  findMerged: 'searcher',
  mergeClients: 'merger',
  unmergeClients: 'merger',
};

/** The data role of a signed-in request to this module. */
export function dataRoleOf({ id }: Pick<Route, 'id'>): DataRoleName {
  return others[id] ?? 'cases';
}
