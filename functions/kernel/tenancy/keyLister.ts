import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { keyListingClient } from './clients.ts';
import { indexes, type Key, namesTenant, type TableName, tenantPrefix } from './keys.ts';

/** A row by its key alone. */
export interface ListedKey extends Key {
  /** It goes by itself at its time. */
  readonly passing: boolean;
}

export interface KeyPage {
  readonly keys: readonly ListedKey[];
  /** Where the next page begins; the last page has none. */
  readonly cursor?: Readonly<Record<string, unknown>>;
}

/** A table, or the index of a table. */
export interface ListedPlace {
  readonly table: TableName;
  readonly index?: boolean;
}

/** Whose rows: everything that names a tenant. */
export interface Sought {
  readonly tenant: TenantId;
}

/** One page of the keys of a table, of what is sought only: pages may be empty before the last. */
export type ListKeys = (place: ListedPlace, sought: Sought, cursor?: KeyPage['cursor']) => Promise<KeyPage>;

/**
 * Lists keys through whole tables: the one thing that must cross tenants, because a municipality's partitions stand in no list. What
 * a row holds is never read: the function's right names the attributes (`pk`, `sk` and what a row is found by), and IAM refuses a
 * scan that asks for more. Reads a table whole, 1 MB a page, so it is for a municipality's leaving and nothing else.
 */
export function keyLister(tables: Readonly<Record<TableName, string>>): ListKeys {
  const client = keyListingClient(Object.values(tables));
  return async ({ table, index = false }, sought, cursor) => {
    const { condition, values } = filterOf(table, index, sought);
    const answer = await client.send(
      new ScanCommand({
        TableName: tables[table],
        ...(index && { IndexName: indexes[table as keyof typeof indexes].name }),
        Select: 'SPECIFIC_ATTRIBUTES',
        ProjectionExpression:
          table === 'network' ? 'pk, sk, expiresAtSeconds, tenantId' : 'pk, sk, expiresAtSeconds',
        FilterExpression: condition,
        ExpressionAttributeValues: values,
        // An index is never read consistently (DynamoDB).
        ConsistentRead: !index,
        ...(cursor && { ExclusiveStartKey: cursor }),
      }),
    );
    const keys = (answer.Items ?? [])
      .map((item) => ({ item, pk: String(item['pk']), sk: String(item['sk']) }))
      // DynamoDB can ask for a text within a key and not for a whole part of one.
      .filter(
        ({ item, ...key }) =>
          table !== 'network' || item['tenantId'] === sought.tenant || namesTenant(key, sought.tenant),
      )
      .map(({ item, ...key }) => ({ ...key, passing: item['expiresAtSeconds'] !== undefined }));
    return { keys, ...(answer.LastEvaluatedKey && { cursor: answer.LastEvaluatedKey }) };
  };
}

interface Filter {
  readonly condition: string;
  readonly values: Readonly<Record<string, unknown>>;
}

function filterOf(table: TableName, index: boolean, { tenant }: Sought): Filter {
  if (table === 'network') {
    const condition = 'contains(pk, :tenant) OR contains(sk, :tenant) OR tenantId = :tenant';
    return { condition, values: { ':tenant': tenant } };
  }
  if (table === 'platform') {
    return { condition: 'contains(pk, :tenant) OR tenantId = :tenant', values: { ':tenant': tenant } };
  }
  const pk = index ? indexes[table].pk : 'pk';
  return { condition: `begins_with(${pk}, :prefix)`, values: { ':prefix': tenantPrefix(tenant) } };
}

/** Gives all keys that are sought, page after page. */
export async function* everyKey(
  listKeys: ListKeys,
  place: ListedPlace,
  sought: Sought,
): AsyncGenerator<readonly ListedKey[]> {
  let cursor: KeyPage['cursor'];
  do {
    const page = await listKeys(place, sought, cursor);
    if (page.keys.length > 0) yield page.keys;
    cursor = page.cursor;
  } while (cursor);
}
