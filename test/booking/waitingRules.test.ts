import {
  fits,
  LAPSES,
  nextWaiting,
  offerExpiry,
  type WaitingState,
} from '@ohjaamo/shared/booking/waiting.ts';
import { HELSINKI } from '@ohjaamo/shared/kernel/time.ts';
import { offsetAt, zoneAxis } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minuteOf } from '../support/bookingRecord.ts';
import { worker } from '../support/schedule.ts';

describe('The states of an entry', () => {
  const after = (state: WaitingState, event: Parameters<typeof nextWaiting>[1], lapsed = 0) => {
    const next = nextWaiting({ state, passed: Array.from({ length: lapsed }, (_, index) => index) }, event);
    return next.ok ? next.value : next.error;
  };

  it('lead from waiting over an offer to a booking, and back when it lapses', () => {
    expect(after('WAITING', 'OFFER')).toBe('OFFERED');
    expect(after('OFFERED', 'ACCEPT')).toBe('BOOKED');
    expect(after('BOOKED', 'ACCEPT')).toBe('BOOKED');
    expect(after('OFFERED', 'LAPSE')).toBe('WAITING');
    expect(after('OFFERED', 'LAPSE', LAPSES - 1)).toBe('EXPIRED');
    expect(after('OFFERED', 'FALL_THROUGH', LAPSES - 1)).toBe('WAITING');
    expect(after('WAITING', 'END')).toBe('EXPIRED');
    for (const state of ['WAITING', 'OFFERED', 'LEFT'] as const) expect(after(state, 'LEAVE')).toBe('LEFT');
  });

  it('do not lead out of what has ended, nor to two offers at once', () => {
    for (const state of ['BOOKED', 'LEFT', 'EXPIRED'] as const) {
      for (const event of ['OFFER', 'LAPSE', 'FALL_THROUGH', 'END'] as const)
        expect(after(state, event)).toBe('state-conflict');
    }
    expect(after('OFFERED', 'OFFER')).toBe('state-conflict');
    expect(after('WAITING', 'ACCEPT')).toBe('state-conflict');
    expect(after('EXPIRED', 'LEAVE')).toBe('state-conflict');
  });
});

describe('What somebody waits for', () => {
  const axis = zoneAxis(HELSINKI, minuteOf('2027-01-01T00:00Z'), minuteOf('2027-12-31T00:00Z'));
  const wish = { service: 'INDIV', from: '2027-03-28', to: '2027-03-29', passed: [], fellThrough: [] };
  const at = (start: string) => ({ start: minuteOf(start), staffIds: [worker(1)] });

  it('is a free time on the dates, by the clock on the wall, also when the clocks change', () => {
    expect(fits(wish, at('2027-03-28T23:00+03:00'), 45, axis)).toBe(true);
    expect(fits(wish, at('2027-03-27T23:30+02:00'), 45, axis)).toBe(false);
    expect(fits(wish, at('2027-03-30T00:00+03:00'), 45, axis)).toBe(false);
    const morning = { ...wish, after: '09:00', before: '12:00' };
    expect(fits(morning, at('2027-03-29T09:00+03:00'), 45, axis)).toBe(true);
    expect(fits(morning, at('2027-03-29T11:15+03:00'), 45, axis)).toBe(true);
    expect(fits(morning, at('2027-03-29T08:45+03:00'), 45, axis)).toBe(false);
    expect(fits(morning, at('2027-03-29T11:30+03:00'), 45, axis)).toBe(false);
  });

  it('is of the chosen worker, and never what was passed on or fell through', () => {
    expect(fits({ ...wish, staffId: worker(2) }, at('2027-03-29T09:00+03:00'), 45, axis)).toBe(false);
    const passed = [minuteOf('2027-03-29T09:00+03:00')];
    expect(fits({ ...wish, passed }, at('2027-03-29T09:00+03:00'), 45, axis)).toBe(false);
    expect(fits({ ...wish, fellThrough: passed }, at('2027-03-29T09:00+03:00'), 45, axis)).toBe(false);
  });

  it.each([
    ['two hours of the day', '2027-02-03T09:00+02:00', '2027-02-01T10:00+02:00', '2027-02-01T12:00+02:00'],
    [
      'half the way to its start',
      '2027-02-01T11:40+02:00',
      '2027-02-01T10:00+02:00',
      '2027-02-01T10:50+02:00',
    ],
    [
      'what is left of the day and more in the morning',
      '2027-02-03T09:00+02:00',
      '2027-02-01T19:30+02:00',
      '2027-02-02T09:30+02:00',
    ],
    [
      'two hours of the next morning at night',
      '2027-02-03T09:00+02:00',
      '2027-02-01T23:00+02:00',
      '2027-02-02T10:00+02:00',
    ],
    [
      'half of the next morning',
      '2027-02-02T09:00+02:00',
      '2027-02-01T23:00+02:00',
      '2027-02-02T08:30+02:00',
    ],
    [
      'two hours of the wall in the night of a new clock',
      '2027-03-29T09:00+03:00',
      '2027-03-27T23:00+02:00',
      '2027-03-28T10:00+03:00',
    ],
  ])('is kept for %s', (_what, start, now, until) => {
    expect(offerExpiry(minuteOf(start), minuteOf(now), axis)).toBe(minuteOf(until));
  });

  it('is not offered when nobody can be expected to answer before it begins', () => {
    const start = minuteOf('2027-02-02T08:15+02:00');
    expect(offerExpiry(start, minuteOf('2027-02-01T23:00+02:00'), axis)).toBeUndefined();
    expect(offerExpiry(start, minuteOf('2027-02-01T19:00+02:00'), axis)).toBeDefined();
    expect(
      offerExpiry(minuteOf('2027-02-01T10:15+02:00'), minuteOf('2027-02-01T10:00+02:00'), axis),
    ).toBeUndefined();
  });

  it('is kept until an hour of the day before its start, whenever it is offered', () => {
    const first = minuteOf('2027-02-01T00:00+02:00');
    const wall = (minute: number) => (minute + offsetAt(axis, minute)) % 1440;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 90 * 1440 }),
        fc.integer({ min: 0, max: 40 * 1440 }),
        (from, ahead) => {
          const [now, start] = [first + from, first + from + ahead];
          const until = offerExpiry(start, now, axis);
          if (until === undefined) return;
          expect(until).toBeGreaterThan(now);
          expect(until).toBeLessThan(start);
          expect(wall(until)).toBeGreaterThan(8 * 60);
          expect(wall(until)).toBeLessThanOrEqual(20 * 60);
        },
      ),
    );
  });
});
