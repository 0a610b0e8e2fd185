import type { Table } from '@ohjaamo/functions/kernel/table.ts';
import { partitions } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';

/** The register with these open municipalities in it alone: a job that walks through it does not pay for those of other tests. */
export function registerOf(platform: Table, ...tenants: readonly TenantId[]): Table {
  return {
    ...platform,
    query: (pk, schema, ...more) =>
      pk === partitions.tenants
        ? Promise.resolve({ items: tenants.map((sk) => schema.parse({ sk, state: 'ACTIVE' })) })
        : platform.query(pk, schema, ...more),
  };
}
