import { roomId } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import { watchWire } from '../bench/monthTown.ts';
import { BookingFollower } from '../support/follow.ts';
import { kilobytes } from '../support/itemSize.ts';
import { plan, rule, service, weekdayHours, worker } from '../support/schedule.ts';
import { bookingTown, FIRST_TIME, request } from './town.ts';

interface Written {
  readonly Put?: { readonly Item?: Readonly<Record<string, unknown>> };
}

describe('What a booking writes', () => {
  it('is one unit for a hold, six with one worker and one room, and two for whoever joins', async () => {
    const staff = [worker(1), worker(2)];
    const town = await bookingTown({
      workers: 2,
      site: { rooms: [{ id: roomId.parse('meeting001'), name: 'Meeting', capacity: 4 }] },
      services: [
        service('INDIV', { staff, hoursFor: 'EVERY' }),
        service('MEET', { staff, roomFor: 2 }),
        service('JOINT', { staff: [worker(1)], roomFor: 2, alongside: [worker(2)] }),
      ],
      plan: plan({
        hours: weekdayHours('APPOINTMENT', '08:00', '16:00'),
        rules: staff.map((who) => rule(who, { weekday: 'MON', start: '08:00', end: '16:00' })),
      }),
    });
    const wire = watchWire(town.house, town.tenantId);
    const follower = new BookingFollower(town.house, town.tenantId);
    const afterwards = watchWire(town.house, town.tenantId, 'follower');
    const confirm = async (code: string, start: string, bookingId = request()['bookingId']) => {
      wire.length = 0;
      const body = {
        nickname: 'x'.repeat(40),
        email: `${'y'.repeat(50)}@example.org`,
        phone: '+358401234567',
      };
      const booked = await town.book({ bookingId, service: code, start, ...body });
      expect(booked.status).toBe(201);
      await follower.follow(booked.body.booking.id);
      return wire
        .flatMap(({ input }) => (input['TransactItems'] as readonly Written[] | undefined) ?? [])
        .reduce((sum, { Put }) => sum + 2 * kilobytes(Put?.Item ?? {}), 0);
    };
    const bookingId = request()['bookingId'];
    wire.length = 0;
    expect((await town.hold({ bookingId })).status).toBe(201);
    const writes = wire.filter(({ input }) => 'UpdateExpression' in input || 'TransactItems' in input);
    expect(writes.map(({ units }) => units)).toEqual([1]);

    expect(await confirm('INDIV', FIRST_TIME, bookingId)).toBe(4);
    expect(await confirm('MEET', '2027-02-01T10:00+02:00')).toBe(6);
    expect(await confirm('JOINT', '2027-02-01T11:00+02:00')).toBe(8);
    // What the stream writes after each: the agenda and the mark for the caps.
    const followed = afterwards.filter(({ input }) => 'Item' in input);
    expect(followed.map(({ units }) => units)).toEqual(Array.from({ length: 6 }, () => 1));
  });
});
