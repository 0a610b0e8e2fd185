import { agendaOf, reconcileAgenda } from '@ohjaamo/functions/booking/index.ts';
import { describe, expect, it } from 'vitest';
import { registerOf } from '../support/registerOf.ts';
import { deskTown, type DeskTown } from './deskTown.ts';
import { FIRST_TIME, freshId } from './town.ts';

const NEXT_WEEK = '2027-02-08T10:00+02:00';

/** Runs the job in a register that holds only this town; `event` as the scheduler or an operator sends it, `wait` what happens meanwhile. */
function reconcile(
  { house, clock, tenantId }: DeskTown,
  event: unknown = {},
  wait: () => Promise<unknown> = () => Promise.resolve(),
): Promise<void> {
  const platform = registerOf(house.platform, tenantId);
  return reconcileAgenda({ openScope: house.openScope, clock, platform, wait }, event);
}

async function shown({ house, tenantId, site }: DeskTown) {
  const rows = await agendaOf(house.scope(tenantId, 'desk'), site.id, '2027-01-01', '2027-12-31');
  return rows.map(({ id, version, state, date }) => ({ id, version, state, date }));
}

/** A town with a booking that the agenda shows. */
async function followedTown() {
  const town = await deskTown();
  return { ...town, booking: await town.bookAndFollow({ start: FIRST_TIME }) };
}

describe('The agenda after records of the stream were lost', () => {
  it('shows a change of state again', async () => {
    const town = await followedTown();
    await town.cancel(town.booking.link);
    expect(await shown(town)).toMatchObject([{ state: 'BOOKED', version: 1 }]);
    await reconcile(town);
    expect(await shown(town)).toMatchObject([{ id: town.booking.id, state: 'CANCELLED_LATE', version: 2 }]);
  });

  it('shows a booking at its new time, and no longer at the one it left', async () => {
    const town = await followedTown();
    await town.change(town.booking.link, { start: NEXT_WEEK, staff: town.workers[0], version: 1 });
    await reconcile(town);
    expect(await shown(town)).toMatchObject([{ id: town.booking.id, date: '2027-02-08' }]);
    // The lost record comes after all: what is newer stays.
    await town.follower.follow(town.booking.id);
    expect(await shown(town)).toHaveLength(1);
  });

  it('is mended once: a second run writes nothing', async () => {
    const town = await followedTown();
    await town.cancel(town.booking.link);
    await reconcile(town);
    const before = await shown(town);
    await reconcile(town);
    expect(await shown(town)).toEqual(before);
  });

  it('lacks a booking whose first record was lost: the job says so until an operator names it', async () => {
    const town = await followedTown();
    const lost = await town.book({ start: NEXT_WEEK });
    const { id } = lost.body.booking;
    await expect(reconcile(town)).rejects.toThrow('for some tenants');
    expect(await shown(town)).toHaveLength(1);
    await reconcile(town, { tenant: town.tenantId, bookings: [id] });
    expect(await shown(town)).toMatchObject([{ id: town.booking.id }, { id, state: 'BOOKED' }]);
    await expect(reconcile(town)).resolves.toBeUndefined();
  });

  it('waits for the record of a booking that was made while the job ran, and for none that is cancelled meanwhile', async () => {
    const town = await followedTown();
    const made = await town.book({ start: NEXT_WEEK });
    const { id } = made.body.booking;
    await expect(reconcile(town, {}, () => town.follower.follow(id))).resolves.toBeUndefined();
    expect(await shown(town)).toHaveLength(2);

    const other = await followedTown();
    const fleeting = await other.book({ start: NEXT_WEEK });
    await expect(reconcile(other, {}, () => other.cancel(fleeting.body.link))).resolves.toBeUndefined();
  });

  it('is told by bookings that forget who made them when the day is over, and change in nothing else', async () => {
    const town = await followedTown();
    const record = async () => (await town.records([town.booking.link]))[0];
    const made = await record();
    await reconcile(town);
    expect((await record())?.visitor).toBe(made?.visitor);
    expect(made?.visitor).toMatch(/./u);
    town.clock.set('2027-02-02T00:30+02:00');
    await reconcile(town);
    const { visitor: _forgotten, ...rest } = made ?? {};
    expect(await record()).toEqual({ ...rest, forgotten: 1 });
  });

  it('takes nothing for lacking that is over, cancelled or only kept', async () => {
    const town = await followedTown();
    const kept = await town.hold({ start: NEXT_WEEK, bookingId: freshId(), staff: town.workers[0] });
    expect(kept.status).toBe(201);
    await town.cancel(town.booking.link);
    await expect(reconcile(town)).resolves.toBeUndefined();
  });
});
