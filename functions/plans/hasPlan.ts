import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import * as z from 'zod';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

/** Whether a client has a plan; nothing of it is opened. A Query of one row. */
export async function hasPlan(scope: TenantScope, client: ClientId): Promise<boolean> {
  const { items } = await scope.cases.query(scope.keys.client(client, '').pk, z.unknown(), {
    begins: 'PLAN#',
    limit: 1,
    consistent: true,
  });
  return items.length > 0;
}
