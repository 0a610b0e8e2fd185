import { undividedRooms } from '@ohjaamo/functions/booking/index.ts';
import { readSheet } from '@ohjaamo/functions/booking/repository.ts';
import { weekOf } from '@ohjaamo/shared/booking/sheet.ts';
import { type ResourceId, roomId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Room } from '@ohjaamo/shared/tenants/profile.ts';
import { describe, expect, it } from 'vitest';
import { HOME, plan, rule, service, site, weekdayHours, worker } from '../support/schedule.ts';
import { bookingTown, type BookingTown, FIRST_TIME, freshId, starts } from './town.ts';

const SECOND_TIME = '2027-02-01T10:00+02:00';
const NEXT_WEEK = '2027-02-08T10:00+02:00';

const room = (name: string, capacity: number, partOf?: string): Room => ({
  id: roomId.parse(name.padEnd(10, '0')),
  name,
  capacity,
  ...(partOf !== undefined && { partOf: roomId.parse(partOf.padEnd(10, '0')) }),
});

/** A nook for two, and a hall for twenty that a wall divides into two rooms of ten. */
const hall = room('hall', 20);
const east = room('east', 10, 'hall');
const west = room('west', 10, 'hall');
const nook = room('nook', 2);
const rooms = [hall, east, west, nook];

function roomTown(roomFor: number, workers = 3): Promise<BookingTown> {
  const all = Array.from({ length: workers }, (_, index) => worker(index + 1));
  return bookingTown({
    workers,
    site: { rooms },
    services: [service('INDIV', { staff: all, roomFor })],
  });
}

async function busyIn(town: BookingTown, id: ResourceId, at: string): Promise<number> {
  const scope = town.house.scope(town.tenantId, 'street');
  const week = weekOf(Date.parse(at) / 60_000);
  const { content } = await readSheet(scope, { home: town.site.id, week, id });
  return content.intervals.length;
}

