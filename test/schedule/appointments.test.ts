import { followBookings } from '@ohjaamo/functions/booking/index.ts';
import { scheduleHandler } from '@ohjaamo/functions/schedule/dispatch.ts';
import type { Actor, TenantRole } from '@ohjaamo/shared/kernel/roles.ts';
import { scheduleRoutes } from '@ohjaamo/shared/schedule/contract.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { aBooking, minuteOf } from '../support/bookingRecord.ts';
import { streamedBooking } from '../support/follow.ts';
import { call, seedTenant, testClock, testHouse } from '../support/house.ts';
import { service, site, staffMember, town, worker } from '../support/schedule.ts';
import { noOrphans } from './calendarTown.ts';

const auditRow = z.object({ action: z.string(), outcome: z.string(), subject: z.string().optional() });

/** A town with three workers, one of another site, and bookings that the agenda shows. */
async function busyTown() {
  const house = testHouse(testClock('2027-02-01T08:30+02:00'), { memberRole: 'planner' });
  const main = site('keskusta');
  const away = site('ita');
  const staff = [
    staffMember(worker(1), 'YOUTH', { homeSite: main.id }),
    staffMember(worker(2), 'YOUTH', { homeSite: main.id }),
    staffMember(worker(3), 'YOUTH', { homeSite: away.id }),
  ];
  const tenantId = await seedTenant(
    house,
    town({ staff, services: [service('INDIV', { staff: [worker(1)] })], sites: [main, away] }),
  );
  const handler = scheduleHandler(house, noOrphans);
  const actor = (role: TenantRole): Actor => ({
    realm: 'tenant',
    subject: `subject-of-${role}`,
    tenantId,
    staffId: worker(2),
    roles: [role],
  });
  return {
    read: (role: TenantRole = 'COUNSELLOR', query: Record<string, string> = {}) =>
      call(handler, scheduleRoutes.readAppointments, {
        query: scheduleRoutes.readAppointments.query.parse({ site: main.id, week: '2027-W05', ...query }),
        actor: actor(role),
      }),
    async booked(parts: Parameters<typeof aBooking>[1]) {
      const booking = aBooking(main.id, { nickname: 'Kettu', ...parts });
      await followBookings(house, { Records: [streamedBooking(house, tenantId, booking)] });
      return booking;
    },
    async trail(id: string) {
      const { audit, keys } = house.scope(tenantId, 'auditor');
      const { items } = await audit.query(keys.auditMonth('2027-02', '').pk, auditRow);
      return items.filter(({ subject }) => subject === id).map(({ action }) => action);
    },
  };
}

describe('The appointments of a week', () => {
  it('stand on their days with their worker, and each that was seen is in the trail', async () => {
    const { read, booked, trail } = await busyTown();
    const { id } = await booked({ staffId: worker(1), start: minuteOf('2027-02-02T09:00+02:00') });
    const { body } = await read();
    expect(body.days.map(({ appointments }) => appointments.length)).toEqual([0, 1, 0, 0, 0, 0, 0]);
    expect(body.days[1]?.appointments[0]).toMatchObject({
      ...{ id, staffId: worker(1), start: '2027-02-02T09:00+02:00', nickname: 'Kettu', mayMove: true },
    });
    expect(await trail(id)).toEqual(['VIEW_APPOINTMENTS']);
  });

  it('are those that hold their time, and what has begun moves no more', async () => {
    const { read, booked } = await busyTown();
    await booked({ start: minuteOf('2027-02-02T09:00+02:00'), state: 'CANCELLED_IN_TIME' });
    await booked({ start: minuteOf('2027-02-09T09:00+02:00') });
    await booked({ start: minuteOf('2027-02-01T08:00+02:00'), state: 'KEPT' });
    const { body } = await read();
    const shown = body.days.flatMap(({ appointments }) => appointments);
    expect(shown).toMatchObject([{ state: 'KEPT', mayMove: false }]);
  });

  it('name the site’s own workers, and whoever of another site has one here', async () => {
    const { read, booked } = await busyTown();
    const ids = async () => (await read()).body.staff.map(({ id }) => id).sort();
    expect(await ids()).toEqual([worker(1), worker(2)]);
    await booked({ staffId: worker(3), start: minuteOf('2027-02-03T09:00+02:00') });
    expect(await ids()).toEqual([worker(1), worker(2), worker(3)]);
  });

  it('are the own ones for who only lends time', async () => {
    const { read, booked } = await busyTown();
    const other = await booked({ staffId: worker(1), start: minuteOf('2027-02-02T09:00+02:00') });
    const own = await booked({ staffId: worker(2), start: minuteOf('2027-02-02T10:00+02:00') });
    const { body, text } = await read('PARTNER_WORKER');
    expect(body.days[1]?.appointments.map(({ id }) => id)).toEqual([own.id]);
    expect(body.staff.map(({ id }) => id)).toEqual([worker(2)]);
    expect(text).not.toContain(other.id);
  });

  it('are of no week and no site that there is not', async () => {
    const { read } = await busyTown();
    expect((await read('COUNSELLOR', { week: '2027-W53' })).status).toBe(404);
    expect((await read('COUNSELLOR', { site: 'nosuchsite' })).status).toBe(404);
  });
});
