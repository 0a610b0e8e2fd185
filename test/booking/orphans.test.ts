import { applyOrphans, findOrphans, reconcileOrphans } from '@ohjaamo/functions/booking/index.ts';
import { planWrites } from '@ohjaamo/functions/schedule/index.ts';
import { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { type SitePlan } from '@ohjaamo/shared/schedule/plan.ts';
import { describe, expect, it } from 'vitest';
import { registerOf } from '../support/registerOf.ts';
import { plan, rule, weekdayHours, worker } from '../support/schedule.ts';
import { deskTown, type DeskTown } from './deskTown.ts';
import { FIRST_TIME, starts } from './town.ts';

const LAST_TIME = '2027-02-01T11:00+02:00';
const hours = { hours: weekdayHours('APPOINTMENT', '09:00', '16:00') };
const until = (end: string): SitePlan =>
  plan({ ...hours, rules: [rule(worker(1), { weekday: 'MON', start: '09:00', end })] });
const BEFORE = until('12:00');
/** The last hour of the morning is gone. */
const AFTER = until('11:00');

/** A town with two bookings, of which shorter hours no longer cover the second. */
async function changingTown() {
  const town = await deskTown({ plan: BEFORE });
  const kept = await town.bookAndFollow({ start: FIRST_TIME, email: 'kept@example.org' });
  const lost = await town.bookAndFollow({ start: LAST_TIME, email: 'lost@example.org', nickname: 'Kettu' });
  const planner = town.house.scope(town.tenantId, 'planner');
  const follow = () => town.follower.follow(kept.id, lost.id);
  return {
    ...town,
    kept,
    lost,
    follow,
    preview: (under: SitePlan) => findOrphans(planner, town.tenant, town.site, under, town.clock),
    /** Stores a plan and applies it, as the calendar does. */
    async apply(under: SitePlan) {
      await planner.work.transact(planWrites(planner, town.site.id, under));
      const done = await applyOrphans(planner, town.tenant, town.site, under, town.clock);
      await follow();
      return done;
    },
  };
}

const reconcile = ({ house, clock, tenantId }: DeskTown): Promise<void> =>
  reconcileOrphans({
    openScope: house.openScope,
    clock,
    platform: registerOf(house.platform, tenantId),
  });

describe('A change of hours', () => {
  it('is over for a booking that was cancelled meanwhile and comes back into hours that cover it', async () => {
    const town = await changingTown();
    await town.apply(AFTER);
    await town.cancel(town.lost.link);
    expect((await town.restore(town.lost.link)).problem.type).toBe('/problems/state-conflict');
    await town.apply(BEFORE);
    const back = await town.restore(town.lost.link);
    expect([back.status, back.body.state]).toEqual([200, 'BOOKED']);
    expect((await town.read(town.lost.link)).body.orphaned).toBeUndefined();
    const { version } = back.body;
    await reconcile(town);
    // Nothing is left to be told of.
    expect((await town.read(town.lost.link)).body.version).toBe(version);
  });

  it('shows beforehand which bookings it takes the time from, and changes nothing', async () => {
    const town = await changingTown();
    const { orphaned, readopted } = await town.preview(AFTER);
    expect(orphaned.map(({ id }) => id)).toEqual([town.lost.id]);
    expect(readopted).toEqual([]);
    expect(JSON.stringify(orphaned)).not.toContain('example.org');
    expect((await town.read(town.lost.link)).body).toMatchObject({ version: 1 });
    expect((await town.preview(BEFORE)).orphaned).toEqual([]);
  });

  it('keeps the booking and its time, proposes three others, and lists it to the house', async () => {
    const town = await changingTown();
    expect(await town.apply(AFTER)).toEqual({ orphaned: 1, readopted: 0 });
    const seen = (await town.read(town.lost.link)).body;
    expect(seen).toMatchObject({ state: 'BOOKED', start: LAST_TIME, version: 2, mayChange: true });
    expect(seen.orphaned?.offers.map(({ start }) => start)).toEqual([
      '2027-02-01T10:00+02:00',
      '2027-02-08T09:00+02:00',
      '2027-02-08T10:00+02:00',
    ]);
    const listed = (await town.as(bookingRoutes.listAttention)).body.bookings;
    expect(listed).toMatchObject([{ id: town.lost.id, attention: 'ORPHANED', nickname: 'Kettu' }]);
    // The old hours come back for somebody else's search, but not the time.
    await town.house
      .scope(town.tenantId, 'planner')
      .work.transact(planWrites(town.house.scope(town.tenantId, 'planner'), town.site.id, BEFORE));
    expect(starts(await town.search({ days: 1 }))).toEqual(['2027-02-01T10:00+02:00']);
  });

  it('does the same once, however often it is applied', async () => {
    const town = await changingTown();
    await town.apply(AFTER);
    expect(await town.apply(AFTER)).toEqual({ orphaned: 0, readopted: 0 });
    expect((await town.read(town.lost.link)).body.version).toBe(2);
  });

  it('is settled by an ordinary change of time', async () => {
    const town = await changingTown();
    await town.apply(AFTER);
    const offer = (await town.read(town.lost.link)).body.orphaned?.offers[0];
    const changed = await town.change(town.lost.link, { start: offer?.start, version: 2 });
    expect(changed.status).toBe(200);
    await town.follow();
    expect((await town.read(town.lost.link)).body.orphaned).toBeUndefined();
    expect((await town.as(bookingRoutes.listAttention)).body.bookings).toEqual([]);
    expect((await town.preview(AFTER)).orphaned).toEqual([]);
  });

  it('that gives the hours back re-adopts the booking', async () => {
    const town = await changingTown();
    await town.apply(AFTER);
    expect((await town.preview(BEFORE)).readopted.map(({ id }) => id)).toEqual([town.lost.id]);
    expect(await town.apply(BEFORE)).toEqual({ orphaned: 0, readopted: 1 });
    const seen = (await town.read(town.lost.link)).body;
    expect(seen.orphaned).toBeUndefined();
    expect(seen).toMatchObject({ state: 'BOOKED', start: LAST_TIME, version: 3 });
  });

  it('leaves alone what was cancelled and what was', async () => {
    const town = await changingTown();
    await town.cancel(town.lost.link);
    await town.follow();
    expect((await town.preview(until('09:30'))).orphaned.map(({ id }) => id)).toEqual([town.kept.id]);
    town.clock.set('2027-02-01T09:00+02:00');
    expect((await town.preview(until('09:30'))).orphaned).toEqual([]);
  });

  it('is an absence too', async () => {
    const town = await changingTown();
    const absence = { staffId: worker(1), from: '2027-02-01', to: '2027-02-01', kind: 'LEAVE' as const };
    const away = { ...BEFORE, absences: [{ ...absence, id: 'absence001' as never }] };
    expect((await town.preview(away)).orphaned.length).toBe(2);
  });
});

describe('The hourly look', () => {
  it('finds a booking that was made while the hours changed', async () => {
    const town = await changingTown();
    const planner = town.house.scope(town.tenantId, 'planner');
    await planner.work.transact(planWrites(planner, town.site.id, AFTER));
    await reconcile(town);
    await reconcile(town);
    expect((await town.read(town.lost.link)).body).toMatchObject({ version: 2, state: 'BOOKED' });
    expect((await town.read(town.kept.link)).body.version).toBe(1);
  });
});