describe('A meeting that needs a room', () => {
  it('takes the smallest room that holds it, then a larger one, and is refused when all are taken', async () => {
    const town = await roomTown(2, 4);
    const booked = [await town.book(), await town.book(), await town.book()];
    expect(booked.map(({ body }) => body.booking.room)).toEqual(['nook', 'east', 'west']);
    // The fourth worker is free, but no room is: neither shown nor bookable.
    expect(starts(await town.search())).not.toContain(FIRST_TIME);
    expect((await town.book()).problem.type).toBe('/problems/time-taken');
    expect((await town.hold({ bookingId: freshId() })).status).toBe(409);
    expect(starts(await town.search())).toContain(SECOND_TIME);
  });

  it('takes a divided hall whole or not at all', async () => {
    const town = await roomTown(15, 2);
    const booked = (await town.book()).body;
    expect(booked.booking.room).toBe('hall');
    const parts = undividedRooms(town.site, hall.id);
    expect(parts).toEqual([east.id, west.id]);
    for (const part of parts) expect(await busyIn(town, part, FIRST_TIME)).toBe(1);
    expect(await busyIn(town, hall.id, FIRST_TIME)).toBe(0);
    expect((await town.book()).status).toBe(409);
    await town.cancel(booked.link);
    for (const part of parts) expect(await busyIn(town, part, FIRST_TIME)).toBe(0);
  });

  it('moves, cancels and comes back with its room in one step', async () => {
    const town = await roomTown(10, 2);
    const { link } = (await town.book()).body;
    const [moved] = [await town.change(link, { start: NEXT_WEEK, version: 1 })];
    expect(moved.body.room).toBe('east');
    expect([await busyIn(town, east.id, FIRST_TIME), await busyIn(town, east.id, NEXT_WEEK)]).toEqual([0, 1]);
    await town.cancel(link);
    expect(await busyIn(town, east.id, NEXT_WEEK)).toBe(0);
    // Somebody else got that room meanwhile: the other half will do.
    expect((await town.book({ start: NEXT_WEEK })).body.booking.room).toBe('east');
    expect((await town.restore(link)).body).toMatchObject({ state: 'BOOKED', room: 'west' });
  });

  it('holds worker and room, and lets both go when one of them cannot be had', async () => {
    const town = await roomTown(15, 2);
    const bookingId = freshId();
    expect((await town.hold({ bookingId })).status).toBe(201);
    expect((await town.hold({ bookingId: freshId() })).status).toBe(409);
    // The second worker was kept for a moment, and let go with the room that was not there.
    const scope = town.house.scope(town.tenantId, 'street');
    const week = weekOf(Date.parse(FIRST_TIME) / 60_000);
    const second = await readSheet(scope, { home: town.site.id, week, id: worker(2) });
    expect(second.content.holds).toEqual([]);
    const booked = await town.book({ bookingId });
    expect(booked.body.booking).toMatchObject({ room: 'hall', staff: { id: worker(1) } });
    expect((await town.release(bookingId)).body.released).toBe(false);
  });

  it('takes none when it is by telephone or video: neither at first nor when it moves or comes back', async () => {
    const all = [worker(1), worker(2), worker(3)];
    const channels = ['ON_SITE', 'PHONE', 'VIDEO'] as const;
    const town = await bookingTown({
      workers: 3,
      site: { rooms: [nook] },
      services: [
        service('INDIV', { staff: all, hoursFor: 'EVERY', roomFor: 2, channels: [...channels] }),
        service('CALL', { staff: all, hoursFor: 'EVERY', roomFor: 2, channels: ['PHONE', 'ON_SITE'] }),
      ],
    });
    const phone = '+358401234567';
    const { booking, link } = (await town.book({ channel: 'PHONE', phone })).body;
    expect(booking.room).toBeUndefined();
    expect(await busyIn(town, nook.id, FIRST_TIME)).toBe(0);
    expect((await town.book()).body.booking.room).toBe('nook');
    // No room is left: whoever comes is refused and shown nothing, whoever calls is not.
    expect(starts(await town.search())).not.toContain(FIRST_TIME);
    expect((await town.book({ channel: 'ON_SITE' })).problem.type).toBe('/problems/time-taken');
    expect(starts(await town.search({ service: 'CALL' }))).toContain(FIRST_TIME);
    expect((await town.book({ service: 'CALL', phone })).body.booking.room).toBeUndefined();
    await town.cancel(link);
    expect((await town.restore(link)).body).toMatchObject({ state: 'BOOKED', channel: 'PHONE' });
    const moved = await town.change(link, { start: NEXT_WEEK, version: 3 });
    expect([moved.status, moved.body.room]).toEqual([200, undefined]);
    expect(await busyIn(town, nook.id, NEXT_WEEK)).toBe(0);
  });

  it('is searched and kept by its channel: without a room by telephone, with one while the channel is open', async () => {
    const all = [worker(1), worker(2), worker(3)];
    const town = await bookingTown({
      workers: 3,
      site: { rooms: [nook] },
      services: [
        service('INDIV', { staff: all, hoursFor: 'EVERY', roomFor: 2, channels: ['ON_SITE', 'PHONE'] }),
        service('CALL', { staff: all, hoursFor: 'EVERY', roomFor: 2, channels: ['PHONE', 'ON_SITE'] }),
      ],
    });
    // A call may become a visit: its room is kept, and seen by nobody else.
    expect((await town.hold({ bookingId: freshId(), service: 'CALL' })).status).toBe(201);
    expect(starts(await town.search())).not.toContain(FIRST_TIME);
    expect(starts(await town.search({ service: 'CALL', channel: 'ON_SITE' }))).not.toContain(FIRST_TIME);
    expect(starts(await town.search({ channel: 'PHONE' }))).toContain(FIRST_TIME);
    expect((await town.search({ channel: 'VIDEO' })).status).toBe(404);
    // Without a room left, a call is kept all the same, and a visit is not.
    expect((await town.hold({ bookingId: freshId() })).status).toBe(409);
    expect((await town.hold({ bookingId: freshId(), channel: 'PHONE' })).status).toBe(201);
    expect((await town.hold({ bookingId: freshId(), service: 'CALL' })).status).toBe(201);
    expect((await town.hold({ bookingId: freshId(), channel: 'VIDEO' })).status).toBe(422);
  });

  it('is never on offer at a site without a room large enough', async () => {
    const town = await roomTown(21);
    expect(starts(await town.search())).toEqual([]);
    expect((await town.book()).problem.type).toBe('/problems/time-not-offered');
  });
});

