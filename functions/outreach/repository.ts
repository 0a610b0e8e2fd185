import { notificationPlace } from '../kernel/sealedPlaces.ts';
import { ageBand } from '@ohjaamo/shared/kernel/codes.ts';
import type { IdSource, NotificationId } from '@ohjaamo/shared/kernel/ids.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { senderKinds } from '@ohjaamo/shared/outreach/senders.ts';
import { type OutreachOutcome, outreachOutcomes } from '@ohjaamo/shared/outreach/states.ts';
import * as z from 'zod';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import {
  notificationContent,
  notificationHead,
  type NotificationHead,
  notificationKey,
  type NotificationRecord,
} from './record.ts';

const row = notificationHead.extend({ sealed: z.object({ content: z.string() }) });
type Row = z.infer<typeof row>;

const countRow = z.object({
  kind: z.literal('OUTREACH_COUNT'),
  sender: z.enum(senderKinds),
  ageBand,
  /** `2027-02`: when it came, and when it ended. */
  received: z.string(),
  ended: z.string(),
  outcome: z.enum(outreachOutcomes),
});
export type OutreachCount = z.infer<typeof countRow>;

/** Where the sealed text of a notification stands. */
const placeOf = (id: NotificationId): string => notificationPlace(notificationKey(id));

/** Reads one notification, consistently, and opens it; 1 read unit for 4 KB. */
export async function readNotification(
  scope: TenantScope,
  id: NotificationId,
): Promise<NotificationRecord | undefined> {
  const found = await scope.cases.get(scope.keys.outreach(notificationKey(id)), row);
  return found && openRow(scope, found);
}

/** Reads and opens every notification that is kept: one Query, 1 read unit for 8 KB. */
export async function listNotifications(scope: TenantScope): Promise<NotificationRecord[]> {
  const { items } = await scope.cases.query(scope.keys.outreach('').pk, row);
  return Promise.all(items.map((item) => openRow(scope, item)));
}

/** What the calendar needs of every notification, without opening any: one Query. */
export async function listHeads(scope: TenantScope): Promise<NotificationHead[]> {
  return (await scope.cases.query(scope.keys.outreach('').pk, notificationHead, { consistent: true })).items;
}

/** Puts a new notification with `more`; fails with the one that has the id. */
export async function putNew(
  scope: TenantScope,
  record: NotificationRecord,
  more: readonly Write[],
): Promise<Result<void, NotificationRecord>> {
  const done = await scope.cases.transact([scope.cases.putWrite(await itemOf(scope, record), true), ...more]);
  if (done.ok) return done;
  return fail(await openRow(scope, row.parse(done.error.failures[0]?.item)));
}

/** Puts a changed notification with `more` while the version before it still stands. */
export async function putChanged(
  scope: TenantScope,
  record: NotificationRecord,
  more: readonly Write[],
): Promise<Result<NotificationRecord, 'stale-version'>> {
  const { version } = record.head;
  const changed = { ...record, head: { ...record.head, version: version + 1 } };
  const done = await scope.cases.transact([
    scope.cases.putOverWrite(await itemOf(scope, changed), version),
    ...more,
  ]);
  return done.ok ? succeed(changed) : fail('stale-version');
}

/**
 * The writes that destroy a notification: the row goes, and an anonymous one is put under an id of its own, so that nothing leads
 * from the one to the other. Into one transaction; the version must still stand.
 */
export function destroyWrites(
  scope: TenantScope,
  head: NotificationHead,
  { outcome, today, ids }: { outcome: OutreachOutcome; today: string; ids: IdSource },
): Write[] {
  const count: OutreachCount = {
    kind: 'OUTREACH_COUNT',
    sender: head.sender,
    ageBand: head.ageBand,
    received: head.receivedOn.slice(0, 7),
    ended: today.slice(0, 7),
    outcome,
  };
  return [
    {
      Delete: {
        TableName: scope.cases.name,
        Key: scope.keys.outreach(notificationKey(head.id)),
        ConditionExpression: 'version = :before',
        ExpressionAttributeValues: { ':before': head.version },
      },
    },
    scope.cases.putWrite({
      ...scope.keys.outreachCount(today.slice(0, 4), `${today.slice(0, 7)}#${ids.id(20)}`),
      ...count,
    }),
  ];
}

/** The anonymous rows of a year. */
export async function listCounts(scope: TenantScope, year: string): Promise<OutreachCount[]> {
  return (await scope.cases.query(scope.keys.outreachCount(year, '').pk, countRow)).items;
}

async function itemOf(scope: TenantScope, { head, content }: NotificationRecord) {
  const sealed = { content: await scope.vault.seal(placeOf(head.id), JSON.stringify(content)) };
  return { ...scope.keys.outreach(notificationKey(head.id)), ...head, sealed };
}

async function openRow(scope: TenantScope, { sealed, ...head }: Row): Promise<NotificationRecord> {
  const content: unknown = JSON.parse(await scope.vault.open(placeOf(head.id), sealed.content));
  return { head, content: notificationContent.parse(content) };
}
