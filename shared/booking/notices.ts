import type { BookingState } from './contract.ts';

/** What the holder of a booking is told. */
export type Notice =
  | 'BOOKED'
  | 'PENDING'
  | 'APPROVED'
  | 'DECLINED'
  | 'MOVED'
  | 'MOVED_BY_SITE'
  | 'CANCELLED'
  | 'CANCELLED_BY_SITE'
  | 'ORPHANED'
  | 'READOPTED'
  | 'OPENING_ENDED';

/** A booking as far as its notices are concerned. */
export interface Noticeable {
  readonly state: BookingState;
  readonly start: number;
  readonly staffId: string;
  /** The house chose the time or the worker that stands. */
  readonly movedBySite?: boolean | undefined;
  readonly orphanedAt?: string | undefined;
  /** The other municipality by way of which it was booked. */
  readonly through?: { readonly endedAt?: string | undefined } | undefined;
}

/** What the house did, so that it must be told whichever way the holder can be reached. */
const BY_THE_HOUSE: readonly Notice[] = [
  'APPROVED',
  'DECLINED',
  'MOVED_BY_SITE',
  'CANCELLED_BY_SITE',
  'ORPHANED',
  'READOPTED',
  'OPENING_ENDED',
];

/** What a state says to a holder who had another one, or none; marks of arrival are the house's own business. */
const OF_STATE: Readonly<Record<BookingState, Notice | undefined>> = {
  PENDING: 'PENDING',
  BOOKED: 'BOOKED',
  KEPT: undefined,
  NO_SHOW: undefined,
  DECLINED: 'DECLINED',
  CANCELLED_IN_TIME: 'CANCELLED',
  CANCELLED_LATE: 'CANCELLED',
  CANCELLED_BY_SITE: 'CANCELLED_BY_SITE',
};

/** What the holder is told about a write; `undefined` when it does not concern the holder. */
export function noticeOf(before: Noticeable | undefined, after: Noticeable): Notice | undefined {
  if (!before) return OF_STATE[after.state];
  if (before.state !== after.state) return ofStep(before.state, after.state);
  const isOpen = after.state === 'BOOKED' || after.state === 'PENDING';
  if (!isOpen) return undefined;
  const isMoved = before.start !== after.start || before.staffId !== after.staffId;
  if (isMoved) return after.movedBySite ? 'MOVED_BY_SITE' : 'MOVED';
  if (before.orphanedAt === undefined && after.orphanedAt !== undefined) return 'ORPHANED';
  if (before.orphanedAt !== undefined && after.orphanedAt === undefined) return 'READOPTED';
  const isEnded = before.through?.endedAt === undefined && after.through?.endedAt !== undefined;
  return isEnded ? 'OPENING_ENDED' : undefined;
}

function ofStep(before: BookingState, after: BookingState): Notice | undefined {
  if (after !== 'BOOKED') return OF_STATE[after];
  if (before === 'PENDING') return 'APPROVED';
  // The house took its own cancellation back, and tells it as widely as it told the cancellation.
  if (before === 'CANCELLED_BY_SITE') return 'READOPTED';
  // A mistaken mark was taken back.
  return before === 'KEPT' || before === 'NO_SHOW' ? undefined : 'BOOKED';
}

/** Whether the house did it: then it is told by text message too, when there is no e-mail address. */
export function isByTheHouse(notice: Notice): boolean {
  return BY_THE_HOUSE.includes(notice);
}

/** Minutes for which a move by the house waits to be told: it is often taken back, or followed by another. */
export const MOVE_WAITS = 2;

/** What the holder of a booking knows of it: where it was when they were told last. */
export type KnownPlace = Pick<Noticeable, 'start' | 'staffId'>;

/**
 * What a booking that the house has moved comes to for its holder: `WAIT` while it was changed a moment ago, `TELL` when it is
 * elsewhere than the holder knows, `NOTHING` when it is back there, has ended, or was moved on by the holder.
 *
 * @param changedAt when the booking was changed last, and `now`, in milliseconds
 */
export function afterMove(
  known: KnownPlace | undefined,
  booking: Noticeable & { readonly changedAt: number },
  now: number,
): 'WAIT' | 'TELL' | 'NOTHING' {
  const { state, start, staffId, movedBySite, changedAt } = booking;
  if (!known || !movedBySite || (state !== 'BOOKED' && state !== 'PENDING')) return 'NOTHING';
  if (now < changedAt + MOVE_WAITS * 60_000) return 'WAIT';
  return known.start === start && known.staffId === staffId ? 'NOTHING' : 'TELL';
}
