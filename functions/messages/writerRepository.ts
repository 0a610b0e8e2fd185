import type { SiteId, StaffId, ThreadId } from '@ohjaamo/shared/kernel/ids.ts';
import { PRESENCE_LASTS } from '@ohjaamo/shared/messages/thread.ts';
import { WRITER_LONGEST, type WriterSession } from '@ohjaamo/shared/messages/writerSession.ts';
import * as z from 'zod';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

const PRESENT = 'until_';

const sessionRecord = z.object({
  beganAt: z.int(),
  lastSeenAt: z.int(),
  shared: z.boolean(),
  ended: z.boolean(),
});
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
