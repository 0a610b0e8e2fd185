import { applyOrphans } from '@ohjaamo/functions/booking/index.ts';
import { planWrites } from '@ohjaamo/functions/schedule/index.ts';
import { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { roomId } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import { plan, rule, service, weekdayHours, worker } from '../support/schedule.ts';
import { deskTown, type DeskTown } from './deskTown.ts';
import { FIRST_TIME, starts } from './town.ts';

const { listAttention, moveBySite, readBookingAtDesk, searchTimesToMove } = bookingRoutes;

const ONE = worker(1);
const TWO = worker(2);
const TEN = '2027-02-01T10:00+02:00';

const hours = { hours: weekdayHours('APPOINTMENT', '09:00', '16:00') };
const mornings = (...workers: (typeof ONE)[]) =>
  plan({
    ...hours,
    rules: workers.map((each) => rule(each, { weekday: 'MON', start: '09:00', end: '12:00' })),
  });

/** Two workers who give the same service in the only room. */
const twoWorkers = () =>
  deskTown({
    workers: 2,
    site: { rooms: [{ id: roomId.parse('meeting001'), name: 'Meeting', capacity: 4 }] },
    services: [service('INDIV', { staff: [ONE, TWO], roomFor: 2 })],
    plan: mornings(ONE, TWO),
  });

const move = (
  town: DeskTown,
  id: string,
  body: Record<string, unknown>,
  ...who: [role?: 'PARTNER_WORKER', staffId?: typeof ONE]
) => town.as(moveBySite, { anyParameters: { bookingId: id }, anyBody: { version: 1, ...body } }, ...who);
const timesFor = (town: DeskTown, id: string, query: Record<string, unknown> = {}) =>
  town.as(searchTimesToMove, { anyParameters: { bookingId: id }, query });

describe('The house moves a booking', () => {
  it('to a colleague for the same time, in the same and only room', async () => {
    const town = await twoWorkers();
    const { id, link } = await town.bookAndFollow({ staff: ONE });
    const [first] = (await timesFor(town, id)).body.times;
    expect(first).toMatchObject({ start: FIRST_TIME, staffIds: [TWO] });
    const moved = await move(town, id, { start: FIRST_TIME, staff: TWO });
    expect(moved.body).toMatchObject({ state: 'BOOKED', staffId: TWO, start: FIRST_TIME, version: 2 });
    expect((await town.read(link)).body.staff.id).toBe(TWO);
    expect(starts(await town.search({ staff: ONE }))).not.toContain(FIRST_TIME);
  });

  it('to another time, once however often it is asked; the old time is free, and each asking is in the log of use', async () => {
    const town = await deskTown();
    const { id, link } = await town.bookAndFollow({ staff: ONE });
    const answers = [await move(town, id, { start: TEN }), await move(town, id, { start: TEN })];
    expect(answers.map(({ status, body }) => [status, body.start, body.version])).toEqual([
      [200, TEN, 2],
      [200, TEN, 2],
    ]);
    expect((await town.read(link)).body.start).toBe(TEN);
    expect(starts(await town.search({ staff: ONE }))).toContain(FIRST_TIME);
    const trail = await town.trailOf(id);
    expect(trail.map(({ action, outcome }) => [action, outcome])).toEqual([
      ['MOVE_BY_SITE', 'DONE'],
      ['MOVE_BY_SITE', 'DONE'],
    ]);
  });

  it('not to what is taken, not offered, or seen as it no longer is, and nothing changes', async () => {
    const town = await deskTown();
    const { id, link } = await town.bookAndFollow({ staff: ONE });
    await town.bookAndFollow({ staff: ONE, start: TEN });
    const taken = await move(town, id, { start: TEN });
    expect(taken.problem).toMatchObject({ type: '/problems/time-taken' });
    expect(taken.problem.nearest?.length).toBeGreaterThan(0);
    const odd = await move(town, id, { start: '2027-02-01T10:10+02:00' });
    expect(odd.problem.type).toBe('/problems/time-not-offered');
    const stale = await move(town, id, { start: '2027-02-01T11:00+02:00', version: 7 });
    expect(stale.problem.type).toBe('/problems/stale-version');
    expect((await town.read(link)).body).toMatchObject({ start: FIRST_TIME, version: 1 });
  });

  it('not when it is over or cancelled', async () => {
    const town = await deskTown();
    const { id, link } = await town.bookAndFollow({ staff: ONE });
    await town.cancel(link);
    expect((await move(town, id, { start: TEN, version: 2 })).problem.type).toBe('/problems/state-conflict');
    expect((await timesFor(town, id)).problem.type).toBe('/problems/state-conflict');
  });

  it('as a partner only the own one, and to nobody else', async () => {
    const town = await twoWorkers();
    const { id } = await town.bookAndFollow({ staff: ONE });
    expect((await move(town, id, { start: TEN }, 'PARTNER_WORKER', TWO)).status).toBe(404);
    expect((await move(town, id, { start: TEN, staff: TWO }, 'PARTNER_WORKER', ONE)).status).toBe(404);
    const moved = await move(town, id, { start: TEN }, 'PARTNER_WORKER', ONE);
    expect(moved.body).toMatchObject({ start: TEN, staffId: ONE });
    const other = await twoWorkers();
    expect((await move(other, id, { start: TEN })).status).toBe(404);
  });

  it('whose hours were changed away: the nearest times are named, and nothing waits any more', async () => {
    const town = await twoWorkers();
    const { id } = await town.bookAndFollow({ staff: ONE, email: 'young@example.org', phone: '040 1234567' });
    const planner = town.house.scope(town.tenantId, 'planner');
    const without = mornings(TWO);
    await planner.work.transact(planWrites(planner, town.site.id, without));
    await applyOrphans(planner, town.tenant, town.site, without, town.clock);
    await town.follower.follow(id);
    expect((await town.as(listAttention)).body.bookings).toMatchObject([{ id, attention: 'ORPHANED' }]);
    const seen = await town.as(readBookingAtDesk, { anyParameters: { bookingId: id } });
    expect(seen.body).toMatchObject({
      booking: { orphaned: true, mayMove: true },
      reach: { phone: '0401234567', email: 'young@example.org', told: false },
    });
    const { nearest } = (await timesFor(town, id)).body;
    expect(nearest.map(({ start }) => start)).toEqual([FIRST_TIME, TEN, '2027-02-01T11:00+02:00']);
    expect((await move(town, id, { start: nearest[0]?.start, staff: TWO, version: 2 })).status).toBe(200);
    expect((await town.as(listAttention)).body.bookings).toEqual([]);
    const after = await town.as(readBookingAtDesk, { anyParameters: { bookingId: id } });
    expect(after.body.booking).toMatchObject({ orphaned: false, staffId: TWO });
    expect(after.text).not.toContain('example.org');
  });
});

describe('A meeting by telephone', () => {
  it('shows its number to whoever calls, and the look is in the log of use', async () => {
    const town = await deskTown({
      workers: 2,
      services: [service('INDIV', { staff: [ONE, TWO], channels: ['ON_SITE', 'PHONE'] })],
    });
    const call = await town.bookAndFollow({ staff: ONE, channel: 'PHONE', phone: '040 1234567' });
    const visit = await town.bookAndFollow({ staff: ONE, start: TEN, phone: '040 7654321' });
    const look = (id: string, ...who: [role?: 'PARTNER_WORKER', staffId?: typeof ONE]) =>
      town.as(readBookingAtDesk, { anyParameters: { bookingId: id } }, ...who);
    expect((await look(call.id)).body.reach).toEqual({ phone: '0401234567', told: false });
    expect((await look(call.id, 'PARTNER_WORKER', ONE)).body.reach?.phone).toBe('0401234567');
    expect((await look(call.id, 'PARTNER_WORKER', TWO)).status).toBe(404);
    expect((await look(visit.id)).text).not.toContain('7654321');
    expect((await town.trailOf(call.id)).map(({ action, outcome }) => [action, outcome])).toContainEqual([
      'VIEW_BOOKING',
      'DONE',
    ]);
  });
});
