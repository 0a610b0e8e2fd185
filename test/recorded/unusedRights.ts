import { type DataRole, type DataRoleName, dataRoles } from '@ohjaamo/functions/kernel/tenancy/dataRoles.ts';
import { indexKinds, type TenantTableName } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import { OWN, type Shape } from '../support/calls/judge.ts';

/**
 * Rights of the data roles that no recorded call used, as `desk work BOOKING Query`. A kind by which an index is read is left out: whoever writes
 * such a row is asked for the row's own key.
 */
export function unusedRights(shapes: readonly Shape[]): string[] {
  const used = new Set(shapes.flatMap(rightsUsed));
  return (Object.keys(dataRoles) as DataRoleName[])
    .flatMap((name) => rightsOf(name, dataRoles[name]))
    .filter((right) => !used.has(right));
}

/** All rights of all data roles. */
export function countRights(): number {
  return (Object.keys(dataRoles) as DataRoleName[]).flatMap((name) => rightsOf(name, dataRoles[name])).length;
}

function rightsUsed({ role, action, resource, keys = [] }: Shape): string[] {
  const table = /table\/(\w+)Table/u.exec(resource)?.[1]?.toLowerCase() ?? '';
  const operation = action.replace('dynamodb:', '').replace('BatchGetItem', 'GetItem');
  return keys
    .map((key) => key.replace(`T#${OWN}#`, '').replace(/#$/u, ''))
    .map((kind) => `${role.replace('data ', '')} ${table} ${kind} ${operation}`);
}

function rightsOf(name: string, role: DataRole): string[] {
  return (['work', 'cases', 'audit'] as const satisfies readonly TenantTableName[]).flatMap((table) =>
    Object.entries(role[table] ?? {}).flatMap(([kind, operations]) =>
      (indexKinds[table] as readonly string[]).includes(kind)
        ? []
        : operations.map((operation) => `${name} ${table} ${kind} ${operation}`),
    ),
  );
}
