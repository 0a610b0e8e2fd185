import { type DataRole, tenantTables } from '@ohjaamo/functions/kernel/tenancy/dataRoles.ts';
import { indexes, indexKinds, type TenantTableName } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import {
  type Conditions,
  denyScans,
  keyStatement,
  type KindGrant,
  type Statement,
  type TableArns,
} from './statements.ts';
import { tableStatements } from './statements.ts';

/**
 * What every key of the caller's tenant begins with. The tag comes with the session; IAM allows neither `*` nor `?` nor
 * `#` in a tag's value, so a tag cannot widen the pattern it is put into.
 */
const TENANT_PREFIX = 'T#${aws:PrincipalTag/tenantId}#';

/** Exactly ten characters, as tenant ids are: an empty or a shortened tag opens nothing. */
const TENANT_ID_FORM = '?'.repeat(10);

/** The secondary index of a tenant table and the kinds of key it is read by. */
export function indexOf(table: TenantTableName): {
  readonly name: string;
  readonly kinds: readonly string[];
} {
  return { name: indexes[table].name, kinds: indexKinds[table] };
}

/**
 * The permissions of one data role, made of the same table as the client's guard: per table and operation the granted
 * kinds of key of the tagged tenant, never a Scan, nothing at all without the tag. `arns` has the tables the role names.
 */
export function dataRolePolicy(
  role: DataRole,
  arns: Readonly<Partial<Record<TenantTableName, TableArns>>>,
  region: string,
): Statement[] {
  const tables = tenantTables.filter((name) => role[name]);
  const granted = tables.map((name) => {
    const place = arns[name];
    if (!place) throw new Error(`The table ${name} of a data role is not known`);
    return { name, grant: role[name] as KindGrant, place };
  });
  const everywhere = granted.flatMap(({ place }) => [place.table, `${place.table}/index/*`]);
  return [
    ...granted.flatMap(({ name, grant, place }) => {
      const sid = name.charAt(0).toUpperCase() + name.slice(1);
      return [
        ...tableStatements(sid, grant, TENANT_PREFIX, place, indexOf(name)),
        keyStatement(sid, grant, place, region),
      ];
    }),
    ...(role.vault ? [tenantKeyStatement(region, role.wrapsKey)] : []),
    denyScans(everywhere),
    {
      Sid: 'NothingUntagged',
      Effect: 'Deny',
      Action: ['dynamodb:*', 'kms:*'],
      Resource: ['*'],
      Condition: { Null: { 'aws:PrincipalTag/tenantId': 'true' } },
    },
  ];
}

/**
 * Use of the tenant's own key: by its alias, and with the tenant in the encryption context, so that what one tenant's key
 * wrapped is of no use in another's name. The alias is the only name by which policies know keys that come later.
 */
function tenantKeyStatement(region: string, wraps = false): Statement {
  return {
    Sid: 'TenantKey',
    Effect: 'Allow',
    Action: ['kms:Decrypt', wraps ? 'kms:Encrypt' : 'kms:GenerateDataKey'],
    Resource: [`arn:aws:kms:${region}:*:key/*`],
    Condition: {
      StringEquals: {
        'kms:RequestAlias': 'alias/ohjaamo-tenant-${aws:PrincipalTag/tenantId}',
        'kms:EncryptionContext:tenantId': '${aws:PrincipalTag/tenantId}',
      },
    },
  };
}

/** Under which conditions a function may take a data role: with the tag of one tenant, and with no other tag. */
export const tenantSessionCondition: Conditions = {
  StringLike: { 'aws:RequestTag/tenantId': TENANT_ID_FORM },
  'ForAllValues:StringEquals': { 'aws:TagKeys': ['tenantId'] },
  Null: { 'aws:RequestTag/tenantId': 'false' },
};
