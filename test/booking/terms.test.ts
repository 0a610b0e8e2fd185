import { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { randomIds, seriesId } from '@ohjaamo/shared/kernel/ids.ts';
import { BookingFollower } from '../support/follow.ts';
import { describe, expect, it } from 'vitest';
import { plan, rule, service, weekdayHours, worker } from '../support/schedule.ts';
import { deskTown } from './deskTown.ts';
import { bookingTown, FIRST_TIME, fromAddress, request, starts } from './town.ts';

const SECOND_TIME = '2027-02-01T10:00+02:00';
const THIRD_TIME = '2027-02-01T11:00+02:00';
const NEXT_WEEK = '2027-02-08T10:00+02:00';

describe('A service says how often it is given', () => {
  const limited = (limits: { perDay?: number; perWeek?: number; perPerson?: number }) =>
    bookingTown({
      services: [
        service('INDIV', { staff: [worker(1)], limits }),
        service('OTHER', { staff: [worker(1)], hoursFor: 'OWN' }),
      ],
      plan: plan({
        hours: weekdayHours('APPOINTMENT', '09:00', '16:00'),
        rules: [
          rule(worker(1), { weekday: 'MON', start: '09:00', end: '12:00' }),
          rule(worker(1), { weekday: 'TUE', start: '09:00', end: '12:00' }),
        ],
      }),
    });

  it('by day: what is over the limit is neither shown nor bookable, and comes back with a cancellation', async () => {
    const town = await limited({ perDay: 2 });
    const { link } = (await town.book()).body;
    await town.book({ start: SECOND_TIME });
    expect(starts(await town.search({ days: 1 }))).toEqual([]);
    expect((await town.book({ start: THIRD_TIME })).status).toBe(409);
    expect((await town.hold({ bookingId: request()['bookingId'], start: THIRD_TIME })).status).toBe(409);
    expect(starts(await town.search())).toContain('2027-02-02T09:00+02:00');
    await town.cancel(link);
    expect(starts(await town.search({ days: 1 }))).toEqual([FIRST_TIME, THIRD_TIME]);
  });

  it('by week, over its days, and a moved booking counts where it is now', async () => {
    const town = await limited({ perWeek: 2 });
    const { link } = (await town.book()).body;
    await town.book({ start: '2027-02-02T09:00+02:00' });
    const first = starts(await town.search())[0];
    expect(first).toBe('2027-02-08T09:00+02:00');
    // Moving inside the full week is not one more.
    expect((await town.change(link, { start: THIRD_TIME, version: 1 })).status).toBe(200);
    expect((await town.change(link, { start: NEXT_WEEK, version: 2 })).status).toBe(200);
    expect(starts(await town.search({ days: 1 }))).toEqual([FIRST_TIME, SECOND_TIME, THIRD_TIME]);
  });

  it('by person, whose coming bookings count by what they can be reached at', async () => {
    const town = await limited({ perPerson: 1 });
    const email = 'young@example.org';
    const { link } = (await town.book({ email })).body;
    const second = await town.book({ email: 'Young@example.org', start: SECOND_TIME });
    expect([second.status, second.problem.type]).toEqual([429, '/problems/cap-reached']);
    expect((await town.book({ start: SECOND_TIME })).status).toBe(201);
    expect((await town.book({ email: 'other@example.org', start: THIRD_TIME })).status).toBe(201);
    await town.cancel(link);
    expect((await town.book({ email, start: NEXT_WEEK })).status).toBe(201);
    // What was cancelled is one more when it comes back.
    const back = await town.restore(link);
    expect([back.status, back.problem.type]).toEqual([429, '/problems/cap-reached']);
    town.clock.set('2027-02-08T10:00+02:00');
    expect((await town.book({ email, start: '2027-02-15T10:00+02:00' })).status).toBe(201);
  });
});

describe('A service says on what terms it is given', () => {
  it('in its own hours, inside those of the worker, on a grid that begins with them', async () => {
    const town = await bookingTown({
      services: [
        service('INDIV', {
          staff: [worker(1)],
          hours: [{ weekday: 'MON', opens: '09:30', closes: '11:30' }],
        }),
      ],
    });
    expect(starts(await town.search({ days: 7 }))).toEqual([
      '2027-02-01T09:30+02:00',
      '2027-02-01T10:30+02:00',
    ]);
    expect((await town.book()).problem.type).toBe('/problems/time-not-offered');
    expect((await town.book({ start: '2027-02-01T10:30+02:00' })).status).toBe(201);
  });

  it('by those who have its skills', async () => {
    const town = await bookingTown({
      workers: 2,
      staff: { 2: { skills: ['DEBT', 'HOUSING'] } },
      services: [service('INDIV', { staff: [worker(1), worker(2)], skills: ['DEBT'] })],
    });
    const shown = await town.search();
    expect(shown.body.staff.map(({ id }) => id)).toEqual([worker(2)]);
    expect((await town.search({ staff: worker(1) })).status).toBe(404);
    expect((await town.book({ staff: worker(1) })).status).toBe(404);
    expect((await town.book()).body.booking.staff.id).toBe(worker(2));
  });

  it('in its channels, the first unless another is asked for', async () => {
    const town = await bookingTown({
      services: [service('INDIV', { staff: [worker(1)], channels: ['PHONE', 'VIDEO'] })],
    });
    expect((await town.book({ phone: '040 123 4567' })).body.booking.channel).toBe('PHONE');
    const video = await town.book({ start: SECOND_TIME, channel: 'VIDEO', interpreter: 'so' });
    expect(video.body.booking).toMatchObject({ channel: 'VIDEO', interpreter: 'so' });
    const refused = await town.book({ start: THIRD_TIME, channel: 'ON_SITE' });
    expect([refused.status, refused.problem.type]).toEqual([422, '/problems/time-not-offered']);
  });

  it('and a meeting by telephone needs a number, also where nobody named the telephone', async () => {
    const town = await deskTown({
      services: [service('INDIV', { staff: [worker(1)], channels: ['PHONE', 'VIDEO'] })],
    });
    const { bookForSomebody, createSeries } = bookingRoutes;
    const desk = { ...request(), site: town.site.id };
    const { start: _one, bookingId: _its, ...many } = desk as Record<string, unknown>;
    const series = {
      ...many,
      seriesId: seriesId.parse(randomIds.id(20)),
      staff: worker(1),
      first: '2027-02-01',
      time: '09:00',
      everyWeeks: 1,
      occurrences: 2,
      skip: [],
    };
    for (const refused of [
      await town.book({ email: 'young@example.org' }),
      await town.book({ channel: 'PHONE' }),
      await town.join(),
      await town.as(bookForSomebody, { anyBody: desk }),
      await town.as(createSeries, { anyBody: series }),
    ]) {
      expect([refused.status, refused.problem.type]).toEqual([400, '/problems/invalid-request']);
      expect(refused.problem.errors).toEqual([{ pointer: '/body/phone', code: 'custom' }]);
    }
    expect(starts(await town.search())).toContain(FIRST_TIME);
    expect((await town.book({ channel: 'VIDEO' })).status).toBe(201);
  });

  it('after a worker has decided: the time is busy meanwhile, and comes back undecided', async () => {
    const town = await bookingTown({
      services: [service('INDIV', { staff: [worker(1)], needsApproval: true })],
    });
    const booked = await town.book();
    expect(booked.body.booking).toMatchObject({ state: 'PENDING', mayChange: true, mayCancel: true });
    expect(starts(await town.search())).not.toContain(FIRST_TIME);
    expect((await town.book()).status).toBe(409);
    const { link } = booked.body;
    expect((await town.change(link, { start: SECOND_TIME, version: 1 })).body.state).toBe('PENDING');
    expect((await town.cancel(link)).body.state).toBe('CANCELLED_LATE');
    expect(starts(await town.search())).toContain(SECOND_TIME);
    expect((await town.restore(link)).body).toMatchObject({ state: 'PENDING', start: SECOND_TIME });
  });
});

describe('What a worker approved', () => {
  it('is one time of one worker: another one waits for a decision again, unless the house moves it', async () => {
    const town = await deskTown({
      workers: 2,
      services: [service('INDIV', { staff: [worker(1), worker(2)], needsApproval: true })],
    });
    const { link, id } = await town.bookAndFollow({ staff: worker(1) });
    const approve = (version: number, by = worker(1)) =>
      town.as(
        bookingRoutes.decideBooking,
        { parameters: { bookingId: id }, body: { approved: true, version } },
        'COUNSELLOR',
        by,
      );
    expect((await approve(1)).body.state).toBe('BOOKED');
    const other = await town.change(link, { start: FIRST_TIME, staff: worker(2), version: 2 });
    expect([other.status, other.body.state, other.body.staff.id]).toEqual([200, 'PENDING', worker(2)]);
    expect((await approve(3, worker(2))).body.state).toBe('BOOKED');
    const later = await town.change(link, { start: NEXT_WEEK, version: 4 });
    expect([later.status, later.body.state]).toEqual([200, 'PENDING']);
    // The same again changes nothing.
    expect((await town.change(link, { start: NEXT_WEEK, version: 4 })).body.version).toBe(5);
  });
});

describe('A chosen worker', () => {
  it('is never replaced silently: the nearest times of others are named apart', async () => {
    const town = await bookingTown({
      workers: 2,
      plan: plan({
        hours: weekdayHours('APPOINTMENT', '09:00', '16:00'),
        rules: [
          rule(worker(1), { weekday: 'MON', start: '09:00', end: '10:00' }),
          rule(worker(2), { weekday: 'MON', start: '09:00', end: '12:00' }),
        ],
      }),
    });
    await town.book({ staff: worker(1) });
    const shown = await town.search({ staff: worker(1), days: 1 });
    expect(shown.body.times).toEqual([]);
    expect(shown.body.others.map(({ start, staffIds }) => [start, staffIds])).toEqual([
      [FIRST_TIME, [worker(2)]],
      [SECOND_TIME, [worker(2)]],
      [THIRD_TIME, [worker(2)]],
    ]);
    expect(shown.body.staff.map(({ id }) => id)).toEqual([worker(1), worker(2)]);
    expect((await town.book({ staff: worker(1) })).status).toBe(409);
    // With times of one's own there is nothing to fall back to.
    expect((await town.search({ staff: worker(1) })).body.others).toEqual([]);
  });
});

describe('Open bookings are capped', () => {
  const capped = async () => {
    const town = await bookingTown({ workers: 4, caps: { perAddress: 2, perSite: 3 } });
    const follower = new BookingFollower(town.house, town.tenantId);
    return {
      town,
      book: async (start: string, address = '192.0.2.1') => {
        const booked = await town.book({ start }, fromAddress(address));
        if (booked.status === 201) await follower.follow(booked.body.booking.id);
        return booked;
      },
    };
  };

  it('by address and by site, for one day', async () => {
    const { town, book } = await capped();
    await book(NEXT_WEEK);
    await book(NEXT_WEEK);
    const third = await book(SECOND_TIME);
    expect([third.status, third.problem.type]).toEqual([429, '/problems/cap-reached']);
    // From six in the morning to the midnight after which the address may book again.
    expect(third.headers['retry-after']).toBe(String(18 * 3600));
    expect(starts(await town.search())).toContain(SECOND_TIME);
    expect((await book(NEXT_WEEK, '192.0.2.2')).status).toBe(201);
    expect((await book(NEXT_WEEK, '192.0.2.3')).problem.type).toBe('/problems/cap-reached');
    town.clock.set('2027-02-02T06:00+02:00');
    expect((await book(NEXT_WEEK)).status).toBe(201);
  });

  it('and the visitor is forgotten with the next write after that day, never shown', async () => {
    const { town, book } = await capped();
    const { link } = (await book(NEXT_WEEK)).body;
    const visitor = (await town.records([link]))[0]?.visitor;
    expect(visitor).toMatch(/^[\w-]{16}$/u);
    expect((await town.read(link)).text).not.toContain(visitor);
    await town.change(link, { start: '2027-02-08T11:00+02:00', version: 1 });
    expect((await town.records([link]))[0]?.visitor).toBe(visitor);
    town.clock.set('2027-02-02T06:00+02:00');
    await town.change(link, { start: NEXT_WEEK, version: 2 });
    expect((await town.records([link]))[0]).not.toHaveProperty('visitor');
  });
});
