import {
  freeTimes,
  lastChosen,
  leastRecentFirst,
  type OfferedTime,
  type PackedSheet,
  seenBy,
  type StoredSheet,
} from '@ohjaamo/shared/booking/freeTimes.ts';
import { encodeHolds, type Hold } from '@ohjaamo/shared/booking/holds.ts';
import { offeredTimes } from '@ohjaamo/shared/booking/offered.ts';
import { busyAt, type OpenPeriod } from '@ohjaamo/shared/booking/offer.ts';
import { BUSY_KIND, type Busy, encodeSheet, startOfWeek, weekOf } from '@ohjaamo/shared/booking/sheet.ts';
import { emptySheet, takes, withHold, withInterval } from '@ohjaamo/shared/booking/sheetContent.ts';
import { dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { type ResourceId } from '@ohjaamo/shared/kernel/ids.ts';
import { HELSINKI, Temporal } from '@ohjaamo/shared/kernel/time.ts';
import { dayAt, zoneAxisOfDays } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import { presences } from '@ohjaamo/shared/schedule/presence.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plan, rule, service, worker } from '../support/schedule.ts';

const WEEK = 2979;
const MONDAY = startOfWeek(WEEK);
const workers = [worker(1), worker(2), worker(3), worker(4), worker(5)];

function sheet(id: ResourceId, parts: Partial<StoredSheet> = {}): StoredSheet {
  return { id, week: WEEK, busy: new Uint8Array(0), ...parts };
}

describe('Turns', () => {
  it('are even over many bookings: nobody is favoured, whatever order the sheets come in', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 5 }),
        fc.integer({ min: 1, max: 200 }),
        fc.infiniteStream(fc.nat()),
        (count, bookings, dice) => {
          const staff = workers.slice(0, count);
          const turns = new Map<ResourceId, number>();
          const given = new Map<ResourceId, number>();
          for (let turn = 1; turn <= bookings; turn++) {
            const sheets = staff
              .map((id) => sheet(id, { assignedAt: turns.get(id) ?? 0 }))
              .sort(() => (dice.next().value % 2 === 0 ? 1 : -1));
            const [first] = leastRecentFirst([...staff], lastChosen(sheets));
            if (first === undefined) throw new Error('Nobody is left');
            turns.set(first, turn);
            given.set(first, (given.get(first) ?? 0) + 1);
          }
          const shares = staff.map((id) => given.get(id) ?? 0);
          expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it('begin with those never asked, then whose turn is longest ago, ties by id', () => {
    const chosen = new Map<ResourceId, number>([
      [worker(1), 30],
      [worker(2), 10],
      [worker(4), 10],
    ]);
    expect(leastRecentFirst([...workers], chosen)).toEqual([3, 5, 2, 4, 1].map((number) => worker(number)));
  });
});

const interval = fc
  .record({
    at: fc.integer({ min: 0, max: 120 }),
    length: fc.integer({ min: 1, max: 24 }),
    before: fc.integer({ min: 0, max: 6 }),
    after: fc.integer({ min: 0, max: 6 }),
    kind: fc.constantFrom(BUSY_KIND.booking, BUSY_KIND.meeting, BUSY_KIND.external),
  })
  .map(({ at, length, before, after, kind }): Busy => {
    const start = MONDAY + 360 + at * 5;
    return { start, end: start + length * 5, bufferBefore: before * 5, bufferAfter: after * 5, kind };
  });

const someService = fc.record({
  lengthMinutes: fc.constantFrom(10, 30, 45, 60),
  bufferBeforeMinutes: fc.constantFrom(0, 5, 30),
  bufferAfterMinutes: fc.constantFrom(0, 10, 15),
});

describe('Shown and bookable are one', () => {
  it('beside busy times that overlap each other, meetings and holds, live and expired', () => {
    fc.assert(
      fc.property(
        someService,
        fc.array(interval, { maxLength: 12 }),
        fc.array(fc.tuple(interval, fc.integer({ min: 0, max: 20 }), fc.boolean()), { maxLength: 5 }),
        (parts, busy, kept) => {
          const terms = service('INDIV', { ...parts, staff: workers, noticeHours: 0 });
          const now = 10;
          const own = 'a'.repeat(16);
          const holds = kept.map(([each, expiresAt, isOwn]): Hold => ({
            ...each,
            kind: 0,
            expiresAt,
            booking: isOwn ? own : 'b'.repeat(16),
            visitor: '0'.repeat(8),
          }));
          const intervals = [...busy].sort((one, other) => one.start - other.start);
          const content = { ...emptySheet, intervals, holds };
          const stored = sheet(worker(1), {
            busy: encodeSheet(WEEK, intervals),
            holds: encodeHolds(WEEK, holds),
          });
          const period = { staffId: worker(1), start: MONDAY + 400, end: MONDAY + 1000 };
          const window = { earliest: MONDAY, latest: MONDAY + 10_000 };
          const shown = freeTimes(terms, [period], seenBy([stored], { own, now }), window);
          const all = freeTimes(terms, [period], [], window).map(({ start }) => start);
          const bookable = all.filter((start) => takes(content, busyAt(terms, start), { own, now }));
          expect(shown.map(({ start }) => start)).toEqual(bookable);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('with rooms, parts of rooms, somebody who joins and limits', () => {
    const [east, west, nook, joiner] = [worker(11), worker(12), worker(13), worker(14)] as const;
    const ids = [worker(1), worker(2), east, west, nook, joiner];
    fc.assert(
      fc.property(
        someService,
        fc.array(fc.tuple(fc.nat(ids.length - 1), interval), { maxLength: 25 }),
        (parts, busy) => {
          const terms = service('INDIV', { ...parts, staff: workers, noticeHours: 0 });
          const contents = new Map(ids.map((id) => [id, emptySheet] as const));
          for (const [index, each] of busy) {
            const id = ids[index] ?? east;
            const next = withInterval(contents.get(id) ?? emptySheet, each, { now: 0 });
            if (next) contents.set(id, next);
          }
          const sheets: PackedSheet[] = ids.map((id) =>
            sheet(id, { busy: encodeSheet(WEEK, contents.get(id)?.intervals ?? []) }),
          );
          const at = (who: OpenPeriod['staffId'], from: number, until: number) => ({
            staffId: who,
            start: MONDAY + from,
            end: MONDAY + until,
          });
          const periods = [at(worker(1), 400, 1000), at(worker(2), 420, 900)];
          const alongside = [at(joiner, 430, 800)];
          const window = { earliest: MONDAY, latest: MONDAY + 10_000 };
          const rooms = [[nook], [east, west]];
          const shown = offeredTimes({
            service: terms,
            periods,
            window,
            sheets,
            rooms,
            alongside,
            dayOf: (minute) => Math.floor(minute / 1440),
          });
          const isFree = (id: ResourceId, start: number): boolean =>
            takes(contents.get(id as (typeof ids)[number]) ?? emptySheet, busyAt(terms, start), { now: 0 });
          const expected = freeTimes(terms, periods, [], window).flatMap(
            ({ start, staffIds }): OfferedTime[] => {
              const hasRoom = rooms.some((all) => all.every((id) => isFree(id, start)));
              const joins =
                start >= MONDAY + 430 && start + terms.lengthMinutes <= MONDAY + 800 && isFree(joiner, start);
              const left = staffIds.filter((id) => isFree(id, start));
              return hasRoom && joins && left.length > 0 ? [{ start, staffIds: left }] : [];
            },
          );
          expect(shown).toEqual(expected);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('Every clock change from 2024 to 2035', () => {
  const changes: string[] = [];
  let at = Temporal.ZonedDateTime.from('2024-01-01T00:00[Europe/Helsinki]');
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (!next || next.year > 2035) break;
    changes.push(next.toPlainDate().toString());
    at = next;
  }

  it('is looked at in both directions', () => {
    expect(changes.length).toBe(24);
  });

  it.each(changes)('%s: each real hour of the night can be had once, and no other', (date) => {
    const day = dayNumber(date);
    const axis = zoneAxisOfDays(HELSINKI, day - 1, day + 1);
    const terms = service('INDIV', {
      lengthMinutes: 30,
      bufferAfterMinutes: 0,
      noticeHours: 0,
      staff: [worker(1)],
    });
    const night = rule(worker(1), { weekday: 'SUN', start: '01:00', end: '06:00' });
    // Easter Sunday closes a day unless the house opens it.
    const open = {
      kind: 'OPEN',
      from: date,
      to: date,
      channel: 'APPOINTMENT',
      opens: '01:00',
      closes: '06:00',
      name: { fi: 'auki' },
    } as const;
    const periods = presences(plan({ rules: [night], exceptions: [open] }), axis, day, day).map(
      ({ start, end }) => ({ staffId: worker(1), start, end }),
    );
    const window = { earliest: (day - 1) * 1440, latest: (day + 2) * 1440 };
    const times = freeTimes(terms, periods, [], window);
    const from = Temporal.PlainDateTime.from(`${date}T01:00`).toZonedDateTime(HELSINKI);
    const until = Temporal.PlainDateTime.from(`${date}T06:00`).toZonedDateTime(HELSINKI);
    const hours = until.since(from, { largestUnit: 'hour' }).hours;
    expect([4, 6]).toContain(hours);
    expect(times.map(({ start }) => start)).toEqual(
      Array.from({ length: hours * 2 }, (_, index) => from.epochMilliseconds / 60_000 + index * 30),
    );
    let content = emptySheet;
    for (const { start } of times) {
      expect(dayAt(axis, start)).toBe(day);
      expect(weekOf(start)).toBe(weekOf(times[0]?.start ?? 0));
      const next = withInterval(content, busyAt(terms, start), { now: 0 });
      if (!next) throw new Error('A shown time could not be booked');
      content = next;
      const hold = { ...busyAt(terms, start), expiresAt: 9, booking: 'c'.repeat(16), visitor: '0'.repeat(8) };
      expect(withHold(content, hold, 0, true)).toBeUndefined();
    }
    expect(content.intervals.length).toBe(hours * 2);
  });
});
