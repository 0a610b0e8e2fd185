import { bookingState } from '@ohjaamo/shared/booking/contract.ts';
import { type BookingEvent, holdsTime, may, nextState } from '@ohjaamo/shared/booking/states.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const START = 30_000_000;
const state = fc.constantFrom(...bookingState.options);
const events: BookingEvent[] = [
  'ARRIVE',
  'UNDO_ARRIVAL',
  'MISS',
  'CHANGE',
  'PROPOSE',
  'CANCEL',
  'CANCEL_BY_SITE',
  'RESTORE',
  'RESTORE_BY_SITE',
];
const now = fc.double({ min: START - 4000, max: START + 4000, noNaN: true });

function after(from: (typeof bookingState.options)[number], event: BookingEvent, at: number) {
  const next = nextState({ state: from, start: START }, event, at);
  return next.ok ? next.value : next.error;
}

describe('The states of a booking', () => {
  it('lead where the table says', () => {
    expect(after('BOOKED', 'ARRIVE', START)).toBe('KEPT');
    expect(after('KEPT', 'UNDO_ARRIVAL', START)).toBe('BOOKED');
    expect(after('PENDING', 'ARRIVE', START + 5)).toBe('KEPT');
    expect(after('BOOKED', 'MISS', START + 30)).toBe('NO_SHOW');
    expect(after('NO_SHOW', 'ARRIVE', START + 40)).toBe('KEPT');
    expect(after('CANCELLED_LATE', 'RESTORE', START - 1)).toBe('BOOKED');
    expect(after('CANCELLED_LATE', 'RESTORE', START)).toBe('state-conflict');
    expect(after('CANCELLED_BY_SITE', 'RESTORE', START - 9999)).toBe('state-conflict');
    expect(after('CANCELLED_BY_SITE', 'RESTORE_BY_SITE', START - 1)).toBe('BOOKED');
    expect(after('CANCELLED_BY_SITE', 'RESTORE_BY_SITE', START)).toBe('state-conflict');
    expect(after('DECLINED', 'RESTORE_BY_SITE', START - 1)).toBe('PENDING');
    expect(after('BOOKED', 'PROPOSE', START - 1)).toBe('PENDING');
    expect(after('BOOKED', 'PROPOSE', START)).toBe('state-conflict');
    expect(after('CANCELLED_IN_TIME', 'ARRIVE', START)).toBe('state-conflict');
    expect(after('KEPT', 'CANCEL', START - 10)).toBe('state-conflict');
  });

  it('call a cancellation late under 24 elapsed hours', () => {
    expect(after('BOOKED', 'CANCEL', START - 1440)).toBe('CANCELLED_IN_TIME');
    expect(after('BOOKED', 'CANCEL', START - 1440 + 1 / 60)).toBe('CANCELLED_LATE');
    expect(after('BOOKED', 'CANCEL', START)).toBe('state-conflict');
  });

  it('stay where they are when the same thing happens twice', () => {
    fc.assert(
      fc.property(state, fc.constantFrom(...events), now, (from, event, at) => {
        const once = nextState({ state: from, start: START }, event, at);
        if (!once.ok || event === 'CHANGE') return;
        expect(after(once.value, event, at)).toBe(once.value);
      }),
    );
  });

  it('offer the holder only what would happen', () => {
    fc.assert(
      fc.property(state, now, (from, at) => {
        for (const event of ['CHANGE', 'CANCEL', 'RESTORE'] as const) {
          if (!may({ state: from, start: START }, event, at)) continue;
          expect(after(from, event, at)).not.toBe('state-conflict');
          expect(holdsTime(from)).toBe(event !== 'RESTORE');
        }
      }),
    );
  });
});
