import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
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
  const client = new DynamoDBClient({});
  const rows: Row[] = [];
  for (const [table, TableName] of Object.entries(tables) as [Row['table'], string][]) {
    for await (const page of paginateScan({ client }, { TableName, ConsistentRead: true })) {
      for (const item of page.Items ?? []) {
        const row = unmarshall(item);
        const key = `${String(row['pk'])}|${String(row['sk'])}`;
        if (!key.startsWith(tenantPrefix(tenant))) continue;
        rows.push({
          table,
          key,
          text: JSON.stringify(row, (_, value: unknown) => (value instanceof Set ? [...value] : value)),
        });
      }
    }
  }
  client.destroy();
  return rows;
}
