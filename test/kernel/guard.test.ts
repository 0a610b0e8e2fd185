import { dataRoles } from '@ohjaamo/functions/kernel/tenancy/dataRoles.ts';
import {
  keyListGuard,
  ForeignKeyError,
  prefixGuard,
  tenantGuard,
} from '@ohjaamo/functions/kernel/tenancy/guard.ts';
import { tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';

const own = tenantId.parse('aaaaaaaaaa');
const foreign = tenantId.parse('bbbbbbbbbb');
const tables = { work: 'Work', cases: 'Cases', audit: 'Audit' };
const desk = tenantGuard(own, dataRoles.desk, tables);
const cases = tenantGuard(own, dataRoles.cases, tables);
const bookingOf = (tenant: string) => ({ pk: { S: `T#${tenant}#BOOKING#b` }, sk: { S: 'BOOKING' } });
const clientOf = (tenant: string) => ({ pk: { S: `T#${tenant}#CLIENT#c` }, sk: { S: 'CLIENT' } });
const query = (pk: string | undefined, condition = 'pk = :pk'): Parameters<typeof desk>[1] => ({
  TableName: 'Work',
  KeyConditionExpression: condition,
  ExpressionAttributeValues: pk === undefined ? {} : { ':pk': { S: pk } },
});

describe('what a tenant’s own role may do', () => {
  it('reads, queries, puts and updates its own granted kinds', () => {
    expect(() => {
      desk('GetItem', { TableName: 'Work', Key: bookingOf(own) });
      desk('Query', query(`T#${own}#TENANT`));
      desk('Query', { ...query(`T#${own}#DAY#s#2027-02-01`, 'dayPk = :pk AND daySk > :from') });
      desk('PutItem', {
        TableName: 'Work',
        Item: { ...bookingOf(own), dayPk: { S: `T#${own}#DAY#s#2027-02-01` } },
      });
      desk('UpdateItem', { TableName: 'Work', Key: bookingOf(own), UpdateExpression: 'SET arrived = :a' });
      desk('TransactWriteItems', {
        TransactItems: [
          { Put: { TableName: 'Work', Item: bookingOf(own) } },
          { ConditionCheck: { TableName: 'Work', Key: bookingOf(own) } },
        ],
      });
    }).not.toThrow();
  });

  it('lets a person write text that looks like a key, in any attribute that is none', () => {
    expect(() => {
      desk('UpdateItem', {
        TableName: 'Work',
        Key: bookingOf(own),
        UpdateExpression: 'SET nickname = :nickname',
        ExpressionAttributeValues: { ':nickname': { S: `T#${foreign}#` } },
      });
    }).not.toThrow();
  });
});

describe('what is refused before it leaves the process', () => {
  const refused: readonly [string, string, Parameters<typeof desk>[1]][] = [
    ['an item of another tenant', 'GetItem', { TableName: 'Work', Key: bookingOf(foreign) }],
    [
      'a tenant whose id only begins like the own one',
      'GetItem',
      { TableName: 'Work', Key: bookingOf(`${own}a`) },
    ],
    [
      'a tenant whose id is the beginning of the own one',
      'GetItem',
      { TableName: 'Work', Key: bookingOf('aaaaaaaaa') },
    ],
    [
      'a key of the network',
      'GetItem',
      { TableName: 'Work', Key: { pk: { S: 'N#SLUG#x' }, sk: { S: 'x' } } },
    ],
    ['a read without a key', 'GetItem', { TableName: 'Work' }],
    ['a key of another type than text', 'GetItem', { TableName: 'Work', Key: { pk: {}, sk: {} } }],
    ['a table that was not given', 'GetItem', { TableName: 'Platform', Key: bookingOf(own) }],
    ['a request without a table', 'GetItem', { Key: bookingOf(own) }],
    [
      'a kind that was not granted',
      'GetItem',
      { TableName: 'Work', Key: { pk: { S: `T#${own}#SHEET#s` }, sk: { S: '1' } } },
    ],
    [
      'a kind that every object has',
      'GetItem',
      { TableName: 'Work', Key: { pk: { S: `T#${own}#constructor` }, sk: { S: '1' } } },
    ],
    [
      'an operation that was not granted',
      'PutItem',
      { TableName: 'Work', Item: { pk: { S: `T#${own}#TENANT` }, sk: { S: 'PROFILE' } } },
    ],
    ['a put that names its key in the wrong place', 'PutItem', { TableName: 'Work', Key: bookingOf(own) }],
    ['a deletion nobody was granted', 'DeleteItem', { TableName: 'Work', Key: bookingOf(own) }],
    ['a scan', 'Scan', { TableName: 'Work' }],
    ['PartiQL', 'ExecuteStatement', {}],
    ['PartiQL in a batch', 'BatchExecuteStatement', {}],
    ['PartiQL in a transaction', 'ExecuteTransaction', {}],
    ['an unnamed operation', '', { TableName: 'Work', Key: bookingOf(own) }],
    ['a batch write', 'BatchWriteItem', { RequestItems: { Work: {} } }],
    [
      'a batch read with one foreign key',
      'BatchGetItem',
      { RequestItems: { Work: { Keys: [bookingOf(own), bookingOf(foreign)] } } },
    ],
    ['a query of another tenant', 'Query', query(`T#${foreign}#TENANT`)],
    ['a query without a partition', 'Query', { TableName: 'Work' }],
    ['a query without the partition’s value', 'Query', query(undefined)],
    ['a query whose partition stands under another name', 'Query', query(`T#${own}#TENANT`, '#pk = :pk')],
    ['a query whose condition names another value', 'Query', query(`T#${own}#TENANT`, 'pk = :other')],
    ['a query of another day by the index', 'Query', query(`T#${foreign}#DAY#s#2027-02-01`, 'dayPk = :pk')],
    [
      'a foreign index key in a put',
      'PutItem',
      { TableName: 'Work', Item: { ...bookingOf(own), dayPk: { S: `T#${foreign}#DAY#s#2027-02-01` } } },
    ],
    [
      'an index key of a kind not granted',
      'PutItem',
      { TableName: 'Work', Item: { ...bookingOf(own), dayPk: { S: `T#${own}#WORKER#w` } } },
    ],
    [
      'a foreign index key in an update',
      'UpdateItem',
      {
        TableName: 'Work',
        Key: bookingOf(own),
        UpdateExpression: 'SET dayPk = :day',
        ExpressionAttributeValues: { ':day': { S: `T#${foreign}#DAY#s#2027-02-01` } },
      },
    ],
    [
      'an index key taken from another attribute',
      'UpdateItem',
      { TableName: 'Work', Key: bookingOf(own), UpdateExpression: 'SET dayPk = nickname' },
    ],
    [
      'an index key under another name',
      'UpdateItem',
      {
        TableName: 'Work',
        Key: bookingOf(own),
        UpdateExpression: 'SET #d = :day',
        ExpressionAttributeNames: { '#d': 'dayPk' },
      },
    ],
    [
      'an update in the old form',
      'UpdateItem',
      { TableName: 'Work', Key: bookingOf(own), AttributeUpdates: {} },
    ],
    [
      'a transaction with one foreign item',
      'TransactWriteItems',
      {
        TransactItems: [
          { Put: { TableName: 'Work', Item: bookingOf(own) } },
          { Update: { TableName: 'Work', Key: bookingOf(foreign) } },
        ],
      },
    ],
    [
      'a transaction that checks a foreign item',
      'TransactWriteItems',
      { TransactItems: [{ ConditionCheck: { TableName: 'Work', Key: bookingOf(foreign) } }] },
    ],
    [
      'a transaction that deletes',
      'TransactWriteItems',
      { TransactItems: [{ Delete: { TableName: 'Work', Key: bookingOf(own) } }] },
    ],
    [
      'a transaction that reads a foreign item',
      'TransactGetItems',
      { TransactItems: [{ Get: { TableName: 'Work', Key: bookingOf(foreign) } }] },
    ],
    [
      'a transaction of an unknown kind',
      'TransactWriteItems',
      { TransactItems: [{ Merge: { TableName: 'Work', Key: bookingOf(own) } }] },
    ],
    [
      'rewriting the audit trail',
      'UpdateItem',
      { TableName: 'Audit', Key: { pk: { S: `T#${own}#MONTH#2027-02` }, sk: { S: 'x' } } },
    ],
    [
      'reading the audit trail from the desk',
      'Query',
      { ...query(`T#${own}#MONTH#2027-02`), TableName: 'Audit' },
    ],
    ['changing a client from the desk', 'UpdateItem', { TableName: 'Cases', Key: clientOf(own) }],
  ];

  it.each(refused)('%s', (_, operation, wire) => {
    expect(() => {
      desk(operation, wire);
    }).toThrow(ForeignKeyError);
  });

  it('a contact or a sheet asked for with the role of the case work', () => {
    expect(() => {
      cases('GetItem', { TableName: 'Work', Key: { pk: { S: `T#${own}#CONTACT#c` }, sk: { S: 'CONTACT' } } });
    }).toThrow(ForeignKeyError);
  });

  it('everything about clients, contacts and the trail, to whoever is not signed in', () => {
    const street = tenantGuard(own, dataRoles.street, tables);
    const asked: readonly [string, string][] = [
      ['Cases', 'CLIENT'],
      ['Cases', 'WORKER'],
      ['Work', 'CONTACT'],
      ['Work', 'FIGURES'],
      ['Audit', 'MONTH'],
      ['Audit', 'SUBJECT'],
    ];
    for (const [table, kind] of asked) {
      expect(() => {
        street('GetItem', { TableName: table, Key: { pk: { S: `T#${own}#${kind}#x` }, sk: { S: 'x' } } });
      }).toThrow(ForeignKeyError);
    }
  });
});

describe('the tables above the tenants', () => {
  const network = prefixGuard('N#', 'Network');
  const slugKey = { pk: { S: 'N#SLUG#rovaniemi' }, sk: { S: 'TENANT' } };

  it('take keys of their own letter', () => {
    expect(() => {
      network('GetItem', { TableName: 'Network', Key: slugKey });
      network('Query', { ...query('N#DIRECTORY'), TableName: 'Network' });
      network('TransactWriteItems', { TransactItems: [{ Put: { TableName: 'Network', Item: slugKey } }] });
    }).not.toThrow();
  });

  it.each<[string, string, Parameters<typeof network>[1]]>([
    ['a tenant’s key', 'GetItem', { TableName: 'Network', Key: bookingOf(own) }],
    ['another table', 'GetItem', { TableName: 'Work', Key: slugKey }],
    ['a scan', 'Scan', { TableName: 'Network' }],
    ['a query without a partition', 'Query', { TableName: 'Network' }],
    [
      'a query that carries a key beside its condition',
      'Query',
      { ...query(`T#${own}#TENANT`), TableName: 'Network', Key: slugKey },
    ],
    [
      'a transaction over another table',
      'TransactWriteItems',
      { TransactItems: [{ Put: { TableName: 'Platform', Item: slugKey } }] },
    ],
    ['PartiQL', 'ExecuteStatement', {}],
  ])('refuse %s', (_, operation, wire) => {
    expect(() => {
      network(operation, wire);
    }).toThrow(ForeignKeyError);
  });
});

describe('the guard of a lister of keys', () => {
  const lister = keyListGuard(['Work', 'Cases']);
  const keysOf = { TableName: 'Work', ProjectionExpression: 'pk, sk, expiresAtSeconds' };

  it('lets through a scan that asks for keys', () => {
    expect(() => {
      lister('Scan', keysOf);
    }).not.toThrow();
  });

  it.each<[string, string, Parameters<typeof lister>[1]]>([
    ['a scan of everything', 'Scan', { TableName: 'Work' }],
    ['a scan for what a row holds', 'Scan', { ...keysOf, ProjectionExpression: 'pk, sealed' }],
    ['the same under another name', 'Scan', { ...keysOf, ExpressionAttributeNames: { '#x': 'sealed' } }],
    ['another table', 'Scan', { ...keysOf, TableName: 'Audit' }],
    ['a read', 'GetItem', { TableName: 'Work', Key: bookingOf(own) }],
    ['a deletion', 'DeleteItem', { TableName: 'Work', Key: bookingOf(own) }],
  ])('refuses %s', (_, operation, wire) => {
    expect(() => {
      lister(operation, wire);
    }).toThrow(ForeignKeyError);
  });
});
