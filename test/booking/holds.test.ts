import { readSheet } from '@ohjaamo/functions/booking/repository.ts';
import {
  BYTES_PER_HOLD,
  decodeHolds,
  encodeHolds,
  type Hold,
  isLive,
} from '@ohjaamo/shared/booking/holds.ts';
import { startOfWeek, weekOf } from '@ohjaamo/shared/booking/sheet.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { service, worker } from '../support/schedule.ts';
import { bookingTown, type BookingTown, FIRST_TIME, freshId, starts } from './town.ts';

const WEEK = 2979;
const SECOND_TIME = '2027-02-01T10:00+02:00';
const NEXT_WEEK = '2027-02-08T10:00+02:00';

/** Holds that stand in a worker's sheet of the week of `at`, expired ones too. */
async function holdsOf(town: BookingTown, at: string, who = worker(1)): Promise<readonly Hold[]> {
  const week = weekOf(Date.parse(at) / 60_000);
  const scope = town.house.scope(town.tenantId, 'street');
  return (await readSheet(scope, { home: town.site.id, week, id: who })).content.holds;
}

describe('A packed hold', () => {
  it('gives back what was kept, in twenty-one bytes', () => {
    const hex = (length: number) =>
      fc
        .array(
          fc.nat(15).map((digit) => digit.toString(16)),
          { minLength: length, maxLength: length },
        )
        .map((digits) => digits.join(''));
    const hold = fc
      .record({
        at: fc.integer({ min: 0, max: 8000 }),
        length: fc.integer({ min: 1, max: 2000 }),
        buffer: fc.integer({ min: 0, max: 63 }),
        expiresAt: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        booking: hex(16),
        visitor: hex(8),
        kind: fc.constantFrom(0, 1),
      })
      .map(({ at, length, buffer, ...rest }): Hold => {
        const start = startOfWeek(WEEK) + at;
        return { start, end: start + length, bufferBefore: buffer * 5, bufferAfter: 0, ...rest };
      });
    fc.assert(
      fc.property(fc.array(hold, { maxLength: 20 }), (holds) => {
        const packed = encodeHolds(WEEK, holds);
        expect(packed.length).toBe(holds.length * BYTES_PER_HOLD);
        expect(decodeHolds(WEEK, packed)).toEqual(holds);
      }),
    );
  });

  it('counts until its expiry and not in it', () => {
    expect([isLive({ expiresAt: 10 }, 9.999), isLive({ expiresAt: 10 }, 10)]).toEqual([true, false]);
  });
});

