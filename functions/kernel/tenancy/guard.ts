import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { DataRole } from './dataRoles.ts';
import type { Operation } from './operations.ts';
import { listedAttributes, type TenantTableName, tenantPrefix } from './keys.ts';

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
  readonly UpdateExpression?: string;
  readonly ProjectionExpression?: string;
  readonly AttributeUpdates?: unknown;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
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

const singleOperations: readonly string[] = ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'];

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
    if (!Object.hasOwn(grant, kind) || !grant[kind]?.includes(operation)) {
      throw new ForeignKeyError(`${operation} on ${kind} not granted`);
    }
  }

  function checkItem(table: string | undefined, operation: Operation, item: Values | undefined): void {
    checkKey(table, operation, item?.['pk']?.S);
    for (const [name, value] of Object.entries(item ?? {})) {
      if (name.endsWith('Pk')) checkKey(table, operation, value.S);
    }
  }

  /** An update gives an index key by a plain value, which must be one the role may write: anything cleverer is refused. */
  function checkUpdate(wire: Wire): void {
    if (wire.AttributeUpdates) throw new ForeignKeyError('update without an expression');
    if (Object.values(wire.ExpressionAttributeNames ?? {}).some((name) => name.endsWith('Pk'))) {
      throw new ForeignKeyError('index key under another name');
    }
    for (const [, value = ''] of (wire.UpdateExpression ?? '').matchAll(/Pk\s*=\s*([^,\s]+)/gu)) {
      checkKey(wire.TableName, 'UpdateItem', wire.ExpressionAttributeValues?.[value]?.S);
    }
  }

  function checkOne(operation: Operation, wire: Wire): void {
    if (operation === 'Query') {
      checkKey(wire.TableName, operation, leadingKey(wire));
    } else {
      checkItem(wire.TableName, operation, operation === 'PutItem' ? wire.Item : wire.Key);
    }
    if (operation === 'UpdateItem') checkUpdate(wire);
  }

  /** Throws {@link ForeignKeyError} unless the whole request stays inside the tenant and the role. */
  return function check(operation: string, wire: Wire): void {
    if (operation === 'TransactWriteItems' || operation === 'TransactGetItems') {
      for (const [kind, inner] of (wire.TransactItems ?? []).flatMap((item) => Object.entries(item))) {
        const inside = transactOperations[kind];
        if (!inside) throw new ForeignKeyError('unknown transaction item');
        checkOne(inside, inner);
      }
    } else if (operation === 'BatchGetItem') {
      for (const [table, { Keys = [] }] of Object.entries(wire.RequestItems ?? {})) {
        for (const key of Keys) checkKey(table, 'GetItem', key['pk']?.S);
      }
    } else if (singleOperations.includes(operation)) {
      checkOne(operation as Operation, wire);
    } else {
      throw new ForeignKeyError(`${operation} is never allowed`);
    }
  };
}

/** The partition a Query is held to by its key condition; `undefined` when the condition has another form than ours. */
function leadingKey(wire: Wire): string | undefined {
  return /^\w*[pP]k = :pk(?: AND |$)/u.test(wire.KeyConditionExpression ?? '')
    ? wire.ExpressionAttributeValues?.[':pk']?.S
    : undefined;
}

/** Lets through scans of the given tables that ask for keys alone. */
export function keyListGuard(tables: readonly string[]) {
  return function check(operation: string, wire: Wire): void {
    if (operation !== 'Scan') throw new ForeignKeyError(`${operation} is not for a lister of keys`);
    const asked = [
      ...(wire.ProjectionExpression ?? '*').split(/,\s*/u),
      ...Object.values(wire.ExpressionAttributeNames ?? {}),
    ];
    const known = wire.TableName !== undefined && tables.includes(wire.TableName);
    if (!known || !asked.every((name) => listedAttributes.includes(name))) {
      throw new ForeignKeyError('a listing of more than keys');
    }
  };
}

/** As {@link tenantGuard}, for the Network and Platform tables: keys of one letter's prefix only, and never a Scan. */
export function prefixGuard(prefix: 'N#' | 'P#', table: string) {
  return function check(operation: string, wire: Wire): void {
    const transaction = operation === 'TransactWriteItems';
    if (!transaction && !singleOperations.includes(operation)) {
      throw new ForeignKeyError(`${operation} is never allowed`);
    }
    const parts = transaction ? (wire.TransactItems ?? []).flatMap((item) => Object.values(item)) : [wire];
    for (const part of parts) {
      const key = operation === 'Query' ? leadingKey(part) : (part.Item ?? part.Key)?.['pk']?.S;
      if (part.TableName !== table || !key?.startsWith(prefix)) {
        throw new ForeignKeyError('key outside the table’s prefix');
      }
    }
  };
}
