import { fail, type Result, succeed } from '../kernel/result.ts';
import type { EpochMinute } from '../kernel/time.ts';
import type { BookingState } from './contract.ts';

/** What can happen to a booking. */
export type BookingEvent =
  | 'APPROVE'
  | 'DECLINE'
  | 'ARRIVE'
  | 'UNDO_ARRIVAL'
  | 'MISS'
  | 'CHANGE'
  | 'PROPOSE'
  | 'CANCEL'
  | 'CANCEL_BY_SITE'
  | 'RESTORE'
  | 'RESTORE_BY_SITE';

/** Domain section 6: late is less than 24 elapsed hours before the start, whatever the clocks do. */
const LATE_MINUTES = 24 * 60;

type Next = BookingState | ((minutesToStart: number) => BookingState | undefined);

const beforeStart =
  (state: BookingState) =>
  (minutesToStart: number): BookingState | undefined =>
    minutesToStart > 0 ? state : undefined;
const cancelled: Next = (minutesToStart) =>
  minutesToStart <= 0 ? undefined : minutesToStart >= LATE_MINUTES ? 'CANCELLED_IN_TIME' : 'CANCELLED_LATE';

/**
 * The state machine of a booking: allowed events by state, and where they lead. The holder changes, cancels and
 * restores until the start; a cancellation by the site and a no are the site's: the holder cannot take them back, the site can, as
 * it can any cancellation. What waits for a decision may be changed and cancelled like what is booked; it is decided before it begins, or by receiving whoever comes, and comes back from a cancellation
 * as it was, because whoever restores decides nothing. A change of time is a `PROPOSE` where the holder asks for it and a worker has to approve: what was approved was the former time. An event that has already happened is written as leading to where it is, so that a repeated request changes nothing.
 */
const transitions: Readonly<Record<BookingState, Partial<Readonly<Record<BookingEvent, Next>>>>> = {
  PENDING: {
    APPROVE: beforeStart('BOOKED'),
    DECLINE: 'DECLINED',
    ARRIVE: 'KEPT',
    CHANGE: beforeStart('PENDING'),
    PROPOSE: beforeStart('PENDING'),
    CANCEL: cancelled,
    CANCEL_BY_SITE: 'CANCELLED_BY_SITE',
    RESTORE: beforeStart('PENDING'),
    RESTORE_BY_SITE: beforeStart('PENDING'),
  },
  BOOKED: {
    APPROVE: 'BOOKED',
    ARRIVE: 'KEPT',
    UNDO_ARRIVAL: 'BOOKED',
    MISS: 'NO_SHOW',
    CHANGE: beforeStart('BOOKED'),
    PROPOSE: beforeStart('PENDING'),
    CANCEL: cancelled,
    CANCEL_BY_SITE: 'CANCELLED_BY_SITE',
    RESTORE: beforeStart('BOOKED'),
    RESTORE_BY_SITE: beforeStart('BOOKED'),
  },
  KEPT: { ARRIVE: 'KEPT', UNDO_ARRIVAL: 'BOOKED' },
  NO_SHOW: { ARRIVE: 'KEPT', UNDO_ARRIVAL: 'BOOKED', MISS: 'NO_SHOW' },
  CANCELLED_IN_TIME: {
    CANCEL: 'CANCELLED_IN_TIME',
    RESTORE: beforeStart('BOOKED'),
    RESTORE_BY_SITE: beforeStart('BOOKED'),
  },
  CANCELLED_LATE: {
    CANCEL: 'CANCELLED_LATE',
    RESTORE: beforeStart('BOOKED'),
    RESTORE_BY_SITE: beforeStart('BOOKED'),
  },
  CANCELLED_BY_SITE: { CANCEL_BY_SITE: 'CANCELLED_BY_SITE', RESTORE_BY_SITE: beforeStart('BOOKED') },
  DECLINED: { DECLINE: 'DECLINED', RESTORE_BY_SITE: beforeStart('PENDING') },
};

/** A booking as far as its states are concerned. */
export interface Stateful {
  readonly state: BookingState;
  readonly start: EpochMinute;
  /** Set when it was cancelled before anybody had decided on it. */
  readonly undecided?: true | undefined;
}

/**
 * The state after an event at `now`, or `state-conflict` when the event is not allowed then. `now` is exact: minutes
 * with their fraction, so that half a minute too late is late.
 */
export function nextState(
  booking: Stateful,
  event: BookingEvent,
  now: number,
): Result<BookingState, 'state-conflict'> {
  const next = transitions[booking.state][event];
  const decided = typeof next === 'function' ? next(booking.start - now) : next;
  const isRestored = event === 'RESTORE' || event === 'RESTORE_BY_SITE';
  const state = isRestored && decided === 'BOOKED' && booking.undecided ? 'PENDING' : decided;
  return state ? succeed(state) : fail('state-conflict');
}

/** Whether the event would change anything now; what the holder or a worker is offered to do. */
export function may(booking: Stateful, event: BookingEvent, now: number): boolean {
  const next = nextState(booking, event, now);
  return next.ok && (event === 'CHANGE' || next.value !== booking.state);
}

/** Whether the booking holds its time in a calendar sheet. */
export function holdsTime(state: BookingState): boolean {
  return state === 'PENDING' || state === 'BOOKED' || state === 'KEPT' || state === 'NO_SHOW';
}
