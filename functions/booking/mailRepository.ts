import type { BookingId } from '@ohjaamo/shared/kernel/ids.ts';
import * as z from 'zod';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

const mailRow = z.object({
  kind: z.literal('BOOKING_MAIL'),
  /** The newest version of the booking that a mail has told of; 0 while none has left. */
  mailedVersion: z.int().default(0),
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

/** Notes that the mail about a version has left; a later version's note stands. */
export async function noteMailed(scope: TenantScope, id: BookingId, version: number): Promise<void> {
  await scope.work.update({
    Key: scope.keys.bookingMail(id),
    UpdateExpression: 'SET mailedVersion = :version',
    ConditionExpression: 'attribute_not_exists(mailedVersion) OR mailedVersion < :version',
    ExpressionAttributeValues: { ':version': version },
  });
}
