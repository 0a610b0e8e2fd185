import { listBookingsOfDay, markArrival, readBooking } from '@ohjaamo/functions/booking/index.ts';
import { bookingId } from '@ohjaamo/shared/kernel/ids.ts';
import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { BookingFollower } from '../support/follow.ts';
import { testClock } from '../support/house.ts';
import { bookingTown, FIRST_TIME, request } from './town.ts';

/** Five past nine, when the meeting has begun. */
const NINE = when('2027-02-01T09:05+02:00');
const auditRow = z.object({ action: z.string() });

function when(now: string) {
  return { zone: 'Europe/Helsinki', clock: testClock(now) };
}

async function townWithBooking() {
  const town = await bookingTown();
  const { link, booking } = (await town.book()).body;
  const desk = town.house.scope(town.tenantId, 'desk');
  const order = (name: string) => desk.keys.auditMonth('2027-02', name);
  const audit = (name: string) => [desk.audit.putWrite({ ...order(name), action: 'MARK_ARRIVAL' }, true)];
  const trail = town.house.scope(town.tenantId, 'auditor');
  const rows = async () =>
    (await trail.audit.query(trail.keys.auditMonth('2027-02', '').pk, auditRow)).items.length;
  const follower = new BookingFollower(town.house, town.tenantId);
  await follower.follow(booking.id);
  const day = async (date: string) => listBookingsOfDay(desk, town.site.id, date);
  return { town, desk, link, id: booking.id, audit, rows, follower, day };
}

describe('The desk', () => {
  it('sees the bookings of a day of its site, cancelled ones too', async () => {
    const { town, link, id, follower, day } = await townWithBooking();
    const later = await town.book({ start: '2027-02-01T11:00+02:00' });
    const otherDay = await town.book({ start: '2027-02-08T11:00+02:00' });
    await town.cancel(link);
    await follower.follow(id, later.body.booking.id, otherDay.body.booking.id);
    expect((await day('2027-02-01')).map(({ state }) => state)).toEqual(['CANCELLED_LATE', 'BOOKED']);
  });

  it('follows a booking that moves to another day', async () => {
    const { town, link, id, follower, day } = await townWithBooking();
    await town.change(link, { start: '2027-02-08T11:00+02:00', version: 1 });
    await follower.follow(id);
    expect(await day('2027-02-01')).toEqual([]);
    expect((await day('2027-02-08')).length).toBe(1);
  });

  it('sees its own mark at once, before the stream has told of it', async () => {
    const { desk, id, audit, day } = await townWithBooking();
    await markArrival(desk, id, true, NINE, audit('1'));
    expect(await day('2027-02-01')).toMatchObject([{ id, state: 'KEPT', version: 2 }]);
  });

  it('marks an arrival on the day of the meeting, also early, but on no day before', async () => {
    const { desk, id, audit, rows } = await townWithBooking();
    const early = await markArrival(desk, id, true, when('2027-01-31T23:59+02:00'), audit('1'));
    expect(early).toEqual({ ok: false, error: 'state-conflict' });
    expect(await rows()).toBe(0);
    const onTheDay = await markArrival(desk, id, true, when('2027-02-01T00:01+02:00'), audit('2'));
    expect(onTheDay).toMatchObject({ ok: true, value: { state: 'KEPT' } });
  });

  it('forgets by the mark which visitor booked on an earlier day', async () => {
    const { desk, id, audit } = await townWithBooking();
    expect(await readBooking(desk, id)).toHaveProperty('visitor');
    await markArrival(desk, id, true, when('2027-02-02T09:00+02:00'), audit('1'));
    expect(await readBooking(desk, id)).not.toHaveProperty('visitor');
  });

  it('marks an arrival with its audit row, once or twice alike, and takes it back', async () => {
    const { town, desk, id, audit, rows } = await townWithBooking();
    const marked = await markArrival(desk, id, true, NINE, audit('1'));
    expect(marked).toMatchObject({
      ok: true,
      value: { state: 'KEPT', arrivedAt: '2027-02-01T07:05:00.000Z' },
    });
    const again = await markArrival(desk, id, true, when('2027-02-01T09:06+02:00'), audit('2'));
    expect(again).toEqual(marked);
    const undone = await markArrival(desk, id, false, NINE, audit('3'));
    expect(undone).toMatchObject({ ok: true, value: { state: 'BOOKED' } });
    expect(undone.ok && undone.value.arrivedAt).toBeUndefined();
    expect(await rows()).toBe(3);
    const { items } = await desk.work.query(
      desk.keys.booking(id).pk,
      z.object({ arrivedAt: z.string().optional() }),
    );
    expect(items).toEqual([{}]);
    expect((await town.search()).body.times.some(({ start }) => start === FIRST_TIME)).toBe(false);
  });

  it('cannot mark what was cancelled or is not there, and leaves no row then', async () => {
    const { town, desk, link, id, audit, rows } = await townWithBooking();
    await town.cancel(link);
    expect(await markArrival(desk, id, true, NINE, audit('1'))).toEqual({
      ok: false,
      error: 'state-conflict',
    });
    const nobody = bookingId.parse(request()['bookingId']);
    expect(await markArrival(desk, nobody, true, NINE, audit('2'))).toEqual({
      ok: false,
      error: 'not-found',
    });
    expect(await rows()).toBe(0);
  });

  it('and a cancellation at the same moment leave one consistent booking', async () => {
    const { town, desk, id, link, audit, follower, day } = await townWithBooking();
    const [marked, cancelled] = await Promise.all([
      markArrival(desk, id, true, NINE, audit('1')),
      town.cancel(link),
    ]);
    await follower.follow(id);
    const [record] = await day('2027-02-01');
    const isFree = (await town.search()).body.times.some(({ start }) => start === FIRST_TIME);
    expect(marked.ok).toBe(cancelled.status !== 200);
    expect(isFree).toBe(record?.state !== 'KEPT');
  });
});
