import { followBookings } from '@ohjaamo/functions/booking/index.ts';
import { scheduleHandler } from '@ohjaamo/functions/schedule/dispatch.ts';
import { randomIds, roomId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Actor, TenantRole } from '@ohjaamo/shared/kernel/roles.ts';
import { scheduleRoutes } from '@ohjaamo/shared/schedule/contract.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { aBooking, minuteOf } from '../support/bookingRecord.ts';
import { streamedBooking } from '../support/follow.ts';
import { call, seedTenant, testClock, testHouse } from '../support/house.ts';
import { service, site, staffMember, town, worker } from '../support/schedule.ts';
import { noOrphans } from './calendarTown.ts';

const room = (name: string) => roomId.parse(name.padEnd(10, '0'));
const HALL = { id: room('hall'), name: 'sali', capacity: 20 };
const WINDOW = { id: room('window'), name: 'ikkunapuoli', capacity: 10, partOf: HALL.id };
const DOOR = { id: room('door'), name: 'ovipuoli', capacity: 10, partOf: HALL.id };
const SMALL = { id: room('small'), name: 'huone 1', capacity: 4 };
const auditRow = z.object({ action: z.string(), outcome: z.string(), subject: z.string().optional() });

/** A town with a divided hall and a small room, and bookings that the agenda shows. */
async function roomTown() {
  const house = testHouse(testClock('2027-02-01T08:30+02:00'), {
    memberRole: 'planner',
    streetRole: 'street',
  });
  const main = site('keskusta', { rooms: [HALL, WINDOW, DOOR, SMALL] });
  const tenant = town({
    staff: [staffMember(worker(1), 'YOUTH'), staffMember(worker(2), 'YOUTH')],
    services: [service('INDIV', { staff: [worker(1)] })],
    sites: [main],
  });
  const tenantId = await seedTenant(house, tenant);
  const handler = scheduleHandler(house, noOrphans);
  const actor = (role: TenantRole): Actor => ({
    realm: 'tenant',
    subject: `subject-of-${role}`,
    tenantId,
    staffId: worker(2),
    roles: [role],
  });
  return {
    main,
    read: (role: TenantRole = 'COUNSELLOR', query: Record<string, string> = { week: '2027-W05' }) =>
      call(handler, scheduleRoutes.readRoomWeek, {
        query: scheduleRoutes.readRoomWeek.query.parse(query),
        actor: actor(role),
      }),
    async booked(parts: Parameters<typeof aBooking>[1]) {
      const booking = aBooking(main.id, { nickname: 'Kettu', ...parts });
      await followBookings(house, { Records: [streamedBooking(house, tenantId, booking)] });
      return booking;
    },
    async trail() {
      const { audit, keys } = house.scope(tenantId, 'auditor');
      return (await audit.query(keys.auditMonth('2027-02', '').pk, auditRow)).items;
    },
  };
}

describe('The week of a site’s rooms', () => {
  it('shows who holds a room and for which service, and nobody’s client', async () => {
    const { read, booked } = await roomTown();
    await booked({ room: SMALL.id });
    const { body, text } = await read();
    expect(body.rooms.map(({ name, partOf }) => [name, partOf])).toEqual([
      ['ikkunapuoli', 'sali'],
      ['ovipuoli', 'sali'],
      ['huone 1', undefined],
    ]);
    expect(body.days[0]?.held).toMatchObject([
      {
        start: '2027-02-01T09:00+02:00',
        end: '2027-02-01T09:45+02:00',
        kind: 'BOOKING',
        rooms: [SMALL.id],
        staff: [expect.any(String)],
      },
    ]);
    expect(body.days[0]?.held[0]?.what).toBeDefined();
    expect(text).not.toContain('Kettu');
  });

  it('shows a divided room as all its parts', async () => {
    const { read, booked } = await roomTown();
    await booked({ room: HALL.id });
    expect((await read()).body.days[0]?.held[0]?.rooms).toEqual([WINDOW.id, DOOR.id]);
  });

  it('leaves out what needs no room, was cancelled, or is in another week', async () => {
    const { read, booked } = await roomTown();
    await booked({});
    await booked({ room: SMALL.id, state: 'CANCELLED_IN_TIME' });
    await booked({ room: SMALL.id, start: minuteOf('2027-02-08T09:00+02:00') });
    expect((await read()).body.days.flatMap(({ held }) => held)).toEqual([]);
  });

  it('tells a partner and an administrator only that the room is taken, and notes whose bookings were seen', async () => {
    const { read, booked, trail } = await roomTown();
    const { id } = await booked({ room: SMALL.id });
    for (const role of ['PARTNER_WORKER', 'TENANT_ADMIN'] as const) {
      const [held] = (await read(role)).body.days[0]?.held ?? [];
      expect([role, held?.staff, held?.what]).toEqual([role, [], undefined]);
    }
    expect((await trail()).filter(({ subject }) => subject === id)).toEqual([]);
    await read('SITE_MANAGER');
    expect((await trail()).filter(({ subject }) => subject === id)).toMatchObject([
      { action: 'READ_ROOM_WEEK', outcome: 'DONE' },
    ]);
  });

  it('is not found for a site of nobody’s and a week that the year does not have', async () => {
    const { read } = await roomTown();
    expect((await read('COUNSELLOR', { site: randomIds.id(10) })).problem.type).toBe('/problems/not-found');
    expect((await read('COUNSELLOR', { week: '2027-W53' })).problem.type).toBe('/problems/not-found');
  });
});
