import { scheduleHandler } from '@ohjaamo/functions/schedule/dispatch.ts';
import { absenceWrite } from '@ohjaamo/functions/schedule/index.ts';
import { dataRoles } from '@ohjaamo/functions/kernel/tenancy/dataRoles.ts';
import { absenceId, randomIds, type StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Actor, TenantRole } from '@ohjaamo/shared/kernel/roles.ts';
import { scheduleRoutes } from '@ohjaamo/shared/schedule/contract.ts';
import type { Absence } from '@ohjaamo/shared/schedule/plan.ts';
import { seesWholeSite } from '@ohjaamo/shared/desk/rules.ts';
import { describe, expect, it } from 'vitest';
import { call, seedTenant, testClock, testHouse } from '../support/house.ts';
import { plan, rule, service, site, staffMember, town, weekdayHours, worker } from '../support/schedule.ts';

const [manager, own, visitor] = [worker(1), worker(2), worker(3)];
const orphans = {
  find: () => Promise.resolve([]),
  apply: () => Promise.reject(new Error('No plan changes')),
};
const away = (staffId: StaffId, parts: Partial<Absence>): Absence => ({
  ...{ id: absenceId.parse(randomIds.id(10)), staffId, kind: 'TRAINING' },
  ...{ from: '2027-02-02', to: '2027-02-02', ...parts },
});

/** Two sites; the manager and one worker are of the municipality's own organisation, the third is a visitor's. */
async function managedTown() {
  const house = testHouse(testClock('2027-02-01T08:00+02:00'), { memberRole: 'staffHours' });
  const [centre, branch] = [site('keskusta'), site('sivupiste')];
  const tenant = town({
    staff: [
      staffMember(manager, 'YOUTH', { homeSite: centre.id }),
      staffMember(own, 'YOUTH', { homeSite: centre.id }),
      staffMember(visitor, 'KELA', { homeSite: centre.id }),
    ],
    services: [service('INDIV', { staff: [own, visitor] })],
    sites: [centre, branch],
  });
  const hours = weekdayHours('APPOINTMENT', '08:00', '18:00');
  const tenantId = await seedTenant(house, tenant, [
    {
      siteId: centre.id,
      plan: plan({
        hours,
        rules: [
          rule(own, { weekday: 'MON', start: '09:00', end: '12:00' }, { note: 'nuoren asia' }),
          // Another use of an hour that is there already.
          rule(own, { weekday: 'MON', start: '11:00', end: '13:00' }),
          rule(own, { weekday: 'TUE', start: '09:00', end: '15:00' }),
          rule(visitor, { weekday: 'MON', start: '09:00', end: '12:00' }),
        ],
      }),
    },
    {
      siteId: branch.id,
      plan: plan({ hours, rules: [rule(own, { weekday: 'MON', start: '14:00', end: '16:00' })] }),
    },
  ]);
  const planner = house.scope(tenantId, 'planner');
  await planner.work.transact(
    [away(own, { start: '12:00', end: '16:00' }), away(visitor, {})].map((each) =>
      absenceWrite(planner, each),
    ),
  );
  const handler = scheduleHandler(house, orphans as never);
  const as = (staffId: StaffId, role: TenantRole, week?: string) => {
    const actor: Actor = { realm: 'tenant', subject: 'somebody', tenantId, staffId, roles: [role] };
    return call(handler, scheduleRoutes.readStaffHours, { actor, query: week ? { week } : {} });
  };
  return { as, tenant };
}

describe('An administrative manager', () => {
  it('sees the planned hours of the own organisation’s workers by day, of all sites, each hour once, and when they are away', async () => {
    const { as, tenant } = await managedTown();
    const { organisation, staff, isThisWeek } = (await as(manager, 'STAFF_MANAGER')).body;
    expect(organisation.code).toBe('YOUTH');
    expect(isThisWeek).toBe(true);
    expect(staff.map(({ id }) => id).sort()).toEqual([manager, own].sort());
    const seen = staff.find(({ id }) => id === own)!;
    expect(seen).toMatchObject({ name: tenant.staff[1]!.name });
    expect(seen.days.map(({ planned }) => planned)).toEqual([6 * 60, 6 * 60, 0, 0, 0, 0, 0]);
    expect(seen.days.map((day) => day.away)).toEqual([0, 3 * 60, 0, 0, 0, 0, 0]);
    expect(seen.absences).toEqual([
      { from: '2027-02-02', to: '2027-02-02', start: '12:00', end: '16:00', kind: 'TRAINING' },
    ]);
  });

  it('sees nothing of what is done in the hours, and nobody of another organisation', async () => {
    const { as, tenant } = await managedTown();
    const { text } = await as(manager, 'STAFF_MANAGER');
    for (const hidden of ['nuoren asia', 'INDIV', 'BOOKED', tenant.staff[2]!.name]) {
      expect(text).not.toContain(hidden);
    }
    const theirs = (await as(visitor, 'STAFF_MANAGER')).body;
    expect(theirs.staff.map(({ id }) => id)).toEqual([visitor]);
    expect(theirs.staff[0]?.days[1]).toMatchObject({ planned: 0 });
  });

  it('finds no week that the year does not have, and nothing when they are on no list', async () => {
    const { as } = await managedTown();
    expect((await as(manager, 'STAFF_MANAGER', '2027-W53')).status).toBe(404);
    expect((await as(worker(9), 'STAFF_MANAGER')).status).toBe(404);
  });

  it.each(['TENANT_ADMIN', 'SITE_MANAGER', 'COUNSELLOR', 'PARTNER_WORKER'] as const)(
    'is somebody else than a %s',
    async (role) => {
      expect((await (await managedTown()).as(manager, role)).status).toBe(403);
    },
  );

  it('reads names and plans in a role that knows no client, no booking, no sheet and no trail', () => {
    expect(dataRoles.staffHours).toEqual({ work: { TENANT: ['Query'], CALENDAR: ['GetItem', 'Query'] } });
  });

  it('sees no site’s day by that role, also beside that of a partner', () => {
    expect(seesWholeSite(['STAFF_MANAGER'])).toBe(false);
    expect(seesWholeSite(['PARTNER_WORKER', 'STAFF_MANAGER'])).toBe(false);
    expect(seesWholeSite(['COUNSELLOR', 'STAFF_MANAGER'])).toBe(true);
  });
});
