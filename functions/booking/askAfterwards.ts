import type { Key } from '../kernel/tenancy/keys.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import type { BookingRecord } from './record.ts';

type Visit = Pick<BookingRecord, 'id' | 'email' | 'askAfterwards' | 'hidePlace' | 'seriesId' | 'state'>;

/**
 * The address at which somebody may be asked after a visit how it was; `undefined` for whoever did not come, left no address, did not want
 * to be asked, comes again and again in a series, or is under a non-disclosure: a mail about a house is a trace of it (661/2009).
 */
export function askableAddress({
  state,
  email,
  askAfterwards,
  hidePlace,
  seriesId,
}: Visit): string | undefined {
  const may = state === 'KEPT' && askAfterwards && !hidePlace && seriesId === undefined;
  return may ? email : undefined;
}

/** That somebody was asked stands at the booking; by which invitation, nowhere. */
function placeOf(scope: TenantScope, { id }: Pick<Visit, 'id'>): Key {
  return scope.keys.bookingPart(id, 'ASKED');
}

/** Claims the one mail of a visit; false when somebody has. */
export async function claimAsking(scope: TenantScope, visit: Visit): Promise<boolean> {
  const claimed = await scope.work.putIf(
    { ...placeOf(scope, visit), kind: 'ASKED', isClaimed: true },
    'attribute_not_exists(pk) OR isClaimed = :free',
    { ':free': false },
  );
  return claimed.ok;
}

/** Gives a claim back whose mail was refused. */
export async function giveAskingBack(scope: TenantScope, visit: Visit): Promise<void> {
  await scope.work.put({ ...placeOf(scope, visit), kind: 'ASKED', isClaimed: false });
}
