import type { SiteId, StaffId, ThreadId } from '@ohjaamo/shared/kernel/ids.ts';
import { PRESENCE_LASTS } from '@ohjaamo/shared/messages/thread.ts';
import { WRITER_LONGEST, type WriterSession } from '@ohjaamo/shared/messages/writerSession.ts';
import type { Attempts } from '@ohjaamo/shared/tenants/attempts.ts';
import * as z from 'zod';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

const DAY_SECONDS = 24 * 60 * 60;
const PRESENT = 'until_';

const sessionRecord = z.object({
  beganAt: z.int(),
  lastSeenAt: z.int(),
  shared: z.boolean(),
  ended: z.boolean(),
});
const attemptsRecord = z.object({ count: z.int(), lastAt: z.int() });
const presenceRecord = z.looseObject({});

/** The browser's opening of a thread, consistently: half a read unit. `hash` is that of its secret. */
export function readSession(
  scope: TenantScope,
  thread: ThreadId,
  hash: string,
): Promise<WriterSession | undefined> {
  return scope.work.get(scope.keys.thread(thread, `SESSION#${hash}`), sessionRecord);
}

/** Notes an opening: one write unit. */
export async function putSession(
  scope: TenantScope,
  thread: ThreadId,
  hash: string,
  session: WriterSession,
): Promise<void> {
  await scope.work.put({
    ...scope.keys.thread(thread, `SESSION#${hash}`),
    ...session,
    expiresAtSeconds: Math.ceil((session.beganAt + WRITER_LONGEST) / 1000),
  });
}

/** Notes that an opening was used, unless it was ended meanwhile. */
export async function touchSession(
  scope: TenantScope,
  thread: ThreadId,
  hash: string,
  now: number,
): Promise<void> {
  await scope.work.update({
    Key: scope.keys.thread(thread, `SESSION#${hash}`),
    UpdateExpression: 'SET lastSeenAt = :now',
    ConditionExpression: 'ended = :no',
    ExpressionAttributeValues: { ':now': now, ':no': false },
  });
}

/** Ends an opening; one that is not there stays so. */
export async function endSession(scope: TenantScope, thread: ThreadId, hash: string): Promise<void> {
  await scope.work.update({
    Key: scope.keys.thread(thread, `SESSION#${hash}`),
    UpdateExpression: 'SET ended = :yes',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':yes': true },
  });
}

/** The wrong codes of one visitor on one day, consistently. */
export function readWrongCodes(scope: TenantScope, visitor: string): Promise<Attempts | undefined> {
  return scope.work.get(scope.keys.attempts(visitor, 'CODES'), attemptsRecord);
}

/** Keeps their count, unless another was counted at the same time. */
export async function saveWrongCodes(
  scope: TenantScope,
  visitor: string,
  before: Attempts | undefined,
  after: Attempts,
): Promise<void> {
  await scope.work.update({
    Key: scope.keys.attempts(visitor, 'CODES'),
    UpdateExpression: 'SET #count = :count, lastAt = :at, expiresAtSeconds = :end',
    ConditionExpression: before ? '#count = :before' : 'attribute_not_exists(pk)',
    ExpressionAttributeNames: { '#count': 'count' },
    ExpressionAttributeValues: {
      ':count': after.count,
      ':at': after.lastAt,
      ':end': Math.ceil(after.lastAt / 1000) + 2 * DAY_SECONDS,
      ...(before && { ':before': before.count }),
    },
  });
}

/** Counts one act of a visitor's day, if it is not the `most`-th and one already: one write unit. */
export async function countAct(
  scope: TenantScope,
  visitor: string,
  act: 'THREADS' | 'CALL_BACKS',
  most: number,
  now: number,
): Promise<boolean> {
  const done = await scope.work.update({
    Key: scope.keys.attempts(visitor, act),
    UpdateExpression: 'SET expiresAtSeconds = :end ADD #count :one',
    ConditionExpression: 'attribute_not_exists(#count) OR #count < :most',
    ExpressionAttributeNames: { '#count': 'count' },
    ExpressionAttributeValues: { ':end': Math.ceil(now / 1000) + 2 * DAY_SECONDS, ':one': 1, ':most': most },
  });
  return done.ok;
}

/** Until when each worker's open inbox counts, in milliseconds, by the worker's id: half a read unit. */
export async function readPresence(scope: TenantScope, site: SiteId): Promise<Record<string, number>> {
  const row = (await scope.work.get(scope.keys.inbox(site, 'PRESENCE'), presenceRecord, false)) ?? {};
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, until]) =>
      name.startsWith(PRESENT) && typeof until === 'number' ? [[name.slice(PRESENT.length), until]] : [],
    ),
  );
}

/** Notes that a worker has the inbox open: one write unit. All workers stand in one row, each in a place of their own. */
export async function showPresence(
  scope: TenantScope,
  site: SiteId,
  worker: StaffId,
  now: number,
): Promise<void> {
  await scope.work.update({
    Key: scope.keys.inbox(site, 'PRESENCE'),
    UpdateExpression: 'SET #who = :until',
    ExpressionAttributeNames: { '#who': `${PRESENT}${worker}` },
    ExpressionAttributeValues: { ':until': now + PRESENCE_LASTS },
  });
}
