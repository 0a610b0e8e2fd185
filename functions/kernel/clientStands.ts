import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Write } from './table.ts';
import type { TenantScope } from './tenancy/scope.ts';

/** The condition on a client's own row under which something is written about the client: still there, and not taken into another record. */
export const CLIENT_STANDS = 'attribute_exists(pk) AND attribute_not_exists(mergedInto)';

/**
 * Holds a transaction to a client who is still there and was not taken into another record: what is written beside the client's own
 * row would stay where nobody opens it. A transaction touches each row once: whoever changes the client's row as well puts
 * {@link CLIENT_STANDS} into that change. 1 unit.
 */
export function clientStands(scope: TenantScope, client: ClientId): Write {
  return {
    ConditionCheck: {
      TableName: scope.cases.name,
      Key: scope.keys.client(client, 'CLIENT'),
      ConditionExpression: CLIENT_STANDS,
    },
  };
}
