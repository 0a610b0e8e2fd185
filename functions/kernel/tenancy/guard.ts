import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { DataRole, Operation } from './dataRoles.ts';
import { type TenantTableName, tenantPrefix } from './keys.ts';

/** Thrown before a request leaves the process; it means a defect in the house, never a user's mistake. */
export class ForeignKeyError extends Error {
  override name = 'ForeignKeyError';
}

type Values = Readonly<Record<string, { readonly S?: string }>>;
interface Wire {
  readonly TableName?: string;
  readonly Key?: Values;
  readonly Item?: Values;
  readonly KeyConditionExpression?: string;
  readonly ExpressionAttributeValues?: Values;
  readonly TransactItems?: readonly Readonly<Record<string, Wire>>[];
  readonly RequestItems?: Readonly<Record<string, { readonly Keys?: readonly Values[] }>>;
}

const transactOperations: Readonly<Record<string, Operation>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

/** Physical table names by their name in the house. */
export type TableNames = Readonly<Partial<Record<TenantTableName, string>>>;

/**
 * Makes the check that stands in for IAM on one machine and beside it in the cloud: own tenant only, granted kinds of
 * key and operations only, no Scan, no PartiQL, no request without a key. It reads the request as it goes on the wire.
 */
export function tenantGuard(tenant: TenantId, role: DataRole, tables: TableNames) {
  const prefix = tenantPrefix(tenant);

  function checkKey(table: string | undefined, operation: Operation, key: string | undefined): void {
    const name = (Object.keys(tables) as TenantTableName[]).find((each) => tables[each] === table);
    const grant = name && (role[name] as Readonly<Record<string, readonly Operation[]>> | undefined);
    if (!grant) throw new ForeignKeyError('table not granted');
    if (!key?.startsWith(prefix)) throw new ForeignKeyError('key of another tenant');
    const kind = key.slice(prefix.length).split('#', 1)[0] ?? '';
    if (!grant[kind]?.includes(operation)) throw new ForeignKeyError(`${operation} on ${kind} not granted`);
  }

  function checkItem(table: string | undefined, operation: Operation, item: Values | undefined): void {
    checkKey(table, operation, item?.['pk']?.S);
    for (const [name, value] of Object.entries(item ?? {})) {
      if (name.endsWith('Pk')) checkKey(table, operation, value.S);
    }
  }

  /** A value such as a new index key may not smuggle a foreign key in. */
  function checkValues(values: Values | undefined): void {
    for (const value of Object.values(values ?? {})) {
      if (value.S?.startsWith('T#') && !value.S.startsWith(prefix)) {
        throw new ForeignKeyError('value of another tenant');
      }
    }
  }

  function checkOne(operation: Operation, wire: Wire): void {
    if (operation === 'Query') {
      if (!/^\w*[pP]k = :pk(?: AND |$)/u.test(wire.KeyConditionExpression ?? '')) {
        throw new ForeignKeyError('query without a leading key');
      }
      checkKey(wire.TableName, operation, wire.ExpressionAttributeValues?.[':pk']?.S);
    } else {
      checkItem(wire.TableName, operation, wire.Item ?? wire.Key);
    }
    checkValues(wire.ExpressionAttributeValues);
  }

  /** Throws {@link ForeignKeyError} unless the whole request stays inside the tenant and the role. */
  return function check(operation: string, wire: Wire): void {
    if (operation === 'TransactWriteItems' || operation === 'TransactGetItems') {
      for (const item of wire.TransactItems ?? []) {
        for (const [kind, inner] of Object.entries(item)) {
          const inside = transactOperations[kind];
          if (!inside) throw new ForeignKeyError('unknown transaction item');
          checkOne(inside, inner);
        }
      }
      return;
    }
    if (operation === 'BatchGetItem') {
      for (const [table, { Keys = [] }] of Object.entries(wire.RequestItems ?? {})) {
        for (const key of Keys) checkKey(table, 'GetItem', key['pk']?.S);
      }
      return;
    }
    if (!['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'].includes(operation)) {
      throw new ForeignKeyError(`${operation} is never allowed`);
    }
    checkOne(operation as Operation, wire);
  };
}

/** As {@link tenantGuard}, for the Network and Platform tables: keys of one letter's prefix only, and never a Scan. */
export function prefixGuard(prefix: 'N#' | 'P#', table: string) {
  return function check(operation: string, wire: Wire): void {
    const parts =
      operation === 'TransactWriteItems'
        ? (wire.TransactItems ?? []).flatMap((item) => Object.values(item))
        : [wire];
    if (
      !['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems'].includes(operation)
    ) {
      throw new ForeignKeyError(`${operation} is never allowed`);
    }
    for (const part of parts) {
      const key = (part.Item ?? part.Key)?.['pk']?.S ?? part.ExpressionAttributeValues?.[':pk']?.S;
      if (part.TableName !== table || !key?.startsWith(prefix)) {
        throw new ForeignKeyError('key outside the table’s prefix');
      }
    }
  };
}
