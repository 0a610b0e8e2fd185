import {
  type AttributeValue,
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  paginateScan,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { localTables } from '../support/localHouse.ts';

const mark = randomIds.id(10);

/** Tables of this test file alone, so that a look at them is small and no other test writes between two of them. */
export const isolationTables = {
  WORK_TABLE: `Isolation-${mark}-Work`,
  CASES_TABLE: `Isolation-${mark}-Cases`,
  AUDIT_TABLE: `Isolation-${mark}-Audit`,
  NETWORK_TABLE: `Isolation-${mark}-Network`,
  PLATFORM_TABLE: `Isolation-${mark}-Platform`,
} as const satisfies Record<keyof typeof localTables, string>;

type Item = Readonly<Record<string, AttributeValue>>;

/** Every item of every table, by table and key. */
export type Rows = ReadonlyMap<
  string,
  { readonly table: string; readonly item: Item; readonly text: string }
>;

/** Items that one batch of writes may hold. */
const BATCH = 25;

/** Creates the tables with the keys and indexes of the synthesised ones. */
export async function createIsolationTables(client: DynamoDBClient): Promise<void> {
  const names = Object.keys(isolationTables) as (keyof typeof isolationTables)[];
  for (const name of names) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: localTables[name] }));
    await client.send(
      new CreateTableCommand({
        TableName: isolationTables[name],
        AttributeDefinitions: Table?.AttributeDefinitions,
        KeySchema: Table?.KeySchema,
        BillingMode: 'PAY_PER_REQUEST',
        ...(Table?.GlobalSecondaryIndexes && {
          GlobalSecondaryIndexes: Table.GlobalSecondaryIndexes.map(
            ({ IndexName, KeySchema, Projection }) => ({ IndexName, KeySchema, Projection }),
          ),
        }),
      }),
    );
  }
}

/** Removes them. */
export async function deleteIsolationTables(client: DynamoDBClient): Promise<void> {
  for (const name of Object.values(isolationTables)) {
    await client.send(new DeleteTableCommand({ TableName: name }));
  }
}

/** Everything that is in the tables. */
export async function readRows(client: DynamoDBClient): Promise<Rows> {
  const read = Object.values(isolationTables).map(async (table) => {
    const items: Item[] = [];
    for await (const page of paginateScan({ client }, { TableName: table, ConsistentRead: true })) {
      items.push(...(page.Items ?? []));
    }
    return items.map((item) => {
      const text = `${table} ${JSON.stringify(sorted(item))}`;
      return [`${table} ${JSON.stringify(keyOf(item))}`, { table, item, text }] as const;
    });
  });
  return new Map((await Promise.all(read)).flat());
}

/** All of it but the audit trail, which may grow with a refused attempt, in a fixed order. */
export function unchanging(rows: Rows): string {
  return [...rows.values()]
    .filter(({ table }) => table !== isolationTables.AUDIT_TABLE)
    .map(({ text }) => text)
    .sort()
    .join('\n');
}

/** Makes the tables hold `wanted` again when they hold `present`, audit trail and all. */
export async function putBack(client: DynamoDBClient, present: Rows, wanted: Rows): Promise<void> {
  const writes: (readonly [string, WriteRequest])[] = [];
  for (const [name, { table, item }] of present) {
    if (!wanted.has(name)) writes.push([table, { DeleteRequest: { Key: keyOf(item) } }]);
  }
  for (const [name, { table, item, text }] of wanted) {
    if (present.get(name)?.text !== text) writes.push([table, { PutRequest: { Item: item } }]);
  }
  for (let from = 0; from < writes.length; from += BATCH) {
    const batch: Record<string, WriteRequest[]> = {};
    for (const [table, write] of writes.slice(from, from + BATCH)) (batch[table] ??= []).push(write);
    const { UnprocessedItems } = await client.send(new BatchWriteItemCommand({ RequestItems: batch }));
    if (Object.keys(UnprocessedItems ?? {}).length > 0) throw new Error('Not everything was put back');
  }
}

/** How many rows of the audit trail have an outcome and a subject. */
export function countAudit(
  rows: Rows,
  wanted: { readonly tenant: string; readonly outcome: string; readonly subject?: string },
): number {
  return [...rows.values()].filter(
    ({ table, item: { pk, outcome, subject } }) =>
      table === isolationTables.AUDIT_TABLE &&
      pk?.S?.startsWith(`T#${wanted.tenant}#`) &&
      outcome?.S === wanted.outcome &&
      (wanted.subject === undefined || subject?.S === wanted.subject),
  ).length;
}

function keyOf({ pk, sk }: Item): Record<string, AttributeValue> {
  if (!pk || !sk) throw new Error('An item without a key');
  return { pk, sk };
}

function sorted(item: Item): [string, unknown][] {
  return Object.entries(item).sort(([one], [other]) => (one < other ? -1 : 1));
}
