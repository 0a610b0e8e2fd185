import { feedFault, invitationChoice } from '@ohjaamo/shared/calendars/contract.ts';
import { language } from '@ohjaamo/shared/kernel/i18n.ts';
import { type StaffId, staffId } from '@ohjaamo/shared/kernel/ids.ts';
import * as z from 'zod';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

/** Where a worker's invitations go; a data of its own, never the address that the worker signs in with. */
const settingsRow = z.object({
  kind: z.literal('FEED_SETTINGS'),
  email: z.string().optional(),
  language,
  choice: invitationChoice,
});
export type InvitationSettings = Omit<z.infer<typeof settingsRow>, 'kind'>;

const feedRow = z.object({
  kind: z.literal('FEED_OUT'),
  /** SHA-256 of the link's secret: the link itself was shown once. */
  secretHash: z.string(),
  since: z.string(),
});
export type OwnFeed = Omit<z.infer<typeof feedRow>, 'kind'>;

/** A worker's busy feed and its reading. Instants are RFC 3339 in UTC, weeks those of the calendar sheets. */
const busyFeedRow = z.object({
  kind: z.literal('FEED_IN'),
  staffId,
  /** Secret: whoever has it reads the worker's calendar. It is never shown again and stands in no log. */
  address: z.string(),
  triedAt: z.string().optional(),
  readAt: z.string().optional(),
  failures: z.int(),
  fault: feedFault.optional(),
  events: z.int(),
  unclear: z.int(),
  etag: z.string().optional(),
  lastModified: z.string().optional(),
  /** What was written to each week's sheet, as a hash by the week's number, so that only changes are written. */
  weeks: z.record(z.string(), z.string()),
});
export type BusyFeed = Omit<z.infer<typeof busyFeedRow>, 'kind'>;

const SETTINGS = 'SETTINGS';
const OUT = 'OUT';

/** Reads where a worker's invitations go, consistently; `undefined` when the worker never said. */
export function readSettings(scope: TenantScope, worker: StaffId): Promise<InvitationSettings | undefined> {
  return scope.work.get(scope.keys.feed(worker, SETTINGS), settingsRow);
}

/** Writes where a worker's invitations go. */
export async function putSettings(
  scope: TenantScope,
  worker: StaffId,
  settings: InvitationSettings,
): Promise<void> {
  await scope.work.put({ ...scope.keys.feed(worker, SETTINGS), kind: 'FEED_SETTINGS', ...settings });
}

/** Reads a worker's own feed, consistently, so that a closed one is closed at once. */
export function readOwnFeed(scope: TenantScope, worker: StaffId): Promise<OwnFeed | undefined> {
  return scope.work.get(scope.keys.feed(worker, OUT), feedRow);
}

/** Opens a worker's own feed under a secret; an earlier one is gone. */
export async function putOwnFeed(scope: TenantScope, worker: StaffId, feed: OwnFeed): Promise<void> {
  await scope.work.put({ ...scope.keys.feed(worker, OUT), kind: 'FEED_OUT', ...feed });
}

/** Closes a worker's own feed. */
export async function deleteOwnFeed(scope: TenantScope, worker: StaffId): Promise<void> {
  await scope.work.transact([{ Delete: { TableName: scope.work.name, Key: scope.keys.feed(worker, OUT) } }]);
}

/** Reads one worker's busy feed, consistently. */
export function readBusyFeed(scope: TenantScope, worker: StaffId): Promise<BusyFeed | undefined> {
  return scope.work.get(scope.keys.busyFeed(worker), busyFeedRow);
}

/** Reads the busy feeds of all workers of the tenant: one Query. */
export async function readBusyFeeds(scope: TenantScope): Promise<BusyFeed[]> {
  return (await scope.work.query(scope.keys.busyFeed('').pk, busyFeedRow)).items;
}

/** Sets a worker's busy feed in the place of any earlier one. */
export async function putBusyFeed(scope: TenantScope, feed: BusyFeed): Promise<void> {
  await scope.work.put({ ...scope.keys.busyFeed(feed.staffId), kind: 'FEED_IN', ...feed });
}

/** Writes the outcome of a reading, unless the worker has removed the feed or set another one meanwhile. */
export async function putReading(scope: TenantScope, feed: BusyFeed): Promise<boolean> {
  const item = { ...scope.keys.busyFeed(feed.staffId), kind: 'FEED_IN', ...feed };
  const written = await scope.work.putIf(item, 'address = :address', { ':address': feed.address });
  return written.ok;
}

/** Forgets a worker's busy feed. */
export async function deleteBusyFeed(scope: TenantScope, worker: StaffId): Promise<void> {
  await scope.work.transact([{ Delete: { TableName: scope.work.name, Key: scope.keys.busyFeed(worker) } }]);
}
