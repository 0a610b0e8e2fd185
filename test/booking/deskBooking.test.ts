import { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import { plan, rule, service, weekdayHours, worker } from '../support/schedule.ts';
import { deskTown } from './deskTown.ts';
import { FIRST_TIME, starts } from './town.ts';

const {
  bookForSomebody,
  cancelBySite,
  createSeries,
  decideBooking,
  explainNoTime,
  listAttention,
  listServicesForWorker,
  markNoShow,
  searchTimesForWorker,
} = bookingRoutes;

const ONE = worker(1);
const STRONG = service('STRONG', { staff: [ONE], minimumIdentification: 'STRONG' });
const APPROVED = service('INDIV', { staff: [ONE, worker(2)], needsApproval: true });

/** A town with a service that the street books on approval and one that only the desk books. */
function approvalTown() {
  return deskTown({
    workers: 2,
    services: [APPROVED, STRONG],
    plan: plan({
      hours: weekdayHours('APPOINTMENT', '09:00', '16:00'),
      rules: [
        rule(ONE, { weekday: 'MON', start: '09:00', end: '12:00' }),
        rule(worker(2), { weekday: 'MON', start: '12:00', end: '15:00' }),
        rule(ONE, { weekday: 'TUE', start: '09:00', end: '12:00' }, { service: 'STRONG' }),
      ],
    }),
  });
}

const booking = (town: Awaited<ReturnType<typeof approvalTown>>, body: Record<string, unknown> = {}) => ({
  anyBody: {
    bookingId: randomIds.id(20),
    secret: randomIds.secret(128),
    site: town.site.id,
    service: 'INDIV',
    staff: ONE,
    start: FIRST_TIME,
    language: 'fi',
    ...body,
  },
});

describe('A worker who books for somebody', () => {
  it('sees also what the street may not book, and books it without a decision', async () => {
    const town = await approvalTown();
    const query = { site: town.site.id };
    const { services } = (await town.as(listServicesForWorker, { query })).body;
    expect(services.map(({ code, staff }) => [code, staff.length])).toEqual([
      ['INDIV', 2],
      ['STRONG', 1],
    ]);
    const times = await town.as(searchTimesForWorker, { query: { ...query, service: 'STRONG' } });
    expect(times.body.times[0]?.start).toBe('2027-02-02T09:00+02:00');
    const strong = booking(town, { service: 'STRONG', start: '2027-02-02T09:00+02:00' });
    const booked = await town.as(bookForSomebody, strong);
    expect(booked.status).toBe(201);
    expect(booked.body.booking.state).toBe('BOOKED');
    expect((await town.read(booked.body.link)).status).toBe(200);
    const own = await town.as(bookForSomebody, booking(town));
    expect(own.body.booking.state).toBe('BOOKED');
  });

  it('needs no notice, books once however often it is sent, and leaves a row each time', async () => {
    const town = await approvalTown();
    town.clock.set('2027-02-01T08:59+02:00');
    expect(starts(await town.search())).not.toContain(FIRST_TIME);
    const call = booking(town);
    const first = await town.as(bookForSomebody, call);
    const again = await town.as(bookForSomebody, call);
    expect(again.body).toEqual(first.body);
    expect(
      (await town.trailOf(first.body.booking.id)).map(({ action, outcome }) => [action, outcome]),
    ).toEqual([
      ['BOOK_FOR_SOMEBODY', 'DONE'],
      ['BOOK_FOR_SOMEBODY', 'DONE'],
    ]);
  });

  it('is told what is taken, and what cannot be had', async () => {
    const town = await approvalTown();
    await town.as(bookForSomebody, booking(town));
    const taken = await town.as(bookForSomebody, booking(town));
    expect(taken.problem).toMatchObject({ type: '/problems/time-taken' });
    expect(taken.problem.nearest?.length).toBeGreaterThan(0);
    const odd = await town.as(bookForSomebody, booking(town, { start: '2027-02-01T09:10+02:00' }));
    expect(odd.problem.type).toBe('/problems/time-not-offered');
    expect((await town.as(bookForSomebody, booking(town, { service: 'NOSUCH' }))).status).toBe(404);
  });
});

describe('A partner who lends time', () => {
  const PARTNER = ['PARTNER_WORKER', worker(2)] as const;
  const NOON = '2027-02-01T12:00+02:00';

  it('sees and books the own times, and no colleague’s', async () => {
    const town = await approvalTown();
    const query = { site: town.site.id };
    const { services } = (await town.as(listServicesForWorker, { query }, ...PARTNER)).body;
    expect(services.map(({ code, staff }) => [code, staff.map(({ id }) => id)])).toEqual([
      ['INDIV', [worker(2)]],
    ]);
    const search = { ...query, service: 'INDIV' };
    const own = await town.as(searchTimesForWorker, { query: search }, ...PARTNER);
    expect(own.body.times[0]).toMatchObject({ start: NOON, staffIds: [worker(2)] });
    const others = await town.as(searchTimesForWorker, { query: { ...search, staff: ONE } }, ...PARTNER);
    expect(others.status).toBe(404);
    expect((await town.as(bookForSomebody, booking(town), ...PARTNER)).status).toBe(404);
    const { bookings } = (await town.as(listAttention)).body;
    expect(bookings).toEqual([]);
    const mine = booking(town, { staff: undefined, start: NOON });
    expect((await town.as(bookForSomebody, mine, ...PARTNER)).body.booking.staff.id).toBe(worker(2));
  });

  it('makes no series for a colleague, and does not see when one is away', async () => {
    const town = await approvalTown();
    const series = {
      anyBody: {
        seriesId: randomIds.id(20),
        secret: randomIds.secret(128),
        site: town.site.id,
        service: 'INDIV',
        staff: ONE,
        first: '2027-02-01',
        time: '09:00',
        everyWeeks: 1,
        occurrences: 2,
        skip: [],
        language: 'fi',
      },
    };
    expect((await town.as(createSeries, series, ...PARTNER)).status).toBe(404);
    expect((await town.as(createSeries, series)).status).toBe(201);
    const query = { site: town.site.id, service: 'INDIV', date: '2027-02-01' };
    const seen = await town.as(explainNoTime, { query }, ...PARTNER);
    expect(seen.body.workers.map(({ staffId }) => staffId)).toEqual([worker(2)]);
    expect((await town.as(explainNoTime, { query: { ...query, staff: ONE } }, ...PARTNER)).status).toBe(404);
  });
});

describe('A booking that waits for a decision', () => {
  it('blocks its time, is listed, and is booked by a yes', async () => {
    const town = await approvalTown();
    const { id, link } = await town.bookAndFollow({
      staff: ONE,
      nickname: 'Kettu',
      email: 'young@example.org',
    });
    expect((await town.read(link)).body.state).toBe('PENDING');
    expect(starts(await town.search({ staff: ONE }))).not.toContain(FIRST_TIME);
    const listed = await town.as(listAttention);
    expect(listed.body.bookings).toMatchObject([
      { id, attention: 'DECIDE', state: 'PENDING', nickname: 'Kettu', reachable: true, version: 1 },
    ]);
    expect(listed.text).not.toContain('example.org');
    const request = { parameters: { bookingId: id }, body: { approved: true, version: 1 } };
    expect((await town.as(decideBooking, request)).body).toMatchObject({ state: 'BOOKED', version: 2 });
    expect((await town.as(decideBooking, request)).body).toMatchObject({ state: 'BOOKED', version: 2 });
    expect((await town.as(listAttention)).body.bookings).toEqual([]);
    expect((await town.trailOf(id)).map(({ action }) => action).sort()).toEqual([
      'DECIDE_BOOKING',
      'DECIDE_BOOKING',
      'VIEW_ATTENTION',
    ]);
  });

  it('gives its time back by a no, and stays declined', async () => {
    const town = await approvalTown();
    const { id, link } = await town.bookAndFollow({ staff: ONE });
    const no = { parameters: { bookingId: id }, body: { approved: false, version: 1 } };
    expect((await town.as(decideBooking, no)).body.state).toBe('DECLINED');
    expect(starts(await town.search({ staff: ONE }))).toContain(FIRST_TIME);
    const yes = { parameters: { bookingId: id }, body: { approved: true, version: 2 } };
    expect((await town.as(decideBooking, yes)).status).toBe(409);
    expect((await town.read(link)).body).toMatchObject({
      state: 'DECLINED',
      mayChange: false,
      mayRestore: false,
    });
  });

  it('is decided on as it was seen', async () => {
    const town = await approvalTown();
    const { id, link } = await town.bookAndFollow({ staff: ONE });
    await town.change(link, { start: '2027-02-01T10:00+02:00', version: 1 });
    const request = { parameters: { bookingId: id }, body: { approved: true, version: 1 } };
    expect((await town.as(decideBooking, request)).problem.type).toBe('/problems/stale-version');
  });

  it('is a partner’s to decide only when it is the partner’s own, and is not there otherwise', async () => {
    const town = await approvalTown();
    const { id } = await town.bookAndFollow({ staff: ONE });
    const request = { parameters: { bookingId: id }, body: { approved: true, version: 1 } };
    const foreign = await town.as(decideBooking, request, 'PARTNER_WORKER', worker(2));
    expect(foreign.status).toBe(404);
    expect((await town.as(listAttention, {}, 'PARTNER_WORKER', worker(2))).body.bookings).toEqual([]);
    expect((await town.trailOf(id)).map(({ outcome }) => outcome)).toEqual(['NOT_FOUND']);
    expect((await town.as(decideBooking, request, 'PARTNER_WORKER', ONE)).body.state).toBe('BOOKED');
  });
});

describe('The house', () => {
  it('cancels: the time is free, and the holder cannot restore it', async () => {
    const town = await approvalTown();
    const { id, link } = await town.bookAndFollow({ staff: ONE });
    const request = { parameters: { bookingId: id }, body: { version: 1 } };
    expect((await town.as(cancelBySite, request)).body.state).toBe('CANCELLED_BY_SITE');
    expect((await town.as(cancelBySite, request)).body.state).toBe('CANCELLED_BY_SITE');
    expect(starts(await town.search({ staff: ONE }))).toContain(FIRST_TIME);
    expect((await town.restore(link)).status).toBe(409);
  });

  it('marks that nobody came, but not before the start, and not what never became a booking', async () => {
    const town = await approvalTown();
    const booked = (await town.as(bookForSomebody, booking(town))).body.booking;
    const pending = await town.bookAndFollow({ staff: ONE, start: '2027-02-01T10:00+02:00' });
    const mark = (id: typeof booked.id) => town.as(markNoShow, { parameters: { bookingId: id }, body: {} });
    expect((await mark(booked.id)).status).toBe(409);
    town.clock.set('2027-02-01T10:05+02:00');
    expect((await mark(booked.id)).body.state).toBe('NO_SHOW');
    expect((await mark(booked.id)).body.state).toBe('NO_SHOW');
    expect((await mark(pending.id)).status).toBe(409);
  });

  it('does not know the booking of another town', async () => {
    const [town, other] = [await approvalTown(), await approvalTown()];
    const { id } = await other.bookAndFollow({ staff: ONE });
    const answer = await town.as(cancelBySite, { parameters: { bookingId: id }, body: { version: 1 } });
    expect(answer.status).toBe(404);
  });
});

describe('Why there is no time', () => {
  it('is told worker by worker', async () => {
    const town = await approvalTown();
    await town.bookAndFollow({ staff: ONE });
    const query = { site: town.site.id, service: 'INDIV', date: '2027-02-01' };
    const { workers } = (await town.as(explainNoTime, { query })).body;
    expect(workers.map(({ staffId, free }) => [staffId, free])).toEqual([
      [ONE, '2027-02-01T10:00+02:00'],
      [worker(2), '2027-02-01T12:00+02:00'],
    ]);
    expect(workers[0]?.reasons).toContainEqual({
      reason: 'BOOKED',
      start: FIRST_TIME,
      end: '2027-02-01T10:00+02:00',
    });
    const sunday = await town.as(explainNoTime, { query: { ...query, date: '2027-02-07', staff: ONE } });
    expect(sunday.body.workers).toMatchObject([{ staffId: ONE, reasons: [{ reason: 'NO_HOURS' }] }]);
    expect((await town.as(explainNoTime, { query: { ...query, staff: worker(9) } })).status).toBe(404);
  });
});
