import {
  DeleteItemCommand,
  ListTablesCommand,
  paginateScan,
  PutItemCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import { copiesOf, listedTables } from '@ohjaamo/functions/kernel/house.ts';
import { keyLister } from '@ohjaamo/functions/kernel/tenancy/keyLister.ts';
import { platformKeys, tenantPrefix } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import { wire } from '@ohjaamo/functions/kernel/house.ts';
import { restoreTenant } from '@ohjaamo/functions/tenants/index.ts';
import type { RestorePorts } from '@ohjaamo/functions/tenants/restoring/restoreTenant.ts';
import { askTables, restoreRows, tableOf } from '@ohjaamo/infra/command/restoring.ts';
import { copyNow, dropCopies, restoreInput } from '@ohjaamo/infra/command/tableCopies.ts';
import { localClient } from '@ohjaamo/infra/local/dynamodb.ts';
import { tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { differenceOf, restoredTables, type RestoreMode } from '@ohjaamo/shared/tenants/restoring.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { type LeavingTown, leavingTown } from './leavingTown.ts';

const AT = '2027-02-01T07:00:00.000Z';
const database = localClient(inject('dynamoDbEndpoint'));

let town: LeavingTown;
let ports: RestorePorts;
beforeAll(async () => {
  town = await leavingTown();
  const live = listedTables(process.env);
  Object.assign(process.env, {
    WORK_COPY_TABLE: `${live.work}-copy`,
    CASES_COPY_TABLE: `${live.cases}-copy`,
  });
  const copies = copiesOf(process.env);
  const copied = listedTables(copies);
  ports = {
    ...town.ports,
    copy: { openScope: wire(copies).openScope, listKeys: keyLister(copied) },
    names: { work: { name: live.work, copy: copied.work }, cases: { name: live.cases, copy: copied.cases } },
  };
  await copyNow(
    database,
    restoredTables.map((table) => ports.names[table]),
  );
}, 60_000);
afterAll(async () => {
  await dropCopies(
    database,
    restoredTables.map((table) => ports.names[table]),
  );
  await town.stop();
});
beforeEach(async () => {
  await town.world.restore();
  await town.put('SUSPENDED');
});

const ask = (payload: unknown) => restoreTenant(ports, payload);
const restored = (kinds: readonly string[], mode: RestoreMode = 'MISSING') =>
  restoreRows({ slug: town.slug, at: AT, mode }, kinds, ask);

interface Stored {
  readonly table: string;
  readonly item: Record<string, AttributeValue>;
}

/** Every row of the two tables, whoever's. */
async function stored(): Promise<Stored[]> {
  const found: Stored[] = [];
  for (const { name } of restoredTables.map((table) => ports.names[table])) {
    for await (const page of paginateScan({ client: database }, { TableName: name, ConsistentRead: true })) {
      found.push(...(page.Items ?? []).map((item) => ({ table: name, item })));
    }
  }
  return found;
}
const textOf = ({ table, item }: Stored) =>
  JSON.stringify([table, Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1))]);
const kindOf = ({ item }: Stored) => item['pk']?.S?.split('#')[2] ?? '';
const isOwn = ({ item }: Stored) =>
  item['pk']?.S?.startsWith(tenantPrefix(tenantId.parse(town.own))) ?? false;
/** What a restore may bring back: neither the data key nor what goes by itself. */
const isLasting = (row: Stored) => isOwn(row) && kindOf(row) !== 'DATAKEY' && !row.item['expiresAtSeconds'];
/** The rows as texts, without the one that a restore writes of its own: from when on bookers are forgotten. */
const textsOf = (rows: readonly Stored[]) =>
  rows
    .filter(({ item }) => item['sk']?.S !== 'FORGOTTEN')
    .map(textOf)
    .sort();
const kindsOf = (rows: readonly Stored[]) => [...new Set(rows.filter(isLasting).map(kindOf))];

async function remove(rows: readonly Stored[]): Promise<void> {
  for (const { table, item } of rows) {
    const Key = { pk: item['pk'] ?? { S: '' }, sk: item['sk'] ?? { S: '' } };
    await database.send(new DeleteItemCommand({ TableName: table, Key }));
  }
}
const put = ({ table, item }: Stored) => database.send(new PutItemCommand({ TableName: table, Item: item }));
const first = (rows: readonly Stored[], kind: string) => {
  const found = rows.find((row) => isLasting(row) && kindOf(row) === kind);
  if (!found) throw new Error(`The town has no ${kind}`);
  return found;
};

