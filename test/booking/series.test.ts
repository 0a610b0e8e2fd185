import { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { noticeOf } from '@ohjaamo/shared/booking/notices.ts';
import { seriesDates, startOn } from '@ohjaamo/shared/booking/series.ts';
import { dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { randomIds, roomId, type SeriesId, seriesId } from '@ohjaamo/shared/kernel/ids.ts';
import { formatOffsetDateTime, HELSINKI } from '@ohjaamo/shared/kernel/time.ts';
import { zoneAxisOfDays } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closed, plan, rule, service, weekdayHours, worker } from '../support/schedule.ts';
import { type DeskTown, deskTown } from './deskTown.ts';
import { FIRST_TIME, starts } from './town.ts';

const { changeSeries, createSeries } = bookingRoutes;
const MONDAY = '2027-10-18';

/** A town whose one worker is there on Mondays and Wednesdays from nine to twelve, but on one closed Monday. */
function weeklyTown() {
  return deskTown({
    plan: plan({
      hours: weekdayHours('APPOINTMENT', '09:00', '16:00'),
      exceptions: [closed('2027-05-10')],
      rules: [
        rule(worker(1), { weekday: 'MON', start: '09:00', end: '12:00' }),
        rule(worker(1), { weekday: 'WED', start: '09:00', end: '12:00' }),
      ],
    }),
  });
}

const seriesOf = (town: DeskTown, body: Record<string, unknown> = {}) => ({
  anyBody: {
    seriesId: seriesId.parse(randomIds.id(20)),
    secret: randomIds.secret(128),
    site: town.site.id,
    service: 'INDIV',
    staff: worker(1),
    first: MONDAY,
    time: '09:00',
    everyWeeks: 1,
    occurrences: 3,
    skip: [],
    language: 'fi',
    email: 'young@example.org',
    ...body,
  },
});

const change = (id: SeriesId, body: Record<string, unknown> = {}) => ({
  parameters: { seriesId: id },
  anyBody: { changeId: randomIds.id(20), from: MONDAY, days: 2, time: '10:00', skip: [], ...body },
});

describe('The dates of a series', () => {
  it('are the weekday of the first, every so many weeks, without those left out, at one wall time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: dayNumber('2024-01-01'), max: dayNumber('2035-12-31') }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 2, max: 12 }),
        fc.array(fc.integer({ min: 0, max: 11 })),
        fc.integer({ min: 0, max: 23 }),
        (first, everyWeeks, occurrences, left, hour) => {
          const all = Array.from({ length: occurrences }, (_, index) =>
            dateOfDay(first + index * everyWeeks * 7),
          );
          const skip = left.flatMap((index) => all[index] ?? []);
          const dates = seriesDates({ first: dateOfDay(first), everyWeeks, occurrences, skip });
          expect(dates).toEqual(all.filter((date) => !skip.includes(date)));
          const time = `${String(hour).padStart(2, '0')}:30`;
          const axis = zoneAxisOfDays(HELSINKI, first, first + occurrences * everyWeeks * 7);
          for (const date of dates) {
            const start = startOn(axis, date, time);
            // Only the hour that spring skips is missing: 03:30 on the last Sunday of March.
            const isSkipped = hour === 3 && date.slice(5, 7) === '03' && isLastSunday(date);
            if (isSkipped) expect(start).toBeUndefined();
            else
              expect(formatOffsetDateTime(start ?? 0, HELSINKI)).toMatch(new RegExp(`^${date}T${time}`, 'u'));
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('take the first of the two hours that autumn has', () => {
    const day = dayNumber('2027-10-31');
    const start = startOn(zoneAxisOfDays(HELSINKI, day, day), '2027-10-31', '03:30');
    expect(formatOffsetDateTime(start ?? 0, HELSINKI)).toBe('2027-10-31T03:30+03:00');
  });
});

function isLastSunday(date: string): boolean {
  const day = new Date(`${date}T00:00Z`);
  return day.getUTCDay() === 0 && day.getUTCDate() > 24;
}

describe('A series', () => {
  it('books all its dates over a change of the clocks, each with a link of its own', async () => {
    const town = await weeklyTown();
    const made = await town.as(createSeries, seriesOf(town));
    expect(made.status).toBe(201);
    expect(made.body.bookings.map(({ booking }) => booking.start)).toEqual([
      '2027-10-18T09:00+03:00',
      '2027-10-25T09:00+03:00',
      '2027-11-01T09:00+02:00',
    ]);
    const [first, second] = made.body.bookings;
    expect(new Set(made.body.bookings.map(({ link }) => link.slice(-22))).size).toBe(3);
    expect((await town.cancel(first?.link ?? '')).body.state).toBe('CANCELLED_IN_TIME');
    expect((await town.read(second?.link ?? '')).body.state).toBe('BOOKED');
    expect((await town.trailOf(second?.booking.id ?? '')).length).toBe(1);
  });

  it('is made once, however often it is sent', async () => {
    const town = await weeklyTown();
    const series = seriesOf(town);
    const answers = await Promise.all([town.as(createSeries, series), town.as(createSeries, series)]);
    answers.push(await town.as(createSeries, series));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const other = { anyBody: { ...series.anyBody, time: '10:00' } };
    expect((await town.as(createSeries, other)).problem.type).toBe('/problems/id-already-used');
  });

  it('books nothing when a date cannot be had, and names all of those, with the reason', async () => {
    const town = await weeklyTown();
    await town.as(createSeries, seriesOf(town, { first: '2027-04-26', occurrences: 2, everyWeeks: 1 }));
    const wide = seriesOf(town, { first: '2027-04-19', occurrences: 5 });
    const refused = await town.as(createSeries, wide);
    expect(refused.problem).toMatchObject({
      type: '/problems/series-conflict',
      conflicts: [
        { date: '2027-04-26', reason: 'TAKEN' },
        { date: '2027-05-03', reason: 'TAKEN' },
        { date: '2027-05-10', reason: 'CLOSED' },
      ],
    });
    const skip = refused.problem.conflicts?.map(({ date }) => date);
    const made = await town.as(createSeries, { anyBody: { ...wide.anyBody, skip } });
    expect(made.body.bookings.map(({ booking }) => booking.start.slice(0, 10))).toEqual([
      '2027-04-19',
      '2027-05-17',
    ]);
  });

  it('is refused as too long when all its rooms do not fit into one transaction, and moves in two parts', async () => {
    const parts = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({
      id: roomId.parse(name.padEnd(10, '0')),
      name,
      capacity: 4,
      partOf: roomId.parse('hall000000'),
    }));
    const town = await deskTown({
      site: { rooms: [{ id: roomId.parse('hall000000'), name: 'hall', capacity: 24 }, ...parts] },
      services: [service('INDIV', { staff: [worker(1)], roomFor: 20 })],
    });
    const long = { first: '2027-05-03', everyWeeks: 2 };
    const refused = await town.as(createSeries, seriesOf(town, { ...long, occurrences: 12 }));
    expect([refused.status, refused.problem.errors]).toEqual([
      400,
      [{ pointer: '/body/occurrences', code: 'too_big' }],
    ]);
    const series = seriesOf(town, { ...long, occurrences: 10 });
    expect((await town.as(createSeries, series)).status).toBe(201);
    const id = series.anyBody.seriesId;
    const move = (from: string) => town.as(changeSeries, change(id, { from, days: 7, time: '09:00' }));
    expect((await move('2027-05-03')).problem.errors).toEqual([{ pointer: '/body/from', code: 'too_big' }]);
    expect((await move('2027-07-12')).status).toBe(200);
  });

  it('tells of a time that the clocks skip beside what else stands against it', async () => {
    const town = await deskTown({
      plan: plan({ rules: [rule(worker(1), { weekday: 'SUN', start: '03:00', end: '06:00' })] }),
    });
    const night = seriesOf(town, { first: '2027-03-21', time: '03:00', occurrences: 3 });
    const refused = await town.as(createSeries, night);
    expect(refused.problem.conflicts).toEqual([{ date: '2027-03-28', reason: 'TIME_DOES_NOT_EXIST' }]);
  });

  it('does not know another town’s site, a service or a worker that is not there', async () => {
    const [town, other] = [await weeklyTown(), await weeklyTown()];
    for (const body of [{ site: other.site.id }, { service: 'NOSUCH' }, { staff: worker(9) }]) {
      expect((await town.as(createSeries, seriesOf(town, body))).status).toBe(404);
    }
  });
});

describe('Changing a series', () => {
  it('moves what is to come, from a date on, in one step, and leaves the rest', async () => {
    const town = await weeklyTown();
    const series = seriesOf(town);
    const made = await town.as(createSeries, series);
    const moved = await town.as(changeSeries, change(series.anyBody.seriesId, { from: '2027-10-20' }));
    expect(moved.body.bookings.map(({ start, version }) => [start, version])).toEqual([
      ['2027-10-18T09:00+03:00', 1],
      ['2027-10-27T10:00+03:00', 2],
      ['2027-11-03T10:00+02:00', 2],
    ]);
    expect((await town.read(made.body.bookings[1]?.link ?? '')).body.start).toBe('2027-10-27T10:00+03:00');
  });

  it('tells of a change as the house’s own, until the holder changes the time', async () => {
    const town = await weeklyTown();
    const series = seriesOf(town);
    const made = await town.as(createSeries, series);
    const link = made.body.bookings[1]?.link ?? '';
    const [booked] = await town.records([link]);
    await town.as(changeSeries, change(series.anyBody.seriesId));
    const [moved] = await town.records([link]);
    town.clock.set('2027-10-20T12:00+03:00');
    await town.change(link, { start: '2027-10-27T11:00+03:00', version: 2 });
    const [changed] = await town.records([link]);
    if (!booked || !moved || !changed) throw new Error('The booking is gone');
    expect([noticeOf(booked, moved), noticeOf(moved, changed)]).toEqual(['MOVED_BY_SITE', 'MOVED']);
  });

  it('moves once, however often the change is sent', async () => {
    const town = await weeklyTown();
    const series = seriesOf(town);
    await town.as(createSeries, series);
    const week = change(series.anyBody.seriesId, { days: 7, time: '09:00' });
    const answers = [await town.as(changeSeries, week), await town.as(changeSeries, week)];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[1]?.body).toEqual(answers[0]?.body);
    expect(answers[1]?.body.bookings[0]?.start).toBe('2027-10-25T09:00+03:00');
  });

  it('moves into times that the series itself leaves', async () => {
    const town = await weeklyTown();
    const series = seriesOf(town);
    await town.as(createSeries, series);
    const moved = await town.as(changeSeries, change(series.anyBody.seriesId, { days: 7, time: '09:00' }));
    expect(moved.body.bookings.map(({ start }) => start.slice(0, 10))).toEqual([
      '2027-10-25',
      '2027-11-01',
      '2027-11-08',
    ]);
  });

  it('moves nothing when a date cannot be had, or leaves that one where it is', async () => {
    const town = await weeklyTown();
    const series = seriesOf(town);
    await town.as(createSeries, series);
    await town.as(createSeries, seriesOf(town, { first: '2027-10-27', time: '10:00', occurrences: 2 }));
    const refused = await town.as(changeSeries, change(series.anyBody.seriesId));
    expect(refused.problem.conflicts).toEqual([
      { date: '2027-10-27', reason: 'TAKEN' },
      { date: '2027-11-03', reason: 'TAKEN' },
    ]);
    const moved = await town.as(
      changeSeries,
      change(series.anyBody.seriesId, { skip: ['2027-10-27', '2027-11-03'] }),
    );
    expect(moved.body.bookings.map(({ start }) => start.slice(0, 10))).toEqual([
      '2027-10-20',
      '2027-10-25',
      '2027-11-01',
    ]);
  });

  it('leaves alone what was, and is refused when nothing is to come', async () => {
    const town = await weeklyTown();
    const series = seriesOf(town);
    await town.as(createSeries, series);
    town.clock.set('2027-10-26T12:00+03:00');
    const moved = await town.as(changeSeries, change(series.anyBody.seriesId));
    expect(moved.body.bookings.map(({ version }) => version)).toEqual([1, 1, 2]);
    town.clock.set('2027-11-20T12:00+02:00');
    expect((await town.as(changeSeries, change(series.anyBody.seriesId))).status).toBe(409);
  });

  it('is not a partner’s when the bookings are not, and not another town’s', async () => {
    const [town, other] = [await weeklyTown(), await weeklyTown()];
    const series = seriesOf(town);
    await town.as(createSeries, series);
    const foreign = change(series.anyBody.seriesId);
    expect((await town.as(changeSeries, foreign, 'PARTNER_WORKER', worker(2))).status).toBe(404);
    expect((await other.as(changeSeries, foreign)).status).toBe(404);
    expect(starts(await town.search({ from: FIRST_TIME.slice(0, 10) })).length).toBeGreaterThan(0);
  });
});
