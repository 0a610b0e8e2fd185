import type { ErasureGround } from '@ohjaamo/shared/cases/retention.ts';
import { bookingId, type ClientId, contactId } from '@ohjaamo/shared/kernel/ids.ts';
import * as z from 'zod';
import { forgetBooker } from '../../booking/index.ts';
import { forgetClient } from '../../desk/index.ts';
import type { Result } from '@ohjaamo/shared/kernel/result.ts';
import type { ConditionFailure, Table, Write } from '../../kernel/table.ts';
import type { Key } from '../../kernel/tenancy/keys.ts';
import { platformKeys } from '../../kernel/tenancy/keys.ts';
import type { TenantScope } from '../../kernel/tenancy/scope.ts';
import { readTenant } from '../../tenants/index.ts';
import type { ClientRow } from '../rows.ts';
import { courseKeys, type ErasureRow, erasureRow } from './rows.ts';

/** Deletions of one transaction. A trace goes together with the row that it names. */
const BATCH = 50;

/** Days that erased rows may still stand in the change streams of the tables, and in their point-in-time backups. */
export const STREAM_DAYS = 1;
export const BACKUP_DAYS = 35;

const anyRow = z.object({ pk: z.string(), sk: z.string(), kind: z.string().optional() });
const traceRow = z.object({ at: z.object({ pk: z.string(), sk: z.string() }) });
const metRow = z.object({
  pk: z.string(),
  sk: z.string(),
  contact: contactId,
  booking: bookingId.optional(),
});
const reviewRow = z.object({ pk: z.string(), sk: z.string(), clientId: z.string().optional() });
// Without its last member a set is gone.
const watchRow = z.object({ pk: z.string(), sk: z.string(), clients: z.set(z.string()).default(new Set()) });

/** A client as it was read for erasing. */
type Erased = Pick<ClientRow, 'id' | 'mergedFrom' | 'erasureAsked'>;

/**
 * Gives what is to be written in the transaction that begins an erasure so that figures of persons stay as they are: numbers, for the
 * eraser's scope.
 */
export type PersonGone = (eraser: TenantScope, client: ClientId) => Promise<readonly Write[]>;

/** Why, on which day and when an erasure begins. */
interface Beginning {
  readonly ground: ErasureGround | 'TERM';
  readonly on: string;
  readonly at: string;
  /** The record that this one was taken into, when that one is gone and this one was left behind. */
  readonly leftBy?: ClientId;
}

/** The mark of an erasure that begins. */
export function markOf(client: Erased, { ground, at }: Beginning): ErasureRow {
  return { kind: 'ERASURE', id: client.id, at, ground, mergedFrom: [...(client.mergedFrom ?? [])] };
}

/**
 * Begins an erasure: the client's own row goes, so that nobody finds or opens the case any more, and the mark of the erasure
 * stands in its place, in one transaction with `more`. Fails when there is no such client, a legal hold is on, another record was
 * taken in or let go meanwhile, or, before the term, the one who asked for it is no longer the one who was read.
 */
export function beginErasure(
  scope: TenantScope,
  client: Erased,
  beginning: Beginning,
  more: readonly Write[],
): Promise<Result<void, ConditionFailure>> {
  const mark = markOf(client, beginning);
  return scope.cases.transact([
    {
      Delete: {
        TableName: scope.cases.name,
        Key: scope.keys.client(client.id, 'CLIENT'),
        ...asRead(client, beginning),
      },
    },
    scope.cases.putWrite({
      ...scope.keys.client(client.id, courseKeys.erasure),
      ...scope.keys.due(beginning.on, client.id),
      ...mark,
    }),
    // A hold on a record that was taken into this one holds both.
    ...mark.mergedFrom.map((id) => ({
      ConditionCheck: {
        TableName: scope.cases.name,
        Key: scope.keys.client(id, 'CLIENT'),
        ConditionExpression: 'attribute_not_exists(held)',
      },
    })),
    ...more,
  ]);
}

