import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import type { DataRoleName } from '../kernel/tenancy/dataRoles.ts';

const taking: readonly string[] = ['previewUse', 'takeIntoUse', 'takeOutOfUse', 'readOperatingModels'];

/** The data role of a request to this module: what is adopted is written apart from what it changes elsewhere. */
export function dataRoleOf({ id }: Pick<Route, 'id'>): DataRoleName {
  return taking.includes(id) ? 'practice' : 'adoptions';
}
