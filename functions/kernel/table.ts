import { isDeepStrictEqual } from 'node:util';
import {
  ConditionalCheckFailedException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import {
  BatchGetCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type * as z from 'zod';
import { isPassingReason } from './outage.ts';
import type { Key } from './tenancy/keys.ts';
import { stamped } from './trace.ts';

/** One write of a transaction, as lib-dynamodb writes it. */
export type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** Why a transaction did not happen: the position of each failed condition, with the item as it stands. */
export interface ConditionFailure {
  readonly failures: readonly {
    readonly index: number;
    readonly item: Record<string, unknown> | undefined;
  }[];
}

/** A range inside one partition. `begins` and `between` are over the sort key. */
export interface Range {
  readonly begins?: string;
  readonly between?: readonly [from: string, to: string];
  readonly newestFirst?: boolean;
  readonly limit?: number;
  readonly cursor?: Record<string, unknown>;
  readonly consistent?: boolean;
}

/** Keys that one BatchGetItem may name (DynamoDB), and how often those it left out are asked for again. */
const BATCH_KEYS = 100;
const BATCH_TRIES = 8;

/** Keys were left out every time: DynamoDB throttles. */
export class BatchUnprocessedError extends Error {
  override readonly name = 'ThrottlingException';
}

/** How often a transaction is tried again when it only collided with another one. */
const CONFLICT_TRIES = 6;

/** One table through one client: everything a repository needs, and nothing that could scan. */
export interface Table {
  readonly name: string;
  /** Reads one item, consistently unless told otherwise; `undefined` when there is none. */
  get<S extends z.ZodType>(key: Key, schema: S, consistent?: boolean): Promise<z.output<S> | undefined>;
  /** Reads a partition or a range of it, all pages unless `limit` is given. */
  query<S extends z.ZodType>(
    pk: string,
    schema: S,
    range?: Range,
    index?: { readonly name: string; readonly pk: string; readonly sk: string },
  ): Promise<{ items: z.output<S>[]; cursor?: Record<string, unknown> }>;
  /** Reads the items of many keys that are there, in no order, eventually consistent unless told otherwise. */
  batchGet<S extends z.ZodType>(
    keys: readonly Key[],
    schema: S,
    consistent?: boolean,
  ): Promise<z.output<S>[]>;
  /** Puts one item; `ifAbsent` makes it the first of its key, else the item that stands there is returned. */
  put(item: Record<string, unknown> & Key, ifAbsent?: boolean): Promise<Result<void, ConditionFailure>>;
  /** Puts one item while a condition holds of what stands there, which is returned when it does not. */
  putIf(
    item: Record<string, unknown> & Key,
    condition: string,
    values?: Readonly<Record<string, unknown>>,
  ): Promise<Result<void, ConditionFailure>>;
  /** One conditional update. */
  update(input: Omit<UpdateCommandInput, 'TableName'>): Promise<Result<void, ConditionFailure>>;
  /** All or nothing. Collisions with other transactions are tried again; failed conditions are returned. */
  transact(writes: readonly Write[]): Promise<Result<void, ConditionFailure>>;
  /** The writes of this table for a transaction. */
  putWrite(item: Record<string, unknown> & Key, ifAbsent?: boolean): Write;
  /** The write that puts an item over the one that was read at `before`, 0 for the first of its key; `counter` names what counts. */
  putOverWrite(item: Record<string, unknown> & Key, before: number, counter?: 'version' | 'revision'): Write;
}

/** Opens a table with a guarded client. */
export function table(client: DynamoDBDocumentClient, name: string): Table {
  return {
    name,
    async get(key, schema, consistent = true) {
      const { Item } = await client.send(
        new GetCommand({ TableName: name, Key: key, ConsistentRead: consistent }),
      );
      return Item && schema.parse(Item);
    },
    async query(pk, schema, range = {}, index) {
      const items = [];
      let cursor = range.cursor;
      do {
        const page = await client.send(new QueryCommand(queryInput(name, pk, { ...range, cursor }, index)));
        items.push(...(page.Items ?? []).map((item) => schema.parse(item)));
        cursor = page.LastEvaluatedKey;
      } while (cursor && !range.limit);
      return { items, ...(cursor && { cursor }) };
    },
    async batchGet(keys, schema, consistent = false) {
      const chunks = Array.from({ length: Math.ceil(keys.length / BATCH_KEYS) }, (_, index) =>
        keys.slice(index * BATCH_KEYS, (index + 1) * BATCH_KEYS),
      );
      const found = await Promise.all(chunks.map((chunk) => batchGet(client, name, chunk, consistent)));
      return found.flat().map((item) => schema.parse(item));
    },
    async put(given, ifAbsent = false) {
      const item = stamped(given);
      return conditional(() => client.send(new PutCommand(putOf(name, item, ifAbsent))), item);
    },
    putIf(given, condition, values) {
      const item = stamped(given);
      return conditional(
        () =>
          client.send(
            new PutCommand({
              TableName: name,
              Item: item,
              ConditionExpression: condition,
              ...(values && { ExpressionAttributeValues: values }),
              ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
            }),
          ),
        item,
      );
    },
    async update(input) {
      return conditional(() =>
        client.send(
          new UpdateCommand({ TableName: name, ReturnValuesOnConditionCheckFailure: 'ALL_OLD', ...input }),
        ),
      );
    },
    transact: (writes) => transact(client, writes),
    putWrite: (item, ifAbsent = false) => putWrite(name, item, ifAbsent),
    putOverWrite: (item, before, counter = 'version') =>
      before === 0 ? putWrite(name, item, true) : putOverWrite(name, item, before, counter),
  };
}

function putOf(name: string, item: Record<string, unknown> & Key, ifAbsent: boolean) {
  return {
    TableName: name,
    Item: item,
    ...(ifAbsent && {
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
    }),
  };
}

function putWrite(name: string, item: Record<string, unknown> & Key, ifAbsent: boolean): Write {
  return { Put: putOf(name, item, ifAbsent) };
}

function putOverWrite(
  name: string,
  item: Record<string, unknown> & Key,
  before: number,
  counter: string,
): Write {
  return {
    Put: {
      TableName: name,
      Item: item,
      ConditionExpression: '#counter = :before',
      ExpressionAttributeNames: { '#counter': counter },
      ExpressionAttributeValues: { ':before': before },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
}

function queryInput(
  name: string,
  pk: string,
  range: Omit<Range, 'cursor'> & { cursor: Record<string, unknown> | undefined },
  index?: { readonly name: string; readonly pk: string; readonly sk: string },
) {
  const sk = index?.sk ?? 'sk';
  const condition = range.between
    ? ` AND ${sk} BETWEEN :from AND :to`
    : range.begins
      ? ` AND begins_with(${sk}, :begins)`
      : '';
  return {
    TableName: name,
    ...(index && { IndexName: index.name }),
    KeyConditionExpression: `${index?.pk ?? 'pk'} = :pk${condition}`,
    ExpressionAttributeValues: {
      ':pk': pk,
      ...(range.between && { ':from': range.between[0], ':to': range.between[1] }),
      ...(!range.between && range.begins && { ':begins': range.begins }),
    },
    ScanIndexForward: !range.newestFirst,
    ...(range.limit && { Limit: range.limit }),
    ...(range.cursor && { ExclusiveStartKey: range.cursor }),
    ...(range.consistent && { ConsistentRead: true }),
  };
}

/** DynamoDB answers as much as it can and names the keys it left out: they are asked for again until none is left. */
async function batchGet(
  client: DynamoDBDocumentClient,
  name: string,
  keys: readonly Key[],
  consistent: boolean,
): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  let left: Record<string, unknown>[] = keys.map(({ pk, sk }) => ({ pk, sk }));
  for (let tried = 1; left.length > 0; tried++) {
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({ RequestItems: { [name]: { Keys: left, ConsistentRead: consistent } } }),
    );
    found.push(...(Responses?.[name] ?? []));
    left = UnprocessedKeys?.[name]?.Keys ?? [];
    if (left.length === 0) break;
    if (tried === BATCH_TRIES) throw new BatchUnprocessedError();
    await backOff(tried);
  }
  return found;
}

/**
 * Sends one conditional write. DynamoDB may have done it and its answer may have been lost: then the SDK tries again, and the condition
 * fails on the very item that was put, which is `own`.
 */
async function conditional(
  send: () => Promise<unknown>,
  own?: Readonly<Record<string, unknown>>,
): Promise<Result<void, ConditionFailure>> {
  for (let tried = 1; ; tried++) {
    try {
      await send();
      return succeed(undefined);
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) {
        const item = error.Item && unmarshall(error.Item);
        const isRetried = (error.$metadata.attempts ?? 1) > 1;
        if (own && isRetried && isDeepStrictEqual(item, stored(own))) return succeed(undefined);
        return fail({ failures: [{ index: 0, item }] });
      }
      if (!(error instanceof TransactionConflictException) || tried === CONFLICT_TRIES) throw error;
      await backOff(tried);
    }
  }
}

/** An item as it comes back from the table. */
function stored(item: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return unmarshall(marshall(item, { removeUndefinedValues: true }));
}

async function transact(
  client: DynamoDBDocumentClient,
  writes: readonly Write[],
): Promise<Result<void, ConditionFailure>> {
  const TransactItems = writes.map((write) =>
    write.Put ? { ...write, Put: { ...write.Put, Item: stamped(write.Put.Item ?? {}) } } : write,
  );
  for (let tried = 1; ; tried++) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems }));
      return succeed(undefined);
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const reasons = error.CancellationReasons ?? [];
      const failures = reasons.flatMap(({ Code, Item }, index) =>
        Code === 'ConditionalCheckFailed' ? [{ index, item: Item && unmarshall(Item) }] : [],
      );
      if (failures.length > 0) return fail({ failures });
      const passing = reasons.some(({ Code }) => isPassingReason(Code));
      if (!passing || tried === CONFLICT_TRIES) throw error;
      await backOff(tried);
    }
  }
}

/** Waits a random time that doubles with every try, so that those who collided do not meet again. */
async function backOff(tried: number): Promise<void> {
  await new Promise((wait) => setTimeout(wait, Math.random() * 20 * 2 ** tried));
}