describe('Keeping a time while filling in', () => {
  it('keeps it for ten minutes: others neither see nor get it', async () => {
    const town = await bookingTown();
    const bookingId = freshId();
    const held = await town.hold({ bookingId });
    expect(held.status).toBe(201);
    expect(held.body).toEqual({
      bookingId,
      start: FIRST_TIME,
      end: '2027-02-01T09:45+02:00',
      staff: { id: worker(1), name: town.tenant.staff[0]?.name },
      expiresAt: '2027-02-01T06:10+02:00',
    });
    expect(starts(await town.search())).not.toContain(FIRST_TIME);
    const taken = await town.book();
    expect([taken.status, taken.problem.type]).toEqual([409, '/problems/time-taken']);
    expect((await town.hold({ bookingId: freshId() })).status).toBe(409);

    town.clock.set('2027-02-01T06:09:59+02:00');
    expect((await town.book()).status).toBe(409);
    town.clock.set('2027-02-01T06:10:00+02:00');
    expect(starts(await town.search())).toContain(FIRST_TIME);
    expect((await town.book()).status).toBe(201);
  });

  it('becomes the booking of the same id, and leaves nothing behind', async () => {
    const town = await bookingTown();
    const bookingId = freshId();
    await town.hold({ bookingId });
    expect((await town.book({ bookingId })).status).toBe(201);
    expect(await holdsOf(town, FIRST_TIME)).toEqual([]);
    const again = await town.hold({ bookingId });
    expect([again.status, again.problem.type]).toEqual([409, '/problems/id-already-used']);
  });

  it('still gives the time to whoever held it when it expired and nobody took it', async () => {
    const town = await bookingTown();
    const bookingId = freshId();
    await town.hold({ bookingId });
    town.clock.set('2027-02-01T06:40+02:00');
    expect((await town.book({ bookingId })).status).toBe(201);
  });

  it('can be booked for those ten minutes though its notice runs out meanwhile, by whoever kept it only', async () => {
    // Two hours before nine is seven.
    const town = await bookingTown({ now: '2027-02-01T06:58+02:00', workers: 2 });
    const bookingId = freshId();
    const held = await town.hold({ bookingId });
    expect([held.status, held.body.expiresAt]).toEqual([201, '2027-02-01T07:08+02:00']);
    town.clock.set('2027-02-01T07:07+02:00');
    const late = await town.book();
    expect([late.status, late.problem.type]).toEqual([422, '/problems/time-not-offered']);
    // What was kept is that worker's time, no other's.
    expect((await town.book({ bookingId, staff: worker(2) })).status).toBe(422);
    const booked = await town.book({ bookingId });
    expect([booked.status, booked.body.booking.staff.id]).toEqual([201, held.body.staff.id]);
  });

  it('cannot be booked after notice has run out once it is no longer kept', async () => {
    const town = await bookingTown({ now: '2027-02-01T06:58+02:00' });
    const bookingId = freshId();
    await town.hold({ bookingId });
    town.clock.set('2027-02-01T07:08+02:00');
    expect((await town.book({ bookingId })).problem.type).toBe('/problems/time-not-offered');
  });

  it('is renewed by asking again', async () => {
    const town = await bookingTown();
    const bookingId = freshId();
    await town.hold({ bookingId });
    town.clock.set('2027-02-01T06:09+02:00');
    const renewed = await town.hold({ bookingId });
    expect(renewed.body.expiresAt).toBe('2027-02-01T06:19+02:00');
    expect((await holdsOf(town, FIRST_TIME)).length).toBe(1);
    town.clock.set('2027-02-01T06:15+02:00');
    expect((await town.book()).status).toBe(409);
  });

  it('moves to another time, worker or week, and lets the former go', async () => {
    const town = await bookingTown({ workers: 2 });
    const bookingId = freshId();
    await town.hold({ bookingId, staff: worker(1) });
    await town.hold({ bookingId, staff: worker(1), start: SECOND_TIME });
    const free = async (staff = worker(1)) => starts(await town.search({ staff }));
    expect(await free()).toContain(FIRST_TIME);
    expect(await free()).not.toContain(SECOND_TIME);
    await town.hold({ bookingId, staff: worker(2), start: NEXT_WEEK });
    expect(await free()).toContain(SECOND_TIME);
    expect(await free(worker(2))).not.toContain(NEXT_WEEK);
    expect(await holdsOf(town, FIRST_TIME)).toEqual([]);
  });

  it('keeps the former time when the new one is taken', async () => {
    const town = await bookingTown();
    const bookingId = freshId();
    await town.hold({ bookingId });
    await town.book({ start: SECOND_TIME });
    expect((await town.hold({ bookingId, start: SECOND_TIME })).status).toBe(409);
    expect((await town.book()).status).toBe(409);
    expect((await town.book({ bookingId })).status).toBe(201);
  });

  it('is let go at once when asked, once or twice alike, by whoever knows its id only', async () => {
    const town = await bookingTown();
    const bookingId = freshId();
    await town.hold({ bookingId });
    expect((await town.release(freshId())).body).toEqual({ released: false });
    expect(starts(await town.search())).not.toContain(FIRST_TIME);
    expect((await town.release(bookingId)).body).toEqual({ released: true });
    expect((await town.release(bookingId)).body).toEqual({ released: false });
    expect(starts(await town.search())).toContain(FIRST_TIME);
  });

  it('stands in the way of a change and of a restoration too', async () => {
    const town = await bookingTown();
    const first = (await town.book()).body.link;
    await town.hold({ bookingId: freshId(), start: SECOND_TIME });
    expect((await town.change(first, { start: SECOND_TIME, version: 1 })).status).toBe(409);
    await town.cancel(first);
    await town.hold({ bookingId: freshId() });
    expect((await town.restore(first)).status).toBe(409);
  });

  it('gives no more than so many to one address at once', async () => {
    const town = await bookingTown({ caps: { holds: 2 } });
    const bookingId = freshId();
    await town.hold({ bookingId });
    await town.hold({ bookingId: freshId(), start: SECOND_TIME });
    const third = await town.hold({ bookingId: freshId(), start: NEXT_WEEK });
    expect([third.status, third.problem.type]).toEqual([429, '/problems/cap-reached']);
    // Moving one is not one more, and an expired one no longer counts.
    expect((await town.hold({ bookingId, start: NEXT_WEEK })).status).toBe(201);
    town.clock.set('2027-02-01T06:10+02:00');
    expect((await town.hold({ bookingId: freshId(), start: '2027-02-15T10:00+02:00' })).status).toBe(201);
  });

  it('counts as a turn when it was asked of anybody, also when the booking then names the worker', async () => {
    const town = await bookingTown({ workers: 2 });
    const bookingId = freshId();
    const held = await town.hold({ bookingId });
    expect(held.body.staff.id).toBe(worker(1));
    await town.book({ bookingId, staff: worker(1) });
    expect((await town.book({ start: NEXT_WEEK })).body.booking.staff.id).toBe(worker(2));
  });

  it('refuses what is not on offer, and drops expired holds whenever it writes', async () => {
    const town = await bookingTown({ services: [service('INDIV', { staff: [worker(1)] })] });
    const refused = await town.hold({ bookingId: freshId(), start: '2027-02-01T09:20+02:00' });
    expect([refused.status, refused.problem.type]).toEqual([422, '/problems/time-not-offered']);
    const skipped = await town.hold({ bookingId: freshId(), start: '2027-03-28T03:30+02:00' });
    expect(skipped.problem.type).toBe('/problems/time-does-not-exist');
    expect((await town.hold({ bookingId: freshId(), service: 'NOTHING' })).status).toBe(404);
    await town.hold({ bookingId: freshId() });
    town.clock.set('2027-02-01T06:20+02:00');
    await town.hold({ bookingId: freshId(), start: SECOND_TIME });
    expect((await holdsOf(town, FIRST_TIME)).length).toBe(1);
  });
});
