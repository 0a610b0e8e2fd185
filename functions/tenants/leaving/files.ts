import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { ExportedFile } from '@ohjaamo/shared/tenants/leaving.ts';
import { tenantTables } from '../../kernel/tenancy/dataRoles.ts';
import { everyKey, type ListedKey, type ListKeys } from '../../kernel/tenancy/keyLister.ts';
import type { Key, TenantTableName } from '../../kernel/tenancy/keys.ts';

/** The file of a row: its table and its kind of key. */
export function fileOf(table: TenantTableName, { pk }: Key): string {
  return `${table}/${kindOf({ pk })}.jsonl`;
}

/** Whether a row travels: the wrapped data key opens nowhere else, and a new one is made there. */
export function isCarried(table: TenantTableName, { pk }: Pick<Key, 'pk'>): boolean {
  return table !== 'cases' || kindOf({ pk }) !== 'DATAKEY';
}

/** The kind of a row, by its partition key. */
export function kindOf({ pk }: Pick<Key, 'pk'>): string {
  return pk.split('#')[2] ?? '';
}

/** Rows that stand and that the receipt does not name, by file: they were written after the export. */
export async function notTaken(
  listKeys: ListKeys,
  tenant: TenantId,
  files: readonly ExportedFile[],
): Promise<{ readonly name: string; readonly rows: number }[]> {
  const standing = await countAll(listKeys, tenant);
  const told = new Map(files.map(({ name, rows, passing }) => [name, rows - passing]));
  return [...standing]
    .filter(([name, rows]) => rows > (told.get(name) ?? 0))
    .map(([name, rows]) => ({ name, rows: rows - (told.get(name) ?? 0) }));
}

/** How many rows stand by file, without those that go by themselves. */
export async function countAll(listKeys: ListKeys, tenant: TenantId): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const counted = (table: TenantTableName, keys: readonly ListedKey[]): void => {
    for (const key of keys) {
      if (key.passing || !isCarried(table, key)) continue;
      const name = fileOf(table, key);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  };
  for (const table of tenantTables) {
    for await (const keys of everyKey(listKeys, { table }, { tenant })) counted(table, keys);
  }
  return counts;
}
