import { isOnList } from '@ohjaamo/shared/booking/waiting.ts';
import { waitingView } from '@ohjaamo/shared/booking/views.ts';
import { meetingChannel } from '@ohjaamo/shared/kernel/codes.ts';
import { language } from '@ohjaamo/shared/kernel/i18n.ts';
import {
  bookingId,
  code,
  siteId,
  type SiteId,
  staffId,
  waitingId,
  type WaitingId,
} from '@ohjaamo/shared/kernel/ids.ts';
import * as z from 'zod';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { bookingRecord } from './record.ts';

/** An entry of a waiting list as the table holds it. Times are epoch minutes. */
export const waitingRecord = z.object({
  kind: z.literal('WAITING'),
  id: waitingId,
  /** Grows by one with every change: the condition of the next write. */
  version: z.int(),
  state: waitingView.shape.state,
  siteId,
  service: code,
  staffId: staffId.optional(),
  from: z.string(),
  to: z.string(),
  after: z.string().optional(),
  before: z.string().optional(),
  language,
  nickname: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  channel: meetingChannel.optional(),
  interpreter: z.string().optional(),
  /** Who joined, as the caps know visitors, and by what one person's entries are counted. */
  visitor: z.string(),
  person: z.string(),
  secretHash: z.string(),
  contentHash: z.string(),
  joinedAt: z.string(),
  /** Starts that were offered and not accepted in time. */
  passed: z.array(z.int()),
  /** Starts that were accepted and could not be had. */
  fellThrough: z.array(z.int()).default([]),
  /** The time that is kept for the entry, under the id of the booking that it becomes. */
  offer: z
    .object({
      bookingId,
      start: z.int(),
      end: z.int(),
      staffId,
      /** Milliseconds since 1970: notice counts from here. */
      offeredAt: z.int(),
      expiresAt: z.int(),
      sheets: bookingRecord.shape.sheets,
    })
    .optional(),
  bookingId: bookingId.optional(),
});
export type WaitingRecord = z.infer<typeof waitingRecord>;

const placeRow = z.object({
  kind: z.literal('WAITLIST'),
  id: waitingId,
  sk: z.string(),
  visitor: z.string(),
  person: z.string(),
});
/** A place on the list. */
export type WaitingPlace = z.infer<typeof placeRow>;

function placeOf(scope: TenantScope, { siteId: site, service, joinedAt, id }: WaitingRecord) {
  return scope.keys.waitlist(site, `${service}#${joinedAt}#${id}`);
}

/** Reads an entry, consistently. */
export function readWaitingRecord(scope: TenantScope, id: WaitingId): Promise<WaitingRecord | undefined> {
  return scope.work.get(scope.keys.waiting(id), waitingRecord);
}

/** The places of a site's list, of one service or of all, each service's in the order of joining; consistent, one Query. */
export async function readPlaces(
  scope: TenantScope,
  site: SiteId,
  service?: string,
): Promise<WaitingPlace[]> {
  const { pk } = scope.keys.waitlist(site, '');
  const { items } = await scope.work.query(pk, placeRow, {
    consistent: true,
    ...(service !== undefined && { begins: `${service}#` }),
  });
  return items;
}

/** Whether a place comes before an entry's own. */
export function isBefore({ sk }: WaitingPlace, entry: WaitingRecord): boolean {
  return sk < `${entry.service}#${entry.joinedAt}#${entry.id}`;
}

/** How long after the last date that was waited for the link of an entry still opens, in days. */
export const LINK_DAYS = 30;

/** When a row of an entry goes by itself, in seconds since 1970: a day after its link has stopped opening. */
function goesAt({ to }: Pick<WaitingRecord, 'to'>): { readonly expiresAtSeconds: number } {
  return { expiresAtSeconds: Date.parse(`${to}T23:59:59Z`) / 1000 + (LINK_DAYS + 1) * 86_400 };
}

/** Puts a new entry with its place on the list: one transaction of two items. False when the id is in use. */
export async function putWaiting(scope: TenantScope, entry: WaitingRecord): Promise<boolean> {
  const { id, visitor, person } = entry;
  const written = await scope.work.transact([
    scope.work.putWrite({ ...scope.keys.waiting(id), ...entry, ...goesAt(entry) }, true),
    scope.work.putWrite({
      ...placeOf(scope, entry),
      kind: 'WAITLIST',
      id,
      visitor,
      person,
      ...goesAt(entry),
    }),
  ]);
  return written.ok;
}

/**
 * The writes of an entry's next state, for a transaction with what goes with it: the entry over the version before, and its
 * place gone with its turn. The entry comes first.
 */
export function waitingWrites(scope: TenantScope, next: WaitingRecord): Write[] {
  const item = { ...scope.keys.waiting(next.id), ...next, ...goesAt(next) };
  const put = scope.work.putOverWrite(item, next.version - 1);
  if (isOnList(next.state)) return [put];
  return [put, { Delete: { TableName: scope.work.name, Key: placeOf(scope, next) } }];
}

const mailRow = z.object({
  kind: z.literal('WAITING_MAIL'),
  mailedVersion: z.int().default(0),
  hashes: z.set(z.string()).default(new Set<string>()),
});

/** The hashes of the links that were mailed about an entry. */
export async function readWaitingHashes(scope: TenantScope, id: WaitingId): Promise<string[]> {
  return [...((await scope.work.get(scope.keys.waitingMail(id), mailRow))?.hashes ?? [])];
}

/** Adds the link of a message that is about to leave; false when this version, or a later one, has been told of already. */
export async function prepareWaitingMail(
  scope: TenantScope,
  { id, version, to }: WaitingRecord,
  secretHash: string,
): Promise<boolean> {
  const prepared = await scope.work.update({
    Key: scope.keys.waitingMail(id),
    UpdateExpression: 'SET kind = :kind, expiresAtSeconds = :goesAt ADD hashes :hash',
    ConditionExpression: 'attribute_not_exists(mailedVersion) OR mailedVersion < :version',
    ExpressionAttributeValues: {
      ':kind': 'WAITING_MAIL',
      ':hash': new Set([secretHash]),
      ':version': version,
      ':goesAt': goesAt({ to }).expiresAtSeconds,
    },
  });
  return prepared.ok;
}

/** Notes that the message about a version has left; a later version's note stands. */
export async function noteWaitingMailed(scope: TenantScope, { id, version }: WaitingRecord): Promise<void> {
  await scope.work.update({
    Key: scope.keys.waitingMail(id),
    UpdateExpression: 'SET mailedVersion = :version',
    ConditionExpression: 'attribute_not_exists(mailedVersion) OR mailedVersion < :version',
    ExpressionAttributeValues: { ':version': version },
  });
}

/** The write that lets every link to an entry open the booking that the entry became. */
export function bookingLinksWrite(
  scope: TenantScope,
  booking: z.infer<typeof bookingId>,
  hashes: readonly string[],
): Write {
  return {
    Update: {
      TableName: scope.work.name,
      Key: scope.keys.bookingMail(booking),
      UpdateExpression: 'SET kind = :kind ADD hashes :hashes',
      ExpressionAttributeValues: { ':kind': 'BOOKING_MAIL', ':hashes': new Set(hashes) },
    },
  };
}