describe('A meeting that somebody joins', () => {
  const joined = (parts: { readonly joiners?: readonly number[] } = {}) => {
    const joiners = (parts.joiners ?? [2]).map((number) => worker(number));
    return bookingTown({
      workers: 3,
      services: [
        service('INDIV', { staff: [worker(1)], alongside: joiners }),
        service('LENT', { staff: joiners }),
      ],
      plan: plan({
        hours: weekdayHours('APPOINTMENT', '09:00', '16:00'),
        rules: [
          rule(worker(1), { weekday: 'MON', start: '09:00', end: '12:00' }),
          ...joiners.map((who) =>
            rule(who, { weekday: 'MON', start: '09:30', end: '11:00' }, { service: 'LENT', mode: 'SLOT' }),
          ),
        ],
      }),
    });
  };

  it('is on offer only while somebody who joins is at work and free', async () => {
    const town = await joined();
    // The joiner comes at half past nine and leaves at eleven, so only ten o'clock suits both.
    expect(starts(await town.search({ days: 1 }))).toEqual([SECOND_TIME]);
    const booked = await town.book({ start: SECOND_TIME });
    expect(booked.body.booking.alongside.map(({ id }) => id)).toEqual([worker(2)]);
    expect(starts(await town.search({ days: 1, service: 'LENT' }))).toEqual([]);
    await town.cancel(booked.body.link);
    expect(starts(await town.search({ days: 1, service: 'LENT' }))).toEqual(['2027-02-01T09:30+02:00']);
  });

  it('is gone when the one who joins is booked, and has another join when there are two', async () => {
    const alone = await joined();
    await alone.book({ service: 'LENT', start: '2027-02-01T09:30+02:00' });
    expect(starts(await alone.search({ days: 1 }))).toEqual([]);
    expect((await alone.book({ start: SECOND_TIME })).status).toBe(409);

    const two = await joined({ joiners: [2, 3] });
    await two.book({ service: 'LENT', staff: worker(2), start: '2027-02-01T09:30+02:00' });
    expect(starts(await two.search({ days: 1 }))).toEqual([SECOND_TIME]);
    const booked = await two.book({ start: SECOND_TIME });
    expect(booked.body.booking.alongside.map(({ id }) => id)).toEqual([worker(3)]);
  });
});

describe('Somebody who works at two sites', () => {
  it('has one calendar, wherever the work is', async () => {
    const other = site('etela');
    const town = await bookingTown({ workers: 2, staff: { 2: { homeSite: HOME } } });
    expect(other.id).not.toBe(town.site.id);
    const shown = await town.search({ staff: worker(2) });
    expect(starts(shown)).toContain(FIRST_TIME);
    await town.book({ staff: worker(2) });
    const scope = town.house.scope(town.tenantId, 'street');
    const week = weekOf(Date.parse(FIRST_TIME) / 60_000);
    const atHome = await readSheet(scope, { home: HOME, week, id: worker(2) });
    expect(atHome.content.intervals.length).toBe(1);
    expect(starts(await town.search({ staff: worker(2) }))).not.toContain(FIRST_TIME);
    expect((await town.book({ staff: worker(2) })).status).toBe(409);
  });
});
