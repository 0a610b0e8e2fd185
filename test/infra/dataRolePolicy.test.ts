import { type DataRole, type DataRoleName, dataRoles } from '@ohjaamo/functions/kernel/tenancy/dataRoles.ts';
import type { Operation } from '@ohjaamo/functions/kernel/tenancy/operations.ts';
import { indexes, keyKinds, type TenantTableName } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import { type FunctionName, functionNames, planOf } from '@ohjaamo/infra/constructs/functions.ts';
import { allows } from '@ohjaamo/infra/policy/evaluate.ts';
import { dataRolePolicy, indexOf, tenantSessionCondition } from '@ohjaamo/infra/policy/dataRolePolicy.ts';
import {
  globalPrefix,
  type GlobalTableName,
  globalTablePolicy,
  listKeysPolicy,
} from '@ohjaamo/infra/policy/functionPolicy.ts';
import { describe, expect, it } from 'vitest';

const operations: readonly Operation[] = [
  'GetItem',
  'Query',
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'ConditionCheckItem',
];
const tenantTables: readonly TenantTableName[] = ['work', 'cases', 'audit'];
const arn = (table: string) => `arn:aws:dynamodb:eu-north-1:123456789012:table/${table}`;
const place = (table: string) => ({
  table: arn(table),
  key: `arn:aws:kms:eu-north-1:123456789012:key/${table}`,
});
const arns = { work: place('work'), cases: place('cases'), audit: place('audit') };
const globalArns = { network: place('network'), platform: place('platform') };
const ROVANIEMI = 'a1b2c3d4e5';
const HELSINKI = 'z9y8x7w6v5';

const policies = (Object.keys(dataRoles) as DataRoleName[]).map((name) => ({
  name,
  role: dataRoles[name],
  policy: dataRolePolicy(dataRoles[name], arns, 'eu-north-1'),
}));

/** Every kind of key of a table whose items lie in the table itself, not in its index. */
function baseKinds(table: TenantTableName): string[] {
  return keyKinds[table].filter((kind) => !indexOf(table).kinds.includes(kind));
}

function granted(role: DataRole, table: TenantTableName, kind: string, operation: Operation): boolean {
  return (
    (role[table] as Readonly<Record<string, readonly Operation[]>> | undefined)?.[kind]?.includes(
      operation,
    ) ?? false
  );
}

describe.each(policies)('the data role $name', ({ role, policy }) => {
  it('may do on each kind of key what its table says, in its own tenant, and nothing else', () => {
    for (const table of tenantTables) {
      for (const kind of baseKinds(table)) {
        for (const operation of operations) {
          const call = { action: `dynamodb:${operation}`, resource: arn(table), tenantId: ROVANIEMI };
          const expected = granted(role, table, kind, operation);
          for (const key of [`T#${ROVANIEMI}#${kind}`, `T#${ROVANIEMI}#${kind}#abc`]) {
            expect(allows(policy, { ...call, leadingKeys: [key] }), `${operation} ${key}`).toBe(expected);
          }
        }
      }
    }
  });

  it('may query an index by its kind of key only when its table says so, and never write there', () => {
    for (const table of tenantTables) {
      const { name, kinds } = indexOf(table);
      for (const kind of kinds) {
        for (const operation of operations) {
          const call = {
            action: `dynamodb:${operation}`,
            resource: `${arn(table)}/index/${name}`,
            tenantId: ROVANIEMI,
            leadingKeys: [`T#${ROVANIEMI}#${kind}#x`],
          };
          expect(allows(policy, call), `${table} ${kind} ${operation}`).toBe(
            operation === 'Query' && granted(role, table, kind, 'Query'),
          );
        }
      }
    }
  });

  it('reaches nothing of another tenant, of two tenants at once, or of a kind whose name begins alike', () => {
    for (const { table, kind, operation } of everyGrant(role)) {
      const call = { action: `dynamodb:${operation}`, resource: arn(table), tenantId: ROVANIEMI };
      const own = `T#${ROVANIEMI}#${kind}`;
      expect(allows(policy, { ...call, leadingKeys: [`T#${HELSINKI}#${kind}`] })).toBe(false);
      expect(allows(policy, { ...call, leadingKeys: [own, `T#${HELSINKI}#${kind}`] })).toBe(false);
      expect(allows(policy, { ...call, leadingKeys: [`${own}X`] })).toBe(false);
      expect(allows(policy, { ...call, leadingKeys: [`P#${ROVANIEMI}#${kind}`] })).toBe(false);
    }
  });

  it('is refused without a key, and without the tag of a tenant', () => {
    for (const { table, kind, operation } of everyGrant(role)) {
      const call = { action: `dynamodb:${operation}`, resource: arn(table) };
      expect(allows(policy, { ...call, tenantId: ROVANIEMI })).toBe(false);
      expect(allows(policy, { ...call, leadingKeys: [`T#${ROVANIEMI}#${kind}`] })).toBe(false);
      expect(allows(policy, { ...call, leadingKeys: [`T##${kind}`] })).toBe(false);
    }
  });

  it('opens the keys of its own tables, through DynamoDB and with the tag of a tenant only', () => {
    for (const table of tenantTables) {
      const call = { action: 'kms:Decrypt', resource: place(table).key };
      const viaService = 'dynamodb.eu-north-1.amazonaws.com';
      const has = (role as DataRole)[table] !== undefined;
      expect(allows(policy, { ...call, viaService, tenantId: ROVANIEMI }), table).toBe(has);
      expect(allows(policy, { ...call, viaService })).toBe(false);
      expect(allows(policy, { ...call, tenantId: ROVANIEMI })).toBe(false);
      const elsewhere = { viaService: 's3.eu-north-1.amazonaws.com', tenantId: ROVANIEMI };
      expect(allows(policy, { ...call, ...elsewhere })).toBe(false);
    }
  });

  it('can neither scan nor use PartiQL, even if something else allowed it', () => {
    const widened = [
      { Sid: 'Slip', Effect: 'Allow' as const, Action: ['dynamodb:*'], Resource: ['*'] },
      ...policy,
    ];
    const tables = tenantTables.filter((table) => (role as DataRole)[table]);
    for (const resource of tables.flatMap((each) => [
      arn(each),
      `${arn(each)}/index/${indexes[each].name}`,
    ])) {
      for (const action of ['Scan', 'PartiQLSelect', 'PartiQLInsert', 'PartiQLUpdate', 'PartiQLDelete']) {
        const call = { action: `dynamodb:${action}`, resource, tenantId: ROVANIEMI };
        expect(allows(widened, call), action).toBe(false);
      }
    }
  });
});

