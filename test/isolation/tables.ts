import {
  type AttributeValue,
  CreateTableCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  paginateScan,
} from '@aws-sdk/client-dynamodb';

/** Tables of their own, so that a snapshot is small and no other test writes between two of them. */
export const isolationTables = {
  WORK_TABLE: 'IsolationWorkTable',
  CASES_TABLE: 'IsolationCasesTable',
  AUDIT_TABLE: 'IsolationAuditTable',
  NETWORK_TABLE: 'IsolationNetworkTable',
  PLATFORM_TABLE: 'IsolationPlatformTable',
} as const;

/** One item of one table. */
export interface ItemKey {
  readonly TableName: string;
  readonly Key: Record<string, AttributeValue>;
}

/** Everything but the audit trail, which may grow with a refused attempt. */
const unchanging = [
  isolationTables.WORK_TABLE,
  isolationTables.CASES_TABLE,
  isolationTables.NETWORK_TABLE,
  isolationTables.PLATFORM_TABLE,
];

/** Creates the tables with the keys and indexes of the synthesised ones. */
export async function createIsolationTables(client: DynamoDBClient): Promise<void> {
  for (const name of Object.values(isolationTables)) {
    const { Table } = await client.send(
      new DescribeTableCommand({ TableName: name.replace('Isolation', '') }),
    );
    await client.send(
      new CreateTableCommand({
        TableName: name,
        AttributeDefinitions: Table?.AttributeDefinitions,
        KeySchema: Table?.KeySchema,
        BillingMode: 'PAY_PER_REQUEST',
        ...(Table?.GlobalSecondaryIndexes && {
          GlobalSecondaryIndexes: Table.GlobalSecondaryIndexes.map(
            ({ IndexName, KeySchema, Projection }) => ({
              IndexName,
              KeySchema,
              Projection,
            }),
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

/** Every item of the tables that a refused request leaves as they were, in a fixed order. */
export async function snapshot(client: DynamoDBClient): Promise<string> {
  const items: string[] = [];
  for (const TableName of unchanging) {
    for await (const page of paginateScan({ client }, { TableName, ConsistentRead: true })) {
      items.push(...(page.Items ?? []).map((item) => `${TableName} ${JSON.stringify(sorted(item))}`));
    }
  }
  return items.sort().join('\n');
}

/** The keys of all items that a snapshot shows. */
export async function listKeys(client: DynamoDBClient): Promise<Map<string, ItemKey>> {
  const keys = new Map<string, ItemKey>();
  for (const TableName of unchanging) {
    const pages = paginateScan(
      { client },
      { TableName, ConsistentRead: true, ProjectionExpression: 'pk, sk' },
    );
    for await (const page of pages) {
      for (const item of page.Items ?? []) {
        keys.set(`${TableName} ${JSON.stringify(sorted(item))}`, { TableName, Key: item });
      }
    }
  }
  return keys;
}

/** Deletes whatever has come to the tables since the keys were listed. */
export async function deleteAllBut(
  client: DynamoDBClient,
  kept: ReadonlyMap<string, ItemKey>,
): Promise<void> {
  const added = [...(await listKeys(client))].filter(([name]) => !kept.has(name));
  await Promise.all(added.map(([, key]) => client.send(new DeleteItemCommand(key))));
}

/** How many rows of the audit trail have an outcome and a subject. */
export async function countAudit(
  client: DynamoDBClient,
  wanted: { readonly tenant: string; readonly outcome: string; readonly subject?: string },
): Promise<number> {
  let count = 0;
  for await (const page of paginateScan({ client }, { TableName: isolationTables.AUDIT_TABLE })) {
    count += (page.Items ?? []).filter(
      ({ pk, outcome, subject }) =>
        pk?.S?.startsWith(`T#${wanted.tenant}#`) &&
        outcome?.S === wanted.outcome &&
        (wanted.subject === undefined || subject?.S === wanted.subject),
    ).length;
  }
  return count;
}

function sorted(item: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(item).sort(([one], [other]) => (one < other ? -1 : 1));
}
