import { scheduleHandler } from '@ohjaamo/functions/schedule/dispatch.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { Actor } from '@ohjaamo/shared/kernel/roles.ts';
import { scheduleRoutes } from '@ohjaamo/shared/schedule/contract.ts';
import { hoursFrom } from '@ohjaamo/shared/schedule/datedHours.ts';
import type { OpeningHours } from '@ohjaamo/shared/schedule/plan.ts';
import { describe, expect, it } from 'vitest';
import { call, seedTenant, testClock, testHouse } from '../support/house.ts';
import { noOrphans } from './calendarTown.ts';
import {
  closed,
  plan,
  rule,
  service,
  site,
  staffMember,
  town,
  weekdayHours,
  worker,
} from '../support/schedule.ts';

async function openTown(now: string) {
  const house = testHouse(testClock(now), { memberRole: 'planner', streetRole: 'street' });
  const main = site('keskusta');
  const campus = site('kampus', { kind: 'OUTREACH_POINT' });
  const tenant = town({
    sites: [main, campus],
    staff: [staffMember(worker(1)), staffMember(worker(2), 'KELA'), staffMember(worker(3))],
    services: [
      service('DUTY', { bookingMode: 'WALK_IN', hoursFor: 'EVERY', staff: [worker(1)] }),
      service('INDIV', { hoursFor: 'EVERY', minimumIdentification: 'LIGHT', staff: [worker(1)] }),
      service('MAP360', { bookingMode: 'WALK_IN_OR_BOOKED', staff: [worker(1)] }),
      service('PLAN', { minimumIdentification: 'STAFF_VERIFIED', staff: [worker(1)] }),
      service('KELA', { bookingMode: 'BOOKED_OR_SLOT', staff: [worker(2)] }),
      service('SUBST', { bookingMode: 'WALK_IN_OR_BOOKED', staff: [worker(3)] }),
    ],
  });
  const tenantId = await seedTenant(house, tenant, [
    {
      siteId: main.id,
      plan: plan({
        hours: [
          ...weekdayHours('WALK_IN', '12:00', '16:00'),
          ...weekdayHours('APPOINTMENT', '09:00', '16:00'),
        ],
        exceptions: [closed('2027-02-05')],
        rules: [
          rule(
            worker(1),
            { weekday: 'MON', start: '12:00', end: '16:00' },
            { service: 'DUTY', mode: 'WALK_IN' },
          ),
          rule(worker(1), { weekday: 'MON', start: '09:00', end: '12:00' }),
          rule(
            worker(2),
            { weekday: 'THU', start: '09:00', end: '12:00' },
            { service: 'KELA', mode: 'SLOT', recurrence: { kind: 'ISO_ODD_WEEKS' }, note: 'odd weeks' },
          ),
          rule(worker(1), { weekday: 'FRI', start: '09:00', end: '12:00' }),
        ],
      }),
    },
  ]);
  const handler = scheduleHandler(house, noOrphans);
  const manager: Actor = {
    ...{ realm: 'tenant', subject: 'subject-of-manager', tenantId, staffId: worker(1) },
    roles: ['SITE_MANAGER'],
  };
  return {
    tenant,
    /** The manager changes the walk-in hours of the main site from a day on. */
    async decide(from: string, next: readonly OpeningHours[]) {
      const { body: before } = await call(handler, scheduleRoutes.readSitePlan, {
        actor: manager,
        query: { site: main.id },
      });
      const change = { kind: 'SAVE_HOURS' as const, hours: hoursFrom(before.hours, 'WALK_IN', next, from) };
      const body = { changeId: randomIds.id(20), site: main.id, version: before.version, change };
      const { status } = await call(handler, scheduleRoutes.applyPlanChange, { actor: manager, body });
      expect(status).toBe(200);
    },
    open: (query: { week?: string } = {}, siteSlug: string = main.slug) =>
      call(handler, scheduleRoutes.readSitePage, {
        anyParameters: { tenantSlug: tenant.profile.slug, siteSlug },
        query,
      }),
    handler,
  };
}