function everyGrant(role: DataRole) {
  return tenantTables.flatMap((table) =>
    baseKinds(table).flatMap((kind) =>
      operations
        .filter((operation) => granted(role, table, kind, operation))
        .map((operation) => ({ table, kind, operation })),
    ),
  );
}

describe('an index', () => {
  it.each(tenantTables)('of %s is read by kinds of key that the list of kinds knows', (table) => {
    expect(keyKinds[table]).toEqual(expect.arrayContaining([...indexOf(table).kinds]));
  });
});

describe('taking a data role', () => {
  it('asks for the tag of one tenant of ten characters and for no other tag', () => {
    expect(tenantSessionCondition).toEqual({
      StringLike: { 'aws:RequestTag/tenantId': '??????????' },
      'ForAllValues:StringEquals': { 'aws:TagKeys': ['tenantId'] },
      Null: { 'aws:RequestTag/tenantId': 'false' },
    });
  });
});

describe.each(functionNames)('the own role of %s', (name) => {
  const plan = planOf(name);
  const grants = {
    ...(plan.network && { network: plan.network }),
    ...(plan.platform && { platform: plan.platform }),
  };
  const policy = globalTablePolicy(grants, globalArns, 'eu-north-1');

  it('may do on the Network and the Platform table what its plan says, and nothing else', () => {
    for (const table of ['network', 'platform'] as GlobalTableName[]) {
      for (const kind of keyKinds[table]) {
        for (const operation of operations) {
          const leadingKeys = [`${globalPrefix[table]}${kind}#x`];
          const asked = { action: `dynamodb:${operation}`, resource: arn(table) };
          const grant = grants[table] as Readonly<Record<string, readonly Operation[]>> | undefined;
          const expected = grant?.[kind]?.includes(operation) ?? false;
          expect(allows(policy, { ...asked, leadingKeys }), `${operation} ${kind}`).toBe(expected);
          expect(allows(policy, asked), 'without a key').toBe(false);
        }
      }
    }
  });

  it('has no right on a tenant’s table', () => {
    for (const table of tenantTables) {
      for (const operation of operations) {
        const call = { action: `dynamodb:${operation}`, resource: arn(table) };
        expect(allows(policy, { ...call, leadingKeys: [`T#${ROVANIEMI}#TENANT`] })).toBe(false);
      }
    }
  });
});

