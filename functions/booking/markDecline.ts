import { isDeclinedByPartner } from '@ohjaamo/shared/booking/partnerDecline.ts';
import type { BookingId, StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Clock, EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { type BookingRecord, later } from './record.ts';
import { commit, readRecord } from './repository.ts';

/** Whether a worker declines a start that a booking had when it was looked at. */
export interface PartnerAnswer {
  readonly staffId: StaffId;
  readonly declines: boolean;
  readonly start: EpochMinute;
}

/** How often an answer is decided anew when the booking changes under it. */
const TRIES = 10;

/**
 * Notes that a worker who lends the time cannot come, or takes that back, before the start and while the worker is still
 * part of the booking. The time stays taken: somebody of the house decides what becomes of the meeting. `extraWrites` are
 * part of the one transaction; saying the same twice writes them alone. One consistent read, one transaction.
 */
export async function markDecline(
  scope: TenantScope,
  id: BookingId,
  { staffId, declines, start }: PartnerAnswer,
  { zone, clock }: { readonly zone: string; readonly clock: Clock },
  extraWrites: readonly Write[],
): Promise<Result<BookingRecord, 'not-found' | 'state-conflict'>> {
  for (let tried = 1; ; tried++) {
    const record = await readRecord(scope, id);
    if (!record) return fail('not-found');
    const isPart = record.staffId === staffId || record.alongside.includes(staffId);
    const isOpen = record.state === 'BOOKED' || record.state === 'PENDING';
    const isStill = record.start === start && start * 60_000 > clock.now();
    if (!isPart || !isOpen || !isStill) return fail('state-conflict');
    const mine = record.declinedByPartner?.staffId === staffId && isDeclinedByPartner(record);
    // Somebody else's answer about the same meeting stays: one of them is enough for the house to act.
    const changes = declines ? !isDeclinedByPartner(record) : mine;
    const { declinedByPartner: _earlier, ...rest } = later(record, zone, clock);
    const decline = { staffId, start, at: rest.changedAt };
    const marked = changes ? { ...rest, ...(declines && { declinedByPartner: decline }) } : record;
    const written = await commit(scope, marked, record.version, [], extraWrites);
    if (written.ok) return succeed(marked);
    if (tried === TRIES) throw new Error('The booking kept changing');
  }
}
