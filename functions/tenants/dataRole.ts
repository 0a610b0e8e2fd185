import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import type { DataRoleName } from '../kernel/tenancy/dataRoles.ts';

/** Routes of this module that change the list of workers. */
const ofPeople = new Set(['inviteWorkers', 'changeWorker']);

/** The data role of a signed-in request to this module. */
export function dataRoleOf({ id }: Pick<Route, 'id'>): DataRoleName {
  if (id === 'readDeviceKey') return 'deviceKeys';
  return ofPeople.has(id) ? 'people' : 'auditor';
}
