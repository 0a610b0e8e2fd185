import { roomId } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import { plan, rule, service, weekdayHours, worker } from '../support/schedule.ts';
import { deskTown } from './deskTown.ts';
import { starts } from './town.ts';

const HALL = roomId.parse('hall000001');
const NINE = '2027-02-01T09:00+02:00';

/** A town with one room: two services, each with a worker of its own, need it, and the first needs somebody who joins. */
async function oneRoom() {
  const town = await deskTown({
    workers: 3,
    services: [
      service('INDIV', { staff: [worker(1)], roomFor: 2, alongside: [worker(3)] }),
      service('OTHER', { staff: [worker(2)], roomFor: 2 }),
    ],
    site: { rooms: [{ id: HALL, name: 'Hall', capacity: 4 }] },
    plan: plan({
      hours: weekdayHours('APPOINTMENT', '09:00', '16:00'),
      rules: [
        rule(worker(1), { weekday: 'MON', start: '09:00', end: '10:00' }),
        rule(worker(2), { weekday: 'MON', start: '09:00', end: '10:00' }, { service: 'OTHER' }),
        rule(worker(3), { weekday: 'MON', start: '09:00', end: '10:00' }),
      ],
    }),
  });
  return { ...town, others: async () => starts(await town.search({ service: 'OTHER', days: 1 })) };
}

describe('A time with a room and company', () => {
  it('is kept whole for whoever waits, and booked whole by accepting', async () => {
    const town = await oneRoom();
    const { link } = await town.bookAndFollow({ start: NINE });
    const waiting = (await town.join({ to: '2027-02-01' })).body.link;
    await town.cancel(link);
    expect(await town.promote()).toBe(1);
    expect(await town.others()).toEqual([]);
    const accepted = (await town.accept(waiting)).body;
    expect((await town.read(accepted.bookingLink ?? '')).body).toMatchObject({
      start: NINE,
      room: 'Hall',
      alongside: [{ id: worker(3) }],
    });
    expect(await town.others()).toEqual([]);
  });

  it('is let go whole by whoever leaves', async () => {
    const town = await oneRoom();
    const { link } = await town.bookAndFollow({ start: NINE });
    const waiting = (await town.join({ to: '2027-02-01' })).body.link;
    await town.cancel(link);
    await town.promote();
    await town.leave(waiting);
    expect(await town.others()).toEqual([NINE]);
  });

  it('is not offered while its room is taken by others', async () => {
    const town = await oneRoom();
    await town.bookAndFollow({ service: 'OTHER', start: NINE });
    const waiting = (await town.join({ to: '2027-02-01' })).body.link;
    expect(await town.promote()).toBe(0);
    expect((await town.waiting(waiting)).body.state).toBe('WAITING');
  });
});
