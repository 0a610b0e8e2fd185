import { indexes, listedAttributes, type TableName } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import {
  denyScans,
  keyStatement,
  type KindGrant,
  listKeysStatement,
  type Statement,
  type TableArns,
} from './statements.ts';
import { tableStatements } from './statements.ts';
import { tenantSessionCondition } from './dataRolePolicy.ts';

/** The tables a function reaches with its own role: none of them holds a tenant's data. */
export type GlobalTableName = 'network' | 'platform';

export const globalPrefix = { network: 'N#', platform: 'P#' } as const satisfies Record<
  GlobalTableName,
  string
>;

/** What one function may do with the Network and the Platform table, kind by kind. */
export type GlobalGrants = Readonly<Partial<Record<GlobalTableName, KindGrant>>>;

/** A function's rights on the Network and Platform tables: the granted kinds of key only, never a Scan. */
export function globalTablePolicy(
  grants: GlobalGrants,
  arns: Readonly<Record<GlobalTableName, TableArns>>,
  region: string,
  listsKeys: readonly TableName[] = [],
): Statement[] {
  const names = Object.keys(grants) as GlobalTableName[];
  if (names.length === 0) return [];
  return [
    ...names.flatMap((name) => {
      const grant = grants[name] ?? {};
      const sid = name.charAt(0).toUpperCase() + name.slice(1);
      return [
        ...tableStatements(sid, grant, globalPrefix[name], arns[name]),
        keyStatement(sid, grant, arns[name], region),
      ];
    }),
    denyScans(
      names.map((name) => arns[name].table),
      names.some((name) => listsKeys.includes(name)),
    ),
  ];
}

/** The right to list the keys of some tables and their indexes, and of copies, through the tables' own keys: see `keyLister`. */
export function listKeysPolicy(
  names: readonly TableName[],
  arns: Readonly<Record<TableName, TableArns>>,
  region: string,
  copies: Readonly<Partial<Record<TableName, TableArns>>> = {},
): Statement[] {
  if (names.length === 0) return [];
  const places = names.flatMap((name) => [
    arns[name].table,
    ...(name in indexes ? [`${arns[name].table}/index/${indexes[name as keyof typeof indexes].name}`] : []),
  ]);
  const copied = Object.values(copies).map(({ table }) => table);
  return [
    listKeysStatement([...places, ...copied], listedAttributes),
    ...names.map((name) =>
      keyStatement(`List${name.charAt(0).toUpperCase()}${name.slice(1)}`, {}, arns[name], region),
    ),
  ];
}

/** The right to take data roles, each with the tag of one tenant; the roles' own trust says the same from their side. */
export function takeRolesPolicy(roleArns: readonly string[]): Statement[] {
  return roleArns.length === 0
    ? []
    : [
        {
          Sid: 'TakeDataRoles',
          Effect: 'Allow',
          Action: ['sts:AssumeRole', 'sts:TagSession'],
          Resource: roleArns,
          Condition: tenantSessionCondition,
        },
      ];
}
