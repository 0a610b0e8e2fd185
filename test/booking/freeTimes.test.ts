import { freeTimes, nearestTimes, type PackedSheet } from '@ohjaamo/shared/booking/freeTimes.ts';
import { busyAt, gridStep, offers, startWindow } from '@ohjaamo/shared/booking/offer.ts';
import {
  type Busy,
  encodeSheet,
  inserted,
  isFree,
  startOfWeek,
  weekOf,
} from '@ohjaamo/shared/booking/sheet.ts';
import { dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { type StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { formatOffsetDateTime, HELSINKI, Temporal } from '@ohjaamo/shared/kernel/time.ts';
import { zoneAxisOfDays } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import { type WeeklyRule } from '@ohjaamo/shared/schedule/plan.ts';
import { presences } from '@ohjaamo/shared/schedule/presence.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plan, rule, service, worker } from '../support/schedule.ts';

const weekdays = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const;

/** Weeks with and without a clock change: in spring, in autumn, and in between; none has a public holiday. */
const monday = fc.constantFrom('2027-02-01', '2028-03-20', '2027-10-25', '2026-10-19', '2033-03-21');

const someService = fc.record({
  lengthMinutes: fc.constantFrom(10, 30, 45, 60, 90),
  bufferBeforeMinutes: fc.constantFrom(0, 5, 15, 30),
  bufferAfterMinutes: fc.constantFrom(0, 5, 10, 15),
  noticeHours: fc.constantFrom(0, 2, 24),
  horizonDays: fc.constantFrom(3, 7, 28),
});

const rules = fc
  .array(
    fc.record({
      who: fc.integer({ min: 1, max: 3 }),
      day: fc.constantFrom(...weekdays),
      start: fc.integer({ min: 0, max: 22 * 4 }),
      length: fc.integer({ min: 1, max: 32 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((all) => {
    const kept: WeeklyRule[] = [];
    for (const { who, day, start, length } of all) {
      const time = (quarter: number): string =>
        `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
      const next = rule(worker(who), {
        weekday: day,
        start: time(start),
        end: time(Math.min(start + length, 95)),
      });
      const overlaps = kept.some(
        (each) =>
          each.staffId === next.staffId &&
          each.weekday === day &&
          each.start < next.end &&
          next.start < each.end,
      );
      if (!overlaps) kept.push(next);
    }
    return kept;
  });

/**
 * The same question asked in the plainest way: every minute of the window as a Temporal object, its wall time compared
 * with the rule, and every taken time looked at.
 */
function naiveStarts(
  all: readonly WeeklyRule[],
  terms: ReturnType<typeof service>,
  taken: ReadonlyMap<StaffId, readonly Busy[]>,
  from: Temporal.ZonedDateTime,
  until: Temporal.ZonedDateTime,
  earliest: number,
  latest: number,
): string[] {
  const found = new Set<string>();
  for (const each of all) {
    let opening: number | undefined;
    for (let at = from; Temporal.ZonedDateTime.compare(at, until) < 0; at = at.add({ minutes: 5 })) {
      const minute = at.epochMilliseconds / 60_000;
      const isOpenAt = (instant: Temporal.ZonedDateTime): boolean => {
        const wall = instant.toPlainTime().toString({ smallestUnit: 'minute' });
        return weekdays[instant.dayOfWeek - 1] === each.weekday && each.start <= wall && wall < each.end;
      };
      if (!isOpenAt(at)) {
        opening = undefined;
        continue;
      }
      opening ??= minute;
      if ((minute - opening) % gridStep(terms) !== 0 || minute < earliest || minute > latest) continue;
      let staysOpen = true;
      for (let step = 0; step < terms.lengthMinutes; step += 5)
        staysOpen &&= isOpenAt(at.add({ minutes: step }));
      const busy = busyAt(terms, minute);
      const before = (taken.get(each.staffId) ?? []).filter(
        (other) => weekOf(other.start) === weekOf(minute),
      );
      if (staysOpen && isFree(before, busy))
        found.add(`${formatOffsetDateTime(minute, HELSINKI)} ${each.staffId}`);
    }
  }
  return [...found].sort();
}

describe('Free times', () => {
  it('are those that a minute-by-minute look at the calendar finds, over clock changes too', () => {
    fc.assert(
      fc.property(
        monday,
        rules,
        someService,
        fc.integer({ min: 0, max: 3 * 1440 }),
        fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 2000 }), someService), {
          maxLength: 25,
        }),
        (date, all, parts, into, bookings) => {
          const terms = service('INDIV', { ...parts, staff: [worker(1), worker(2), worker(3)] });
          const first = dayNumber(date);
          const axis = zoneAxisOfDays(HELSINKI, first, first + 8);
          const periods = presences(plan({ rules: all }), axis, first, first + 8).map(
            ({ rule: { staffId }, start, end }) => ({ staffId, start, end }),
          );
          const taken = new Map<StaffId, Busy[]>();
          for (const [who, at, other] of bookings) {
            const start = first * 1440 + at * 5;
            const existing = taken.get(worker(who)) ?? [];
            const week = weekOf(start);
            const busy = busyAt(service('OTHER', other), start);
            const inWeek = inserted(
              existing.filter((each) => weekOf(each.start) === week),
              busy,
            );
            if (inWeek) {
              taken.set(worker(who), [...existing.filter((each) => weekOf(each.start) !== week), ...inWeek]);
            }
          }
          const window = startWindow(terms, (first * 1440 + into) * 60_000);
          const times = freeTimes(terms, periods, sheetsOf(taken), window);
          const shown = times.flatMap(({ start, staffIds }) =>
            staffIds.map((staffId) => `${formatOffsetDateTime(start, HELSINKI)} ${staffId}`),
          );
          const from = Temporal.PlainDate.from(date).toZonedDateTime(HELSINKI);
          expect([...shown].sort()).toEqual(
            naiveStarts(all, terms, taken, from, from.add({ days: 9 }), window.earliest, window.latest),
          );
          // What is shown can be booked, by the rule that the commit uses.
          for (const { start, staffIds } of times) {
            for (const staffId of staffIds) {
              const own = periods.filter((period) => period.staffId === staffId);
              expect(own.some((period) => offers(period, terms, window, start))).toBe(true);
            }
          }
          expect(times.map(({ start }) => start)).toEqual(
            times.map(({ start }) => start).sort((a, b) => a - b),
          );
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);

  it('skip the hour that spring skips and show the hour that autumn doubles as two', () => {
    const sundays = [rule(worker(1), { weekday: 'SUN', start: '02:00', end: '05:00' })];
    const terms = service('INDIV', {
      lengthMinutes: 60,
      bufferAfterMinutes: 0,
      noticeHours: 0,
      staff: [worker(1)],
    });
    const startsOn = (date: string): string[] => {
      const day = dayNumber(date);
      const axis = zoneAxisOfDays(HELSINKI, day, day);
      const periods = presences(plan({ rules: sundays }), axis, day, day).map(({ start, end }) => ({
        staffId: worker(1),
        start,
        end,
      }));
      const window = startWindow(terms, (day - 1) * 86_400_000);
      return freeTimes(terms, periods, [], window).map(({ start }) => formatOffsetDateTime(start, HELSINKI));
    };
    expect(startsOn('2028-03-26')).toEqual(['2028-03-26T02:00+02:00', '2028-03-26T04:00+03:00']);
    expect(startsOn('2027-10-31')).toEqual([
      '2027-10-31T02:00+03:00',
      '2027-10-31T03:00+03:00',
      '2027-10-31T03:00+02:00',
      '2027-10-31T04:00+02:00',
    ]);
  });

  it('fill a whole day one after another without losing a minute', () => {
    const terms = service('INDIV', { bufferBeforeMinutes: 10, noticeHours: 0, staff: [worker(1)] });
    const origin = startOfWeek(2979) + 480;
    const period = { staffId: worker(1), start: origin, end: origin + 8 * 60 };
    const window = { earliest: origin, latest: origin + 9999 };
    const all = freeTimes(terms, [period], [], window);
    expect(all.length).toBe(8);
    let sheet: Busy[] = [];
    for (const { start } of all) sheet = inserted(sheet, busyAt(terms, start)) ?? [];
    expect(sheet.length).toBe(8);
    expect(freeTimes(terms, [period], sheetsOf(new Map([[worker(1), sheet]])), window)).toEqual([]);
  });

  it('name the nearest before and after, fewer at the ends', () => {
    const times = [10, 20, 30, 40, 50].map((start) => ({ start, staffIds: [] }));
    const near = (start: number): number[] => nearestTimes(times, start, 2).map((time) => time.start);
    expect([near(35), near(10), near(99)]).toEqual([
      [20, 30, 40, 50],
      [10, 20],
      [40, 50],
    ]);
  });
});

function sheetsOf(taken: ReadonlyMap<StaffId, readonly Busy[]>): PackedSheet[] {
  return [...taken].flatMap(([staffId, all]) =>
    [...new Set(all.map(({ start }) => weekOf(start)))].map((week) => ({
      id: staffId,
      week,
      busy: encodeSheet(
        week,
        all.filter(({ start }) => weekOf(start) === week),
      ),
    })),
  );
}
