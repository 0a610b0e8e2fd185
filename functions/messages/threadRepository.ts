import { language } from '@ohjaamo/shared/kernel/i18n.ts';
import {
  type MessageId,
  messageId,
  type SiteId,
  siteId,
  staffId,
  type ThreadId,
  threadId,
} from '@ohjaamo/shared/kernel/ids.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { threadEnd } from '@ohjaamo/shared/messages/thread.ts';
import * as z from 'zod';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

const DAY = 24 * 60 * 60_000;
/** Days for which a closed thread stays in the list of closed ones; the thread itself stays as long as any. */
export const CLOSED_LISTED_DAYS = 14;
/** Updates of one transaction, as DynamoDB allows. */
const UPDATES_AT_ONCE = 100;

const point = z.object({ number: z.int(), at: z.int() });

/** What the thread and its line in the inbox both hold. No text stands in either. */
const listed = {
  kind: z.literal('THREAD'),
  id: threadId,
  language,
  startedAt: z.int(),
  state: z.enum(['WAITING', 'ANSWERED', 'CLOSED']),
  count: z.int(),
  lastAt: z.int(),
  heard: point,
  waiting: point.optional(),
  assignedTo: staffId.optional(),
  answered: z.object({ number: z.int(), by: staffId }).optional(),
  answering: z.object({ staffId, until: z.int() }).optional(),
  version: z.int(),
};
const listedThread = z.object(listed);
const threadRecord = z.object({
  ...listed,
  site: siteId,
  secretHash: z.string(),
  /** Until when all its messages are kept, in milliseconds: a day beyond the thread's end when it was last looked at. */
  keptUntil: z.int(),
});
const messageRecord = z.object({
  kind: z.literal('MESSAGE'),
  id: messageId,
  number: z.int(),
  from: z.enum(['YOUTH', 'STAFF']),
  staffId: staffId.optional(),
  text: z.string(),
  at: z.int(),
});

export type ThreadRecord = z.infer<typeof threadRecord>;
export type ListedThread = z.infer<typeof listedThread>;
export type MessageRecord = z.infer<typeof messageRecord>;

/** A message before its place in the thread is known. */
export type NewMessage = Omit<MessageRecord, 'kind' | 'number'>;

/** Why a thread was not written: it changed meanwhile, or the message's id is in use. */
export type WriteFailure = 'changed' | { readonly standing: MessageRecord };

const MESSAGE_ORDER = 'MESSAGE#';
const HEAD_WRITE = 0;
const MESSAGE_WRITE = 2;

/** Reads a thread, consistently: half a read unit. One that is past its end is not there, whether it was removed or not. */
export async function readThread(
  scope: TenantScope,
  id: ThreadId,
  now: number,
): Promise<ThreadRecord | undefined> {
  const thread = await scope.work.get(scope.keys.thread(id, 'THREAD'), threadRecord);
  return thread && now < threadEnd(thread.lastAt) ? thread : undefined;
}

/** The messages of a thread in their order: one consistent Query. */
export async function readMessages(scope: TenantScope, id: ThreadId): Promise<MessageRecord[]> {
  const { items } = await scope.work.query(scope.keys.thread(id, '').pk, messageRecord, {
    begins: MESSAGE_ORDER,
    consistent: true,
  });
  return items.sort((one, other) => one.number - other.number);
}

/** One message by its id, consistently. */
export function readMessage(
  scope: TenantScope,
  thread: ThreadId,
  id: MessageId,
): Promise<MessageRecord | undefined> {
  return scope.work.get(scope.keys.thread(thread, `${MESSAGE_ORDER}${id}`), messageRecord);
}

/** The lines of a site's inbox, open or closed, eventually consistent: one Query. */
export async function readInbox(
  scope: TenantScope,
  site: SiteId,
  which: 'OPEN' | 'CLOSED',
  now: number,
): Promise<ListedThread[]> {
  const { items } = await scope.work.query(scope.keys.inbox(site, '').pk, listedThread, {
    begins: `${which}#`,
  });
  const kept = which === 'OPEN' ? 0 : CLOSED_LISTED_DAYS * DAY;
  return items.filter(({ lastAt }) => now < (kept ? lastAt + kept : threadEnd(lastAt)));
}

