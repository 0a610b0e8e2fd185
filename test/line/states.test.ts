import {
  isOpen,
  MISSED_AFTER_MINUTES,
  nextState,
  stateAt,
  ticketEvents,
  ticketStates,
  type TicketEvent,
  type TicketState,
} from '@ohjaamo/shared/line/states.ts';
import { describe, expect, it } from 'vitest';

const TODAY = '2027-02-01';
const now = Date.parse('2027-02-01T12:30+02:00');
const at = { now, today: TODAY };
const ticket = (state: TicketState, calledAt = now) => ({ state, date: TODAY, calledAt });

/** Follows a ticket through events; the first that is not allowed ends it. */
function follow(...events: TicketEvent[]): TicketState | 'refused' {
  let state: TicketState = 'WAITING';
  for (const event of events) {
    const next = nextState(ticket(state), event, at);
    if (!next.ok) return 'refused';
    state = next.value;
  }
  return state;
}

describe('The states of a ticket', () => {
  it.each<[TicketEvent[], TicketState]>([
    [['CALL', 'START', 'FINISH'], 'DONE'],
    [['CALL', 'MISS', 'RECALL', 'START'], 'SERVING'],
    [['HOLD', 'RETURN', 'CALL'], 'CALLED'],
    [['CALL', 'MISS', 'RETURN'], 'WAITING'],
    [['CALL', 'LEAVE'], 'LEFT'],
    [['CALL', 'START', 'HAND_OVER'], 'WAITING'],
    [['CALL', 'START', 'HAND_TO_BOOKING'], 'HANDED_TO_BOOKING'],
  ])('%j leads to %s', (events, state) => {
    expect(follow(...events)).toBe(state);
  });

  it.each<TicketEvent[][]>([
    [['CALL', 'CALL']],
    [['START']],
    [['HOLD', 'CALL']],
    [['LEAVE', 'CALL']],
    [['CALL', 'START', 'FINISH', 'CALL']],
    [['CALL', 'START', 'LEAVE']],
  ])('%j is refused', (events) => {
    expect(follow(...events)).toBe('refused');
  });

  it('a call nobody answers is missed by the clock alone', () => {
    const calledAt = now - MISSED_AFTER_MINUTES * 60_000;
    expect(stateAt(ticket('CALLED', calledAt + 1), at)).toBe('CALLED');
    expect(stateAt(ticket('CALLED', calledAt), at)).toBe('MISSED');
    expect(nextState(ticket('CALLED', calledAt), 'RETURN', at)).toEqual({ ok: true, value: 'WAITING' });
  });

  it('the next day everybody who still waited has expired, and who was with a worker is done', () => {
    const tomorrow = { now: now + 86_400_000, today: '2027-02-02' };
    for (const state of ticketStates) {
      const over = stateAt(ticket(state), tomorrow);
      expect(isOpen(over)).toBe(false);
      for (const event of ticketEvents.filter((each) => each !== 'EXPIRE')) {
        const next = nextState(ticket(state), event, tomorrow);
        // Only what has happened already may be said again.
        if (next.ok) expect(next.value).toBe(over);
      }
    }
    expect(stateAt(ticket('HELD'), tomorrow)).toBe('EXPIRED');
    expect(stateAt(ticket('SERVING'), tomorrow)).toBe('DONE');
    expect(stateAt(ticket('LEFT'), tomorrow)).toBe('LEFT');
  });
});
