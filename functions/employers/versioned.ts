import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

/** A put that holds while the version before its own stands; while there is nothing yet, for the first. */
export function versioned(
  scope: TenantScope,
  item: Record<string, unknown> & { pk: string; sk: string; version: number },
): Write {
  if (item.version === 1) return scope.cases.putWrite(item, true);
  return {
    Put: {
      TableName: scope.cases.name,
      Item: item,
      ConditionExpression: 'version = :before',
      ExpressionAttributeValues: { ':before': item.version - 1 },
    },
  };
}
