import type { StaffId } from '../kernel/ids.ts';
import type { EpochMinute } from '../kernel/time.ts';

/** What a worker who lends time said of one meeting: cannot, of this worker, for this start. */
export interface PartnerDecline {
  readonly staffId: StaffId;
  readonly start: EpochMinute;
  /** When it was said, RFC 3339 in UTC. */
  readonly at: string;
}

/** A booking as far as a lender's answer is concerned. */
export interface Declinable {
  readonly state: string;
  readonly staffId: StaffId;
  readonly alongside?: readonly StaffId[] | undefined;
  readonly start: EpochMinute;
  readonly declinedByPartner?: PartnerDecline | undefined;
}

/**
 * Whether a lender's "cannot" still waits for somebody: it names a worker who is still in the meeting, and the time it was
 * said of. Whoever changes the time or the worker, or cancels, has answered it by that; nothing needs clearing.
 */
export function isDeclinedByPartner({ declinedByPartner: decline, ...booking }: Declinable): boolean {
  if (decline?.start !== booking.start) return false;
  const isOpen = booking.state === 'BOOKED' || booking.state === 'PENDING';
  return isOpen && [booking.staffId, ...(booking.alongside ?? [])].includes(decline.staffId);
}