/** The condition under which a client's row may go. */
function asRead({ mergedFrom, erasureAsked }: Erased, { ground, leftBy }: Beginning) {
  const wish = ground === 'TERM' ? undefined : (erasureAsked?.by ?? '');
  const conditions = [
    'attribute_exists(pk) AND attribute_not_exists(held) AND attribute_not_exists(restriction)',
    leftBy === undefined ? 'attribute_not_exists(mergedInto)' : 'mergedInto = :leftBy',
    mergedFrom ? 'mergedFrom = :taken' : 'attribute_not_exists(mergedFrom)',
    ...(wish === undefined ? [] : ['erasureAsked.#by = :wish']),
  ];
  const values = {
    ...(mergedFrom && { ':taken': mergedFrom }),
    ...(wish !== undefined && { ':wish': wish }),
    ...(leftBy !== undefined && { ':leftBy': leftBy }),
  };
  return {
    ConditionExpression: conditions.join(' AND '),
    ...(wish !== undefined && { ExpressionAttributeNames: { '#by': 'by' } }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}

/**
 * Deletes everything that names a client but the mark: contacts lose the client and stay as facts, bookings of such contacts are
 * forgotten, rows elsewhere go by the traces that stand in the client's partition, then the partition itself. It can be cut off
 * anywhere and run again. Gives the rows that went. One Query of each partition, one of each worker's hour book, and half a
 * transaction's unit for each row.
 */
export async function purge(scope: TenantScope, clients: readonly ClientId[]): Promise<number> {
  let gone = 0;
  for (const client of clients) {
    gone += await purgeContacts(scope, client);
    gone += await purgeReviews(scope, client);
    await purgeWatches(scope, client);
    gone += await purgePartition(scope, client);
  }
  return gone;
}

async function purgeContacts(scope: TenantScope, client: ClientId): Promise<number> {
  const { items } = await scope.cases.query(scope.keys.contacts(client, '').pk, metRow, { consistent: true });
  for (const { contact, booking } of items) {
    if (booking) await forgetBooker(scope, booking);
    await forgetClient(scope, contact);
  }
  await deleteAll(scope, items);
  return items.length;
}

/** What administrators went through about this client; that it was opened stays in the log of use. */
async function purgeReviews(scope: TenantScope, client: ClientId): Promise<number> {
  const { items } = await scope.cases.query(scope.keys.review('').pk, reviewRow, { consistent: true });
  const own = items.filter(({ clientId }) => clientId === client);
  await deleteAll(scope, own);
  return own.length;
}

/** Who opened whose case in the last hours; such a row goes by itself after two days. */
async function purgeWatches(scope: TenantScope, client: ClientId): Promise<void> {
  const staff = (await readTenant(scope))?.staff ?? [];
  for (const { id } of staff) {
    const { items } = await scope.cases.query(scope.keys.watch(id, '').pk, watchRow, { consistent: true });
    for (const { pk, sk, clients } of items) {
      if (!clients.has(client)) continue;
      await scope.cases.update({
        Key: { pk, sk },
        UpdateExpression: 'DELETE clients :client',
        ExpressionAttributeValues: { ':client': new Set([client]) },
      });
    }
  }
}

async function purgePartition(scope: TenantScope, client: ClientId): Promise<number> {
  const { pk } = scope.keys.client(client, '');
  const { items } = await scope.cases.query(pk, anyRow.loose(), { consistent: true });
  const keys = items.flatMap((item): Key[] => {
    if (item.sk === courseKeys.erasure) return [];
    const trace = item.kind === 'TRACE' ? traceRow.parse(item).at : undefined;
    const own = { pk: item.pk, sk: item.sk };
    // The row elsewhere first: nothing would name it once its trace is gone.
    return trace ? [trace, own] : [own];
  });
  await deleteAll(scope, keys);
  return keys.length;
}

async function deleteAll(scope: TenantScope, keys: readonly Key[]): Promise<void> {
  const each = [...new Map(keys.map(({ pk, sk }) => [JSON.stringify([pk, sk]), { pk, sk }])).values()];
  for (let from = 0; from < each.length; from += BATCH) {
    const writes = each
      .slice(from, from + BATCH)
      .map((Key): Write => ({ Delete: { TableName: scope.cases.name, Key } }));
    const done = await scope.cases.transact(writes);
    if (!done.ok) throw new Error('A row of an erased client could not be deleted');
  }
}

/** The mark of an erasure that is not over; `undefined` when there is none. */
export function readErasure(scope: TenantScope, client: ClientId): Promise<ErasureRow | undefined> {
  return scope.cases.get(scope.keys.client(client, courseKeys.erasure), erasureRow);
}

/** The line of an erasure in the ledger that a restore is held to; `begun` until it is over. Written twice it is the same. */
export async function noteErasure(
  scope: TenantScope,
  platform: Table,
  mark: ErasureRow,
  begun = false,
): Promise<void> {
  await platform.put({
    ...lineKey(scope, mark),
    kind: 'ERASED',
    clients: [mark.id, ...mark.mergedFrom],
    at: mark.at,
    ground: mark.ground,
    ...(begun && { begun }),
  });
}

/** Takes back the line of an erasure that did not begin. */
export async function forgetErasure(scope: TenantScope, platform: Table, mark: ErasureRow): Promise<void> {
  await platform.transact([{ Delete: { TableName: platform.name, Key: lineKey(scope, mark) } }]);
}

function lineKey(scope: TenantScope, { at, id }: ErasureRow): Key {
  return platformKeys.erased(scope.tenantId, `${at}#${id}`);
}

/**
 * Ends an erasure: whatever a request that was under way has written since goes as well, the ledger gets its line, and the mark
 * goes last. Harmless when it is done twice.
 */
export async function finishErasure(scope: TenantScope, platform: Table, mark: ErasureRow): Promise<number> {
  const gone = await purge(scope, [mark.id, ...mark.mergedFrom]);
  await noteErasure(scope, platform, mark);
  await deleteAll(scope, [scope.keys.client(mark.id, courseKeys.erasure)]);
  return gone;
}
