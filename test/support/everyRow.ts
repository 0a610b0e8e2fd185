import { DeleteItemCommand, DynamoDBClient, paginateScan, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { tenantPrefix } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { localTables } from './localHouse.ts';

/** One row of a tenant, as text. */
interface Row {
  readonly table: 'work' | 'cases' | 'audit';
  readonly key: string;
  readonly text: string;
}

const tables = {
  work: localTables.WORK_TABLE,
  cases: localTables.CASES_TABLE,
  audit: localTables.AUDIT_TABLE,
} as const;

/** Everything that the tables hold of a tenant, whatever kind of key it has; by a scan, which no function of the product may do. */
export async function everyRowOf(tenant: TenantId): Promise<Row[]> {
  return (await itemsOf(tenant)).map(({ table, item }) => ({
    table,
    key: keyOf(item),
    text: JSON.stringify(item, (_, value: unknown) => (value instanceof Set ? [...value] : value)),
  }));
}

/** Remembers everything that the tables hold of a tenant, and gives what brings it back, as often as one likes. */
export async function rememberRows(tenant: TenantId): Promise<() => Promise<void>> {
  const before = await itemsOf(tenant);
  const placeOf = ({ table, item }: Item) => `${table} ${keyOf(item)}`;
  const places = new Set(before.map(placeOf));
  return async () => {
    const client = new DynamoDBClient({});
    const since = (await itemsOf(tenant)).filter((each) => !places.has(placeOf(each)));
    const gone = since.map(({ table, item }) => {
      const Key = marshall({ pk: item['pk'], sk: item['sk'] });
      return client.send(new DeleteItemCommand({ TableName: tables[table], Key }));
    });
    const back = before.map(({ table, item }) =>
      client.send(new PutItemCommand({ TableName: tables[table], Item: marshall(item) })),
    );
    await Promise.all([...gone, ...back]);
    client.destroy();
  };
}

interface Item {
  readonly table: Row['table'];
  readonly item: Record<string, unknown>;
}

function keyOf(item: Item['item']): string {
  return `${String(item['pk'])}|${String(item['sk'])}`;
}

async function itemsOf(tenant: TenantId): Promise<Item[]> {
  const client = new DynamoDBClient({});
  const items: Item[] = [];
  for (const [table, TableName] of Object.entries(tables) as [Row['table'], string][]) {
    const ofTenant = {
      TableName,
      ConsistentRead: true,
      // The other tests' towns lie in the same tables: only this one's rows travel.
      FilterExpression: 'begins_with(pk, :tenant)',
      ExpressionAttributeValues: marshall({ ':tenant': tenantPrefix(tenant) }),
    };
    for await (const page of paginateScan({ client }, ofTenant)) {
      items.push(...(page.Items ?? []).map((item) => ({ table, item: unmarshall(item) })));
    }
  }
  client.destroy();
  return items;
}
