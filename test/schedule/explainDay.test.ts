import { type DayHours, explainDay } from '@ohjaamo/shared/booking/explain.ts';
import { seenBy, type StoredSheet } from '@ohjaamo/shared/booking/freeTimes.ts';
import { encodeHolds, encodeMarks } from '@ohjaamo/shared/booking/holds.ts';
import { offeredTimes, type Question } from '@ohjaamo/shared/booking/offered.ts';
import { type Busy, BUSY_KIND, encodeSheet, weekOf } from '@ohjaamo/shared/booking/sheet.ts';
import { dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { absenceId, roomId } from '@ohjaamo/shared/kernel/ids.ts';
import { HELSINKI } from '@ohjaamo/shared/kernel/time.ts';
import { dayAt, formatOnAxis, instantsOf, zoneAxisOfDays } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import { explainHours } from '@ohjaamo/shared/schedule/explainHours.ts';
import { type SitePlan } from '@ohjaamo/shared/schedule/plan.ts';
import { presences, type Restriction } from '@ohjaamo/shared/schedule/presence.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closed, hours, plan, rule, service, weekdayHours, worker } from '../support/schedule.ts';
import { recurrence } from './arbitraries.ts';

const TUESDAY = '2027-02-02';
const ROOM = roomId.parse('room000001');
const me = worker(1);
const helper = worker(2);

interface Scene {
  readonly date?: string;
  readonly plan: SitePlan;
  readonly restriction?: Restriction;
  readonly service?: Parameters<typeof service>[1];
  readonly sheets?: readonly StoredSheet[];
  readonly rooms?: Question['rooms'];
  readonly withHelper?: boolean;
  readonly window?: readonly [earliest: string, latest: string];
}

/** Asks the search and the explanation the same. */
function ask(scene: Scene) {
  const { date = TUESDAY, plan: asked, restriction = [], sheets = [] } = scene;
  const day = dayNumber(date);
  const axis = zoneAxisOfDays(HELSINKI, day - 1, day + 1);
  const minute = (text: string): number => Date.parse(text) / 60_000;
  const [earliest, latest] = scene.window ?? ['2020-01-01T00:00Z', '2040-01-01T00:00Z'];
  const periods = presences(asked, axis, day, day, restriction).map(({ rule: { staffId }, start, end }) => ({
    staffId,
    start,
    end,
  }));
  const question: Question = {
    service: service('INDIV', scene.service),
    periods: periods.filter(({ staffId }) => staffId === me),
    window: { earliest: minute(earliest), latest: minute(latest) },
    sheets: seenBy(sheets, { now: 0 }),
    ...(scene.rooms && { rooms: scene.rooms }),
    ...(scene.withHelper && { alongside: periods.filter(({ staffId }) => staffId === helper) }),
    dayOf: (at) => dayAt(axis, at),
  };
  const told: DayHours = explainHours(asked, axis, day, { worker: me, opens: () => true, restriction });
  const explained = explainDay({ worker: me, hours: told, question });
  const clock = (at: number | undefined) => (at === undefined ? '' : formatOnAxis(axis, at).slice(11, 16));
  return {
    free: explained.free,
    offered: offeredTimes(question)[0]?.start,
    reasons: explained.reasons.map(({ reason, start, end }) =>
      start === undefined ? reason : `${clock(start)}-${clock(end)} ${reason}`,
    ),
  };
}

const tuesdays = rule(me, { weekday: 'TUE', start: '09:00', end: '12:00' });
const open = { hours: weekdayHours('APPOINTMENT', '09:00', '16:00') };

function at(time: string, minutes: number, kind: number = BUSY_KIND.booking): Busy {
  const start = Date.parse(`${TUESDAY}T${time}+02:00`) / 60_000;
  return { start, end: start + minutes, bufferBefore: 0, bufferAfter: 0, kind };
}

function sheet(busy: readonly Busy[], id: StoredSheet['id'] = me): StoredSheet {
  const week = weekOf(Date.parse(`${TUESDAY}T09:00+02:00`) / 60_000);
  return { id, week, busy: encodeSheet(week, busy) };
}

describe('Why there is no time', () => {
  it('is a whole day’s reason when the house is closed or the worker is not there', () => {
    const here = plan({ ...open, rules: [tuesdays] });
    expect(ask({ plan: { ...here, exceptions: [closed(TUESDAY)] } }).reasons).toEqual(['CLOSED']);
    expect(
      ask({ plan: { ...here, rules: [{ ...tuesdays, weekday: 'MON' }] }, date: '2027-03-29' }).reasons,
    ).toEqual(['PUBLIC_HOLIDAY']);
    expect(ask({ plan: here, date: '2027-02-03' }).reasons).toEqual(['NO_HOURS']);
    expect(ask({ plan: { ...here, rules: [{ ...tuesdays, validTo: '2027-01-31' }] } }).reasons).toEqual([
      'NO_HOURS',
    ]);
    // The second of February 2027 lies in week 5.
    const even = { ...tuesdays, recurrence: { kind: 'ISO_EVEN_WEEKS' as const } };
    expect(ask({ plan: { ...here, rules: [even] } }).reasons).toEqual(['OTHER_RECURRENCE_WEEK']);
  });

  it('is told stretch by stretch: absence, the house’s hours, the service’s hours', () => {
    const absence = {
      id: absenceId.parse('absence001'),
      staffId: me,
      from: TUESDAY,
      to: TUESDAY,
      kind: 'LEAVE' as const,
    };
    const { reasons, free } = ask({
      plan: plan({
        hours: [hours('APPOINTMENT', 'TUE', '10:00', '16:00')],
        rules: [{ ...tuesdays, end: '15:00' }],
        absences: [{ ...absence, start: '11:00', end: '12:00' }],
      }),
      restriction: [{ weekday: 'TUE', opens: '09:00', closes: '14:00' }],
    });
    expect(reasons).toEqual([
      '09:00-10:00 OUTSIDE_OPENING_HOURS',
      '11:00-12:00 ABSENT',
      '14:00-15:00 OUTSIDE_SERVICE_HOURS',
    ]);
    expect(free).toBe(at('10:00', 0).start);
  });

  it('names what took each time: a booking, a time that is kept, what is busy elsewhere, too little room before the end', () => {
    const week = weekOf(at('09:00', 0).start);
    const hold = {
      ...at('10:00', 45),
      expiresAt: 4_000_000_000,
      booking: '0'.repeat(16),
      visitor: '0'.repeat(8),
    };
    const { reasons } = ask({
      plan: plan({ ...open, rules: [{ ...tuesdays, end: '12:30' }] }),
      sheets: [
        {
          ...sheet([at('09:00', 45), at('11:00', 30, BUSY_KIND.external)]),
          holds: encodeHolds(week, [hold]),
        },
      ],
    });
    expect(reasons).toEqual([
      '09:00-10:00 BOOKED',
      '10:00-11:00 HELD',
      '11:00-12:00 BUSY_ELSEWHERE',
      '12:00-12:30 TOO_SHORT',
    ]);
  });

  it('names a room, a colleague, notice, horizon and limit that are missing', () => {
    const here = plan({ ...open, rules: [tuesdays, { ...tuesdays, id: 'helper0001', staffId: helper }] });
    const full = at('09:00', 180);
    expect(ask({ plan: here, rooms: [[ROOM]], sheets: [sheet([full], ROOM)] }).reasons).toEqual([
      '09:00-12:00 NO_ROOM',
    ]);
    expect(ask({ plan: here, withHelper: true, sheets: [sheet([full], helper)] }).reasons).toEqual([
      '09:00-12:00 NOBODY_ALONGSIDE',
    ]);
    expect(ask({ plan: here, window: [`${TUESDAY}T11:00+02:00`, '2040-01-01T00:00Z'] }).reasons).toEqual([
      '09:00-11:00 NOTICE',
    ]);
    expect(ask({ plan: here, window: ['2020-01-01T00:00Z', '2027-02-01T00:00Z'] }).reasons).toEqual([
      '09:00-12:00 HORIZON',
    ]);
    const week = weekOf(full.start);
    const marks = { INDIV: encodeMarks(week, [{ start: full.start, person: '0'.repeat(8) }]) };
    const limited = { limits: { perDay: 1 } };
    expect(ask({ plan: here, service: limited, sheets: [{ ...sheet([]), marks }] }).reasons).toEqual([
      '09:00-12:00 LIMIT_REACHED',
    ]);
  });
});

describe('The explanation and the search', () => {
  const quarters = fc.integer({ min: 28, max: 60 });
  const wall = (quarter: number) =>
    `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
  const span = fc
    .tuple(quarters, fc.integer({ min: 4, max: 30 }))
    .map(([from, length]) => ({ from, to: Math.min(from + length, 90) }));
  const busy = fc.record({
    from: fc.integer({ min: 420, max: 1140 }),
    length: fc.integer({ min: 5, max: 180 }),
    kind: fc.constantFrom(...Object.values(BUSY_KIND)),
    buffer: fc.constantFrom(0, 5, 15),
  });

  /** A day around any clock change or holiday, with two spans of hours that do not overlap. */
  const scene = fc.record({
    day: fc.integer({ min: dayNumber('2027-01-01'), max: dayNumber('2028-12-31') }),
    first: span,
    second: span,
    every: recurrence,
    away: fc.option(span, { nil: undefined }),
    given: fc.option(span, { nil: undefined }),
    taken: fc.array(busy, { maxLength: 5 }),
    room: fc.array(busy, { maxLength: 3 }),
    needsRoom: fc.boolean(),
    needsHelper: fc.boolean(),
    length: fc.constantFrom(15, 30, 45, 90),
    buffer: fc.constantFrom(0, 10, 15),
    earliest: fc.oneof(fc.constant(0), fc.integer({ min: 300, max: 1300 })),
    latest: fc.oneof(fc.constant(1500), fc.integer({ min: 300, max: 1500 })),
  });

  it('agree: a day without a free start has reasons alone, and the first free start is the first on offer', () => {
    let free = 0;
    fc.assert(
      fc.property(scene, (drawn) => {
        const { day } = drawn;
        const date = dateOfDay(day);
        const axis = zoneAxisOfDays(HELSINKI, day, day);
        const midnight = instantsOf(axis, day, { start: 0, end: 1440 })[0]!.start;
        const weekday = (['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] as const)[
          new Date(date).getUTCDay()
        ]!;
        const of = (spans: typeof drawn.taken) =>
          spans
            .map(({ from, length, kind, buffer }) => ({
              start: midnight + from,
              end: midnight + from + length,
              bufferBefore: buffer,
              bufferAfter: buffer,
              kind,
            }))
            .sort((one, other) => one.start - other.start);
        const second = { from: Math.max(drawn.second.from, drawn.first.to), to: drawn.second.to };
        const spans = [drawn.first, ...(second.to > second.from ? [second] : [])];
        const week = weekOf(midnight + 720);
        const text = (minute: number) => new Date((midnight + minute) * 60_000).toISOString();
        const {
          free: explained,
          offered,
          reasons,
        } = ask({
          date,
          plan: plan({
            hours: [hours('APPOINTMENT', weekday, '08:00', '18:00')],
            rules: [
              ...spans.map(({ from, to }, index) =>
                rule(
                  me,
                  { weekday, start: wall(from), end: wall(to) },
                  { recurrence: index ? { kind: 'EVERY_WEEK' } : drawn.every },
                ),
              ),
              rule(helper, { weekday, start: '10:00', end: '15:00' }),
            ],
            absences: drawn.away
              ? [
                  {
                    id: absenceId.parse('absence001'),
                    staffId: me,
                    from: date,
                    to: date,
                    start: wall(drawn.away.from),
                    end: wall(drawn.away.to),
                    kind: 'OTHER_WORK',
                  },
                ]
              : [],
          }),
          restriction: drawn.given
            ? [{ weekday, opens: wall(drawn.given.from), closes: wall(drawn.given.to) }]
            : [],
          service: { lengthMinutes: drawn.length, bufferAfterMinutes: drawn.buffer },
          sheets: [
            { id: me, week, busy: encodeSheet(week, of(drawn.taken)) },
            { id: ROOM, week, busy: encodeSheet(week, of(drawn.room)) },
          ],
          ...(drawn.needsRoom && { rooms: [[ROOM]] }),
          withHelper: drawn.needsHelper,
          window: [text(drawn.earliest), text(drawn.latest)],
        });
        expect(explained).toBe(offered);
        if (offered === undefined) expect(reasons.length).toBeGreaterThan(0);
        else free++;
      }),
      { numRuns: 400 },
    );
    expect(free).toBeGreaterThan(20);
  });
});
