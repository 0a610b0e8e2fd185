import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Table, Write } from '../../kernel/table.ts';
import { type Key, platformKeys } from '../../kernel/tenancy/keys.ts';

/** Deletions of one transaction. */
const BATCH = 50;

/** What the control plane keeps of a municipality that has left: that it was, what happened to it, and the ledger. */
const STAYS: readonly string[] = ['TENANTS', 'SLUG', 'LIFE'];

/** Whether a row of the control plane stays when the municipality is erased. */
export function staysInPlatform(tenant: TenantId, { pk, sk }: Key): boolean {
  const line = platformKeys.erasedTenant(tenant);
  return STAYS.includes(pk.split('#')[1] ?? '') || (pk === line.pk && sk === line.sk);
}

/** Deletes rows by their keys; those that are gone already are none. */
export async function deleteAll(table: Table, keys: readonly Key[]): Promise<void> {
  for (let from = 0; from < keys.length; from += BATCH) {
    const writes = keys
      .slice(from, from + BATCH)
      .map(({ pk, sk }): Write => ({ Delete: { TableName: table.name, Key: { pk, sk } } }));
    await table.transact(writes);
  }
}