/**
 * Writes a thread with its line in the inbox, its new message if there is one, and `more`, if it still is as `before`:
 * 2 write units each. `before` is absent for a thread that begins.
 */
export async function putThread(
  scope: TenantScope,
  before: ThreadRecord | undefined,
  after: ThreadRecord,
  message: NewMessage | undefined,
  more: readonly Write[],
): Promise<Result<ThreadRecord, WriteFailure>> {
  const end = threadEnd(after.lastAt);
  const outgrown = before !== undefined && end > before.keptUntil;
  const thread = { ...after, keptUntil: !before || outgrown ? end + DAY : before.keptUntil };
  if (outgrown) await keepMessages(scope, thread);
  const done = await scope.work.transact([
    headWrite(scope, before, thread),
    scope.work.putWrite(inboxItem(scope, thread)),
    ...(message ? [messageWrite(scope, thread, message)] : []),
    ...movedWrites(scope, before, thread),
    ...more,
  ]);
  if (done.ok) return succeed(thread);
  const used = done.error.failures.find(({ index }) => message && index === MESSAGE_WRITE)?.item;
  if (used) return fail({ standing: messageRecord.parse(used) });
  if (done.error.failures.some(({ index }) => index === HEAD_WRITE)) return fail('changed');
  throw new Error('A write beside the thread was refused');
}

function headWrite(scope: TenantScope, before: ThreadRecord | undefined, thread: ThreadRecord): Write {
  const expiresAtSeconds = seconds(threadEnd(thread.lastAt));
  const item = { ...scope.keys.thread(thread.id, 'THREAD'), ...thread, expiresAtSeconds };
  return scope.work.putOverWrite(item, before?.version ?? 0);
}

function inboxItem(scope: TenantScope, thread: ThreadRecord) {
  const { secretHash: _secret, keptUntil: _kept, site, ...line } = thread;
  const closed = thread.state === 'CLOSED';
  const end = closed ? thread.lastAt + CLOSED_LISTED_DAYS * DAY : threadEnd(thread.lastAt);
  return { ...scope.keys.inbox(site, lineOf(thread)), ...line, expiresAtSeconds: seconds(end) };
}

function lineOf({ state, id }: Pick<ThreadRecord, 'state' | 'id'>): string {
  return `${state === 'CLOSED' ? 'CLOSED' : 'OPEN'}#${id}`;
}

function messageWrite(scope: TenantScope, thread: ThreadRecord, message: NewMessage): Write {
  return scope.work.putWrite(
    {
      ...scope.keys.thread(thread.id, `${MESSAGE_ORDER}${message.id}`),
      kind: 'MESSAGE',
      ...message,
      number: thread.count,
      expiresAtSeconds: seconds(thread.keptUntil),
    },
    true,
  );
}

/** A thread that was closed or opened again stands in the other list. */
function movedWrites(scope: TenantScope, before: ThreadRecord | undefined, thread: ThreadRecord): Write[] {
  if (!before || lineOf(before) === lineOf(thread)) return [];
  return [{ Delete: { TableName: scope.work.name, Key: scope.keys.inbox(thread.site, lineOf(before)) } }];
}

/** Keeps all messages as long as the thread that goes on: at most once a day, one unit a message. */
async function keepMessages(scope: TenantScope, thread: ThreadRecord): Promise<void> {
  const messages = await readMessages(scope, thread.id);
  const updates = messages.map(({ id }): Write => ({
    Update: {
      TableName: scope.work.name,
      Key: scope.keys.thread(thread.id, `${MESSAGE_ORDER}${id}`),
      UpdateExpression: 'SET expiresAtSeconds = :end',
      // A message that was removed meanwhile is not made again without its text.
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':end': seconds(thread.keptUntil) },
    },
  }));
  for (let from = 0; from < updates.length; from += UPDATES_AT_ONCE) {
    await scope.work.transact(updates.slice(from, from + UPDATES_AT_ONCE));
  }
}

function seconds(milliseconds: number): number {
  return Math.ceil(milliseconds / 1000);
}
