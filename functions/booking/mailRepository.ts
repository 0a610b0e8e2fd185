import { bookingId, type BookingId, staffId } from '@ohjaamo/shared/kernel/ids.ts';
import * as z from 'zod';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import type { BookingRecord } from './record.ts';

/** Where a booking was before the first move that its holder has not been told of. */
const untold = z.object({
  /** The version that this move made. */
  version: z.int(),
  start: z.int(),
  staffId,
});

const mailRow = z.object({
  kind: z.literal('BOOKING_MAIL'),
  /** The newest version of the booking that its holder knows: a message has told of it, or it is as the last one told; 0 while none has left. */
  mailedVersion: z.int().default(0),
  /** Counts while its version is newer than `mailedVersion`. */
  untold: untold.optional(),
  hashes: z.set(z.string()).default(new Set<string>()),
});

/** The newest version of a booking that a message has told of; 0 while none has left. */
export async function readMailedVersion(scope: TenantScope, id: BookingId): Promise<number> {
  return (await scope.work.get(scope.keys.bookingMail(id), mailRow))?.mailedVersion ?? 0;
}

/** The hashes of the links that were mailed about a booking. */
export async function readMailedHashes(scope: TenantScope, id: BookingId): Promise<string[]> {
  return [...((await scope.work.get(scope.keys.bookingMail(id), mailRow))?.hashes ?? [])];
}

/** Adds the link of a mail that is about to leave; false when this version, or a later one, has already been mailed. */
export async function prepareMail(
  scope: TenantScope,
  id: BookingId,
  version: number,
  secretHash: string,
): Promise<boolean> {
  const prepared = await scope.work.update({
    Key: scope.keys.bookingMail(id),
    UpdateExpression: 'SET kind = :kind ADD hashes :hash',
    ConditionExpression: 'attribute_not_exists(mailedVersion) OR mailedVersion < :version',
    ExpressionAttributeValues: {
      ':kind': 'BOOKING_MAIL',
      ':hash': new Set([secretHash]),
      ':version': version,
    },
  });
  return prepared.ok;
}

/** Adds the link of another message that is about to leave, such as a reminder. */
export async function addMailedLink(scope: TenantScope, id: BookingId, secretHash: string): Promise<void> {
  await scope.work.update({
    Key: scope.keys.bookingMail(id),
    UpdateExpression: 'SET kind = :kind ADD hashes :hash',
    ExpressionAttributeValues: { ':kind': 'BOOKING_MAIL', ':hash': new Set([secretHash]) },
  });
}

const waitingRow = z.object({
  kind: z.literal('MOVE_TO_TELL'),
  sk: bookingId,
  /** The version that the newest move made. */
  version: z.int(),
  /** Until when a run has it for itself, in milliseconds. */
  claimedUntil: z.number().optional(),
});
/** A move that waits to be told. */
export type MoveToTell = z.infer<typeof waitingRow>;

/**
 * Lets a move of the house wait to be told: notes where the booking was, unless an earlier move that was not told either has noted it,
 * and puts it among those that wait. Doing it again, or in another order, comes to the same. Two writes.
 */
export async function holdMove(
  scope: TenantScope,
  before: Pick<BookingRecord, 'start' | 'staffId'>,
  { id, version }: Pick<BookingRecord, 'id' | 'version'>,
): Promise<void> {
  const { start, staffId: from } = before;
  await scope.work.update({
    Key: scope.keys.bookingMail(id),
    UpdateExpression: 'SET kind = :kind, untold = :untold',
    ConditionExpression:
      '(attribute_not_exists(mailedVersion) OR mailedVersion < :version) AND ' +
      '(attribute_not_exists(untold) OR untold.version > :version OR untold.version <= mailedVersion)',
    ExpressionAttributeValues: {
      ':kind': 'BOOKING_MAIL',
      ':untold': { version, start, staffId: from },
      ':version': version,
    },
  });
  await scope.work.putIf(
    { ...scope.keys.moveToTell(id), kind: 'MOVE_TO_TELL', version },
    'attribute_not_exists(pk) OR version < :version',
    { ':version': version },
  );
}

/** The moves that wait to be told, consistent: one Query. */
export async function readMovesToTell(scope: TenantScope): Promise<MoveToTell[]> {
  const { pk } = scope.keys.moveToTell('');
  return (await scope.work.query(pk, waitingRow, { consistent: true })).items;
}

/** Where the holder of a booking believes it to be, when moves of the house have not been told. */
export async function readUntold(
  scope: TenantScope,
  id: BookingId,
): Promise<z.infer<typeof untold> | undefined> {
  const row = await scope.work.get(scope.keys.bookingMail(id), mailRow);
  return row?.untold && row.untold.version > row.mailedVersion ? row.untold : undefined;
}

/** Takes a move that waits, so that no other run tells it before `until`; false when another run has it, or it is told. Times in milliseconds. */
export async function claimMove(
  scope: TenantScope,
  { sk, version }: MoveToTell,
  now: number,
  until: number,
): Promise<boolean> {
  const claimed = await scope.work.update({
    Key: scope.keys.moveToTell(sk),
    UpdateExpression: 'SET claimedUntil = :until',
    ConditionExpression:
      'version = :version AND (attribute_not_exists(claimedUntil) OR claimedUntil <= :now)',
    ExpressionAttributeValues: { ':version': version, ':now': now, ':until': until },
  });
  return claimed.ok;
}

/** Gives back what was claimed and could not be told. */
export async function giveMoveBack(scope: TenantScope, { sk, version }: MoveToTell): Promise<void> {
  await scope.work.update({
    Key: scope.keys.moveToTell(sk),
    UpdateExpression: 'REMOVE claimedUntil',
    ConditionExpression: 'version = :version',
    ExpressionAttributeValues: { ':version': version },
  });
}

/** Ends the waiting of a move, unless a later one has begun to wait. */
export async function settleMove(scope: TenantScope, { sk, version }: MoveToTell): Promise<void> {
  await scope.work.transact([
    {
      Delete: {
        TableName: scope.work.name,
        Key: scope.keys.moveToTell(sk),
        ConditionExpression: 'version = :version',
        ExpressionAttributeValues: { ':version': version },
      },
    },
  ]);
}

/** Notes that the mail about a version has left; a later version's note stands. */
export async function noteMailed(scope: TenantScope, id: BookingId, version: number): Promise<void> {
  await scope.work.update({
    Key: scope.keys.bookingMail(id),
    UpdateExpression: 'SET mailedVersion = :version',
    ConditionExpression: 'attribute_not_exists(mailedVersion) OR mailedVersion < :version',
    ExpressionAttributeValues: { ':version': version },
  });
}
