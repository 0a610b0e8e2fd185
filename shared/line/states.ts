import { fail, type Result, succeed } from '../kernel/result.ts';

/** Where a ticket of the line stands. */
export const ticketStates = [
  'WAITING',
  'HELD',
  'CALLED',
  'MISSED',
  'SERVING',
  'DONE',
  'LEFT',
  'HANDED_TO_BOOKING',
  'EXPIRED',
] as const;
export type TicketState = (typeof ticketStates)[number];

/** What can happen to a ticket. `EXPIRE` is the end of the day. */
export const ticketEvents = [
  'CALL',
  'RECALL',
  'START',
  'FINISH',
  'MISS',
  'HOLD',
  'RETURN',
  'LEAVE',
  'HAND_OVER',
  'HAND_TO_BOOKING',
  'EXPIRE',
] as const;
export type TicketEvent = (typeof ticketEvents)[number];

/** A call that nobody answered for so many minutes counts as missed, whether somebody presses the button or not. */
export const MISSED_AFTER_MINUTES = 10;

/**
 * The state machine of a ticket: allowed events by state, and where they lead. Whoever steps out, misses the call or is handed
 * to a colleague keeps the place, because the place is the time of arrival. An event that has already happened is written as
 * leading to where it is, so that a repeated request changes nothing; only `CALL` never leads from `CALLED` to `CALLED`, for
 * that would be a second worker calling the same person.
 */
const transitions: Readonly<Record<TicketState, Partial<Readonly<Record<TicketEvent, TicketState>>>>> = {
  WAITING: {
    CALL: 'CALLED',
    HOLD: 'HELD',
    RETURN: 'WAITING',
    LEAVE: 'LEFT',
    HAND_OVER: 'WAITING',
    HAND_TO_BOOKING: 'HANDED_TO_BOOKING',
    EXPIRE: 'EXPIRED',
  },
  HELD: {
    HOLD: 'HELD',
    RETURN: 'WAITING',
    LEAVE: 'LEFT',
    HAND_TO_BOOKING: 'HANDED_TO_BOOKING',
    EXPIRE: 'EXPIRED',
  },
  CALLED: {
    RECALL: 'CALLED',
    START: 'SERVING',
    MISS: 'MISSED',
    LEAVE: 'LEFT',
    HAND_OVER: 'WAITING',
    HAND_TO_BOOKING: 'HANDED_TO_BOOKING',
    EXPIRE: 'EXPIRED',
  },
  MISSED: {
    MISS: 'MISSED',
    RECALL: 'CALLED',
    // Somebody who comes late after all is simply let in.
    START: 'SERVING',
    RETURN: 'WAITING',
    LEAVE: 'LEFT',
    HAND_TO_BOOKING: 'HANDED_TO_BOOKING',
    EXPIRE: 'EXPIRED',
  },
  SERVING: {
    START: 'SERVING',
    FINISH: 'DONE',
    HAND_OVER: 'WAITING',
    HAND_TO_BOOKING: 'HANDED_TO_BOOKING',
    EXPIRE: 'DONE',
  },
  DONE: { FINISH: 'DONE', EXPIRE: 'DONE' },
  LEFT: { LEAVE: 'LEFT', EXPIRE: 'LEFT' },
  HANDED_TO_BOOKING: { HAND_TO_BOOKING: 'HANDED_TO_BOOKING', EXPIRE: 'HANDED_TO_BOOKING' },
  EXPIRED: { EXPIRE: 'EXPIRED' },
};

/** A ticket as far as its states are concerned. `date` is the calendar date of the line, `calledAt` in milliseconds. */
export interface StatefulTicket {
  readonly state: TicketState;
  readonly date: string;
  readonly calledAt?: number | undefined;
}

/** The moment at which states are judged: milliseconds since 1970, and the site's calendar date then. */
export interface Moment {
  readonly now: number;
  readonly today: string;
}

/**
 * The state that holds at a moment: a ticket of an earlier day is over and a call without an answer is missed, both by the
 * clock alone and not by the job that writes it down.
 */
export function stateAt(ticket: StatefulTicket, { now, today }: Moment): TicketState {
  if (ticket.date < today) return transitions[ticket.state].EXPIRE ?? ticket.state;
  const unanswered =
    ticket.state === 'CALLED' && now - (ticket.calledAt ?? now) >= MISSED_AFTER_MINUTES * 60_000;
  return unanswered ? 'MISSED' : ticket.state;
}

/** The state after an event at a moment, or `state-conflict` when the event is not allowed then. */
export function nextState(
  ticket: StatefulTicket,
  event: TicketEvent,
  moment: Moment,
): Result<TicketState, 'state-conflict'> {
  const next = transitions[stateAt(ticket, moment)][event];
  return next ? succeed(next) : fail('state-conflict');
}

/** Whether the ticket still counts in the day's line: nobody is finished with it. */
export function isOpen(state: TicketState): boolean {
  return ['WAITING', 'HELD', 'CALLED', 'MISSED', 'SERVING'].includes(state);
}