describe('The page of a site', () => {
  it('says what is open, who is here this week, and what can be had how', async () => {
    const { open } = await openTown('2027-02-01T13:30+02:00');
    const { status, body } = await open();
    expect(status).toBe(200);
    expect(body.now).toBe('2027-02-01T13:30+02:00');
    expect(body.channels).toMatchObject([
      { channel: 'WALK_IN', openNow: true, closesAt: '2027-02-01T16:00+02:00' },
      { channel: 'APPOINTMENT', openNow: true },
    ]);
    expect(body.otherSites.map(({ slug }) => slug)).toEqual(['kampus']);
    expect(body.week).toMatchObject({ week: '2027-W05', previous: '2027-W04', next: '2027-W06' });
    const monday = body.week.days[0]!;
    expect(monday.entries.map(({ mode, start }) => [mode, start])).toEqual([
      ['BOOKED', '2027-02-01T09:00+02:00'],
      ['WALK_IN', '2027-02-01T12:00+02:00'],
    ]);
    const thursday = body.week.days[3]!;
    expect(thursday.entries).toMatchObject([{ serviceCode: 'KELA', visitor: true, note: 'odd weeks' }]);
    expect(body.week.days[4]).toMatchObject({ date: '2027-02-05', closed: { fi: 'suljettu' }, entries: [] });
    expect(body.services.map(({ code, bookable, walkIn }) => [code, bookable, walkIn])).toEqual([
      ['DUTY', false, true],
      ['INDIV', true, false],
      ['KELA', true, false],
      ['MAP360', true, true],
    ]);
    expect(body.services.find(({ code }) => code === 'INDIV')?.asksForName).toBe(true);
    expect(body.staff.map(({ id, bookableServices }) => [id, bookableServices])).toEqual([
      [worker(1), ['INDIV', 'MAP360']],
      [worker(2), ['KELA']],
    ]);
  });

  it('tells of hours that change soon, and has nobody there outside them', async () => {
    const { open, decide } = await openTown('2027-02-01T13:30+02:00');
    await decide('2027-02-15', weekdayHours('WALK_IN', '14:00', '16:00'));
    const before = (await open()).body.channels[0];
    expect(before?.weekly[0]).toEqual({ weekday: 'MON', opens: '12:00', closes: '16:00' });
    expect(before?.coming?.from).toBe('2027-02-15');
    expect(before?.coming?.weekly[0]).toEqual({ weekday: 'MON', opens: '14:00', closes: '16:00' });
    const startOfDuty = async (week: string) =>
      (await open({ week })).body.week.days[0]?.entries.find(({ mode }) => mode === 'WALK_IN')?.start;
    expect(await startOfDuty('2027-W06')).toBe('2027-02-08T12:00+02:00');
    expect(await startOfDuty('2027-W07')).toBe('2027-02-15T14:00+02:00');
  });

  it('shows another week with its own visitors', async () => {
    const { open } = await openTown('2027-02-01T13:30+02:00');
    const even = await open({ week: '2027-W06' });
    expect(even.body.week.days[3]?.entries).toEqual([]);
    const over = await open({ week: '2026-W53' });
    expect(over.body.week).toMatchObject({ previous: '2026-W52', next: '2027-W01' });
    expect(over.body.week.days[3]?.entries.length).toBe(1);
  });

  it('opens for a site without a plan', async () => {
    const { open } = await openTown('2027-02-01T13:30+02:00');
    const { status, body } = await open({}, 'kampus');
    expect([status, body.channels, body.services, body.staff]).toEqual([200, [], [], []]);
  });

  it('is not found for an unknown town or site, or a week that the year does not have', async () => {
    const { open, handler } = await openTown('2027-02-01T13:30+02:00');
    const town = await call(handler, scheduleRoutes.readSitePage, {
      anyParameters: { tenantSlug: 'no-such-town', siteSlug: 'keskusta' },
    });
    for (const answer of [town, await open({}, 'nowhere'), await open({ week: '2027-W53' })]) {
      expect([answer.status, answer.problem.type]).toEqual([404, '/problems/not-found']);
    }
    for (const week of ['0001-W01', '0100-W01', '9999-W52']) expect((await open({ week })).status).toBe(404);
    expect((await open({ week: '2027-5' })).status).toBe(400);
  });
});
