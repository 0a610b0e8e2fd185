import * as z from 'zod';
import type { Key } from '../kernel/tenancy/keys.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import type { BookingRecord } from './record.ts';

const reminderRow = z.object({ kind: z.literal('REMINDER'), isClaimed: z.boolean() });

type Reminded = Pick<BookingRecord, 'id' | 'start'>;

/** The start is part of the key: a booking that moves is reminded of anew, and one that moves back is not. */
function placeOf(scope: TenantScope, { id, start }: Reminded): Key {
  return scope.keys.bookingPart(id, `REMINDER#${String(start)}`);
}

/** Whether the reminder of this start was claimed, eventually consistent: half a read unit. */
export async function wasReminded(scope: TenantScope, record: Reminded): Promise<boolean> {
  return (await scope.work.get(placeOf(scope, record), reminderRow, false))?.isClaimed === true;
}

/** Claims the reminder of a booking's start; false when somebody has. */
export async function claimReminder(
  scope: TenantScope,
  record: Reminded,
  claimedAt: string,
): Promise<boolean> {
  const claimed = await scope.work.putIf(
    { ...placeOf(scope, record), kind: 'REMINDER', isClaimed: true, claimedAt },
    'attribute_not_exists(pk) OR isClaimed = :free',
    { ':free': false },
  );
  return claimed.ok;
}

/** Gives a claim back whose message was refused. */
export async function giveReminderBack(scope: TenantScope, record: Reminded): Promise<void> {
  await scope.work.put({ ...placeOf(scope, record), kind: 'REMINDER', isClaimed: false });
}