describe('the copies of a restore', () => {
  it('are read by a role that reads nothing in use, and their keys are listed as those of the tables are', () => {
    const copies = { work: place('ohjaamo-work-copy'), cases: place('ohjaamo-cases-copy') };
    const policy = dataRolePolicy(dataRoles.copyReader, copies, 'eu-north-1');
    const read = (table: string, tenant: string) =>
      allows(policy, {
        action: 'dynamodb:GetItem',
        resource: arn(table),
        leadingKeys: [`T#${tenant}#CLIENT#a`],
        tenantId: ROVANIEMI,
      });
    expect(read('ohjaamo-cases-copy', ROVANIEMI)).toBe(true);
    expect(read('ohjaamo-cases-copy', HELSINKI)).toBe(false);
    expect(read('cases', ROVANIEMI)).toBe(false);

    const tables = { ...arns, ...globalArns };
    const listing = listKeysPolicy(['work', 'cases'], tables, 'eu-north-1', copies);
    const list = (attributes: readonly string[]) =>
      allows(listing, {
        action: 'dynamodb:Scan',
        resource: arn('ohjaamo-work-copy'),
        select: 'SPECIFIC_ATTRIBUTES',
        attributes,
      });
    expect(list(['pk', 'sk'])).toBe(true);
    expect(list(['pk', 'sk', 'name'])).toBe(false);
    expect(
      allows(listKeysPolicy(['work'], tables, 'eu-north-1'), {
        action: 'dynamodb:Scan',
        resource: arn('ohjaamo-work-copy'),
      }),
    ).toBe(false);
  });
});

describe('listing the keys of all tables', () => {
  const listed = { ...arns, ...globalArns };
  const policy = (name: FunctionName) => {
    const { network, platform, listsKeys = [] } = planOf(name);
    const grants = { ...(network && { network }), ...(platform && { platform }) };
    return [
      ...globalTablePolicy(grants, globalArns, 'eu-north-1', listsKeys),
      ...listKeysPolicy(listsKeys, listed, 'eu-north-1'),
    ];
  };
  const listers = functionNames.filter((name) => planOf(name).listsKeys);
  const scan = (table: string, attributes?: readonly string[], select = 'SPECIFIC_ATTRIBUTES') => ({
    action: 'dynamodb:Scan',
    resource: arn(table),
    select,
    ...(attributes && { attributes }),
  });

  it('is for the leaving and the coming of a municipality, and for bringing it back to an hour', () => {
    const ofTenants: readonly string[] = tenantTables;
    const places: Readonly<Record<string, readonly string[]>> = {
      eraseTenants: Object.keys(listed),
      exportTenant: ofTenants,
      importTenant: ofTenants,
      // The log of use is never written back.
      restoreTenant: ['work', 'cases'],
    };
    expect(listers).toEqual(Object.keys(places));
    for (const name of functionNames) {
      for (const table of Object.keys(listed)) {
        const may = places[name]?.includes(table) ?? false;
        expect(allows(policy(name), scan(table, ['pk', 'sk'])), `${name} ${table}`).toBe(may);
      }
    }
  });

  it('never gives what a row holds', () => {
    for (const name of listers) {
      for (const table of Object.keys(listed)) {
        expect(allows(policy(name), scan(table))).toBe(false);
        expect(allows(policy(name), scan(table, ['pk', 'sk', 'sealed']))).toBe(false);
        expect(allows(policy(name), scan(table, ['displayName']))).toBe(false);
        expect(allows(policy(name), scan(table, ['pk', 'sk'], 'ALL_ATTRIBUTES'))).toBe(false);
        for (const action of ['PartiQLSelect', 'Query', 'GetItem', 'DeleteItem', 'PutItem']) {
          if (table === 'network' || table === 'platform') continue;
          const call = { ...scan(table, ['pk', 'sk']), action: `dynamodb:${action}` };
          expect(allows(policy(name), call), `${name} ${action}`).toBe(false);
        }
      }
    }
  });
});

describe('the roles of leaving', () => {
  it('read without writing, delete without reading, and wrap a key only when a municipality comes', () => {
    const operationsOf = (role: DataRole) =>
      new Set(
        everyGrant(role).map(({ table, kind, operation }) =>
          kind === 'DATAKEY' ? '' : `${table} ${operation}`,
        ),
      );
    const each = (operation: Operation) =>
      new Set(['', ...tenantTables.map((table) => `${table} ${operation}`)]);
    expect(operationsOf(dataRoles.exporter)).toEqual(each('GetItem'));
    expect(operationsOf(dataRoles.importer)).toEqual(each('PutItem'));
    expect(operationsOf(dataRoles.remover)).toEqual(each('DeleteItem'));
    const may = (name: DataRoleName, action: string) =>
      allows(dataRolePolicy(dataRoles[name], arns, 'eu-north-1'), {
        action: `kms:${action}`,
        resource: 'arn:aws:kms:eu-north-1:123456789012:key/x',
        tenantId: ROVANIEMI,
        keyAlias: `alias/ohjaamo-tenant-${ROVANIEMI}`,
        encryptionContext: { tenantId: ROVANIEMI },
      });
    const wrapping = (Object.keys(dataRoles) as DataRoleName[]).filter((name) => may(name, 'Encrypt'));
    expect(wrapping).toEqual(['importer']);
    expect(may('remover', 'Decrypt')).toBe(false);
  });
});