describe('A municipality brought back to an hour', () => {
  it('has again what a mistake deleted, to the last byte, and no other municipality is touched', async () => {
    const before = await stored();
    const lost = before.filter(isLasting).filter((_, at) => at % 3 === 0);
    expect(lost.length).toBeGreaterThan(50);
    await remove(lost);
    expect(textsOf(await stored())).not.toEqual(textsOf(before));

    const written = await restored(kindsOf(before));
    expect(written.reduce((sum, each) => sum + each.written, 0)).toBe(lost.length);
    expect(textsOf(await stored())).toEqual(textsOf(before));
    // A second run finds nothing to do.
    const again = await restored(kindsOf(before));
    expect(again.filter(({ difference, kind }) => difference !== 'SAME' && kind !== 'RULES')).toEqual([]);
  });

  it('is only compared as long as no kind is named, and then only in the kinds that are named', async () => {
    const before = await stored();
    const booking = first(before, 'BOOKING');
    const site = first(before, 'TENANT');
    await remove([booking, site]);
    const told = tableOf(await restored([]));
    expect(told.find((line) => line.startsWith('work/BOOKING'))).toMatch(/^work\/BOOKING +1 +0 +0 +0/u);
    expect(await stored()).toHaveLength(before.length - 2);

    await restored(['BOOKING']);
    expect(textsOf(await stored())).toEqual(textsOf(before.filter((row) => row !== site)));
  });

  it('keeps what was changed and added since, unless it is to be as then: and in a case even so', async () => {
    const before = await stored();
    const changed = { ...first(before, 'BOOKING') };
    const booking = { table: changed.table, item: { ...changed.item, state: { S: 'NO_SUCH' } } };
    const added = { ...booking, item: { ...booking.item, sk: { S: 'ADDED' } } };
    const consent = first(before, 'CLIENT');
    const withdrawn = { table: consent.table, item: { ...consent.item, withdrawn: { BOOL: true } } };
    for (const row of [booking, added, withdrawn]) await put(row);
    const since = await stored();

    await restored(kindsOf(before));
    expect(textsOf(await stored())).toEqual(textsOf(since));

    await restored(kindsOf(before), 'AS_THEN');
    const expected = before.map((row) => (row === consent ? withdrawn : row));
    expect(textsOf(await stored())).toEqual(textsOf(expected));
  });

  it('brings nobody back who was erased since', async () => {
    const before = await stored();
    const erased = before.filter((row) => textOf(row).includes(town.world.own.ids.clientId));
    expect(erased.length).toBeGreaterThan(5);
    await remove(erased);
    await ports.platform.put({
      ...platformKeys.erased(tenantId.parse(town.own), '2027-02-01T07:10:00.000Z#one'),
      kind: 'ERASED',
      clients: [town.world.own.ids.clientId],
    });
    const told = await restored(kindsOf(before), 'AS_THEN');
    expect(told.filter(({ difference }) => difference === 'ERASED').length).toBeGreaterThan(0);
    const gone = new Set(erased.map(textOf));
    expect(textsOf(await stored())).toEqual(textsOf(before.filter((row) => !gone.has(textOf(row)))));
  });

  it('begins forgetting who had booked from the beginning, because what came back may have been forgotten', async () => {
    const scope = town.ports.openScope(tenantId.parse(town.own), 'eraser');
    const place = scope.keys.caseRules('FORGOTTEN');
    await scope.cases.put({ ...place, kind: 'FORGOTTEN', until: '2027-01-31' });
    await restored([]);
    const until = async () =>
      (await stored()).filter(isOwn).find(({ item }) => item['sk']?.S === 'FORGOTTEN')?.item['until']?.S;
    expect(await until()).toBe('2027-01-31');
    await restored(['BOOKING']);
    expect(await until()).toBe('1970-01-01');
  });

  it('is refused while people work in it, where there is no copy, and for what is no command', async () => {
    await town.put('ACTIVE');
    await expect(restored(['BOOKING'])).rejects.toThrow('suspended first');
    await town.put('SUSPENDED');
    const without = {
      ...ports,
      copy: { ...ports.copy, listKeys: keyLister({ ...listedTables(process.env), work: 'None' }) },
    };
    const told = await restoreTenant(without, { step: 'BEGIN', slug: town.slug });
    expect(told).toEqual({ outcome: 'NO_COPY' });
    expect(await ask({ step: 'BEGIN', slug: 'nowhere-at-all' })).toEqual({ outcome: 'UNKNOWN' });
    expect(await ask({ step: 'ROWS', slug: town.slug, table: 'audit' })).toEqual({ outcome: 'INVALID' });
    expect(await askTables(ask)).toEqual(restoredTables.map((table) => ({ table, ...ports.names[table] })));
  });
});

describe('The copies of a restore', () => {
  it('are asked of DynamoDB for the second, under the name that the role is held to, with the key of the table', () => {
    const tables = { name: 'Data-WorkTable', copy: 'ohjaamo-data-work-copy' };
    expect(restoreInput(tables, new Date(AT), 'arn:key')).toEqual({
      SourceTableName: 'Data-WorkTable',
      TargetTableName: 'ohjaamo-data-work-copy',
      RestoreDateTime: new Date(AT),
      UseLatestRestorableTime: false,
      BillingModeOverride: 'PAY_PER_REQUEST',
      GlobalSecondaryIndexOverride: [],
      SSESpecificationOverride: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: 'arn:key' },
    });
  });

  it('hold the same rows, and are gone when they are dropped', async () => {
    const mine = [{ name: ports.names.work.name, copy: `${ports.names.work.name}-another` }];
    await copyNow(database, mine);
    const rows = async (TableName = '') => {
      const found: unknown[] = [];
      for await (const page of paginateScan({ client: database }, { TableName }))
        found.push(...(page.Items ?? []));
      return found.map((each) => JSON.stringify(each)).sort();
    };
    expect(await rows(mine[0]?.copy)).toEqual(await rows(mine[0]?.name));
    await dropCopies(database, mine);
    const { TableNames = [] } = await database.send(new ListTablesCommand({}));
    expect(TableNames).not.toContain(mine[0]?.copy);
  });
});

describe('Two states of a row', () => {
  it('are the same in whatever order their attributes and the members of their sets come', () => {
    const then = { pk: 'T#a', at: { b: 1, a: [1, 2] }, of: new Set(['y', 'x']) };
    const now = { of: new Set(['x', 'y']), at: { a: [1, 2], b: 1 }, pk: 'T#a' };
    expect(differenceOf({ then, now, erased: [] })).toBe('SAME');
    expect(differenceOf({ then, now: { ...now, at: { a: [2, 1], b: 1 } }, erased: [] })).toBe('CHANGED');
  });
});
