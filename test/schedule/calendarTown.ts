import type { AffectedBooking, OrphanPort } from '@ohjaamo/functions/schedule/orphanPort.ts';
import { scheduleHandler } from '@ohjaamo/functions/schedule/dispatch.ts';
import { readVersionedPlan } from '@ohjaamo/functions/schedule/index.ts';
import { bookingId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { Actor, TenantRole } from '@ohjaamo/shared/kernel/roles.ts';
import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import { scheduleRoutes } from '@ohjaamo/shared/schedule/contract.ts';
import type { PlanChange } from '@ohjaamo/shared/schedule/change.ts';
import type { SitePlan } from '@ohjaamo/shared/schedule/plan.ts';
import * as z from 'zod';
import { call, seedTenant, type TestAnswer, type TestCall, testClock, testHouse } from '../support/house.ts';
import { plan, rule, service, site, staffMember, town, weekdayHours, worker } from '../support/schedule.ts';

const nobody = { orphaned: [], readopted: [] };

/** Bookings that no hours can touch. */
export const noOrphans: OrphanPort = {
  find: () => Promise.resolve(nobody),
  apply: () => Promise.resolve({ orphaned: 0, readopted: 0 }),
};

export const people = {
  manager: { id: worker(1), roles: ['SITE_MANAGER'] },
  admin: { id: worker(2), roles: ['TENANT_ADMIN'] },
  counsellor: { id: worker(3), roles: ['COUNSELLOR'] },
  partner: { id: worker(4), roles: ['PARTNER_WORKER'] },
} as const satisfies Record<string, { readonly id: unknown; readonly roles: readonly TenantRole[] }>;
export type Person = keyof typeof people;

const auditRow = z.object({ action: z.string(), outcome: z.string(), subject: z.string().optional() });

/** The counsellor's booked Mondays and walk-in Wednesdays, and the partner's odd Thursdays. */
export const mondays = rule(
  people.counsellor.id,
  { weekday: 'MON', start: '09:00', end: '12:00' },
  { id: 'mondays001' },
);
export const wednesdays = rule(
  people.counsellor.id,
  { weekday: 'WED', start: '12:00', end: '16:00' },
  { id: 'wednesdays', mode: 'WALK_IN', service: 'DUTY' },
);
export const oddThursdays = rule(
  people.partner.id,
  { weekday: 'THU', start: '09:00', end: '12:00' },
  { id: 'oddthursda', mode: 'SLOT', service: 'KELA', recurrence: { kind: 'ISO_ODD_WEEKS' }, note: 'Kela' },
);

/** A town of two sites on DynamoDB Local, and the calendar in front of it. `bookings` stand where hours are changed away. */
export async function calendarTown(bookings: readonly AffectedBooking[] = []) {
  const house = testHouse(testClock('2027-02-01T08:30+02:00'), {
    memberRole: 'planner',
    streetRole: 'street',
  });
  const main = site('keskusta');
  const second = site('itainen', { kind: 'SATELLITE' });
  const tenant = town({
    staff: Object.values(people).map(({ id }) =>
      staffMember(id, id === people.partner.id ? 'KELA' : 'YOUTH'),
    ),
    services: [
      service('INDIV', { staff: [people.counsellor.id] }),
      service('DUTY', { bookingMode: 'WALK_IN' }),
      service('KELA', { bookingMode: 'BOOKED_OR_SLOT' }),
    ],
    sites: [main, second],
  });
  const mainPlan = plan({
    hours: [...weekdayHours('WALK_IN', '12:00', '16:00'), ...weekdayHours('APPOINTMENT', '09:00', '16:00')],
    rules: [mondays, wednesdays, oddThursdays],
  });
  const tenantId = await seedTenant(house, tenant, [{ siteId: main.id, plan: mainPlan }]);
  const asked: { readonly siteId: string; readonly plan: SitePlan }[] = [];
  const orphans: OrphanPort = {
    find: () => Promise.resolve({ orphaned: bookings, readopted: [] }),
    apply: (_scope, _tenant, { id }, after) => {
      asked.push({ siteId: id, plan: after });
      return Promise.resolve({ orphaned: bookings.length, readopted: 0 });
    },
  };
  const handler = scheduleHandler(house, orphans);
  const actor = (person: Person): Actor => ({
    realm: 'tenant',
    subject: `subject-of-${person}`,
    tenantId,
    staffId: people[person].id,
    roles: [...people[person].roles],
  });
  const as = <R extends Route>(person: Person, route: R, request: TestCall<R> = {}): Promise<TestAnswer<R>> =>
    call(handler, route, { ...request, actor: actor(person) });
  return {
    house,
    tenant,
    tenantId,
    main,
    second,
    as,
    /** Whose bookings were looked at after the plan was stored. */
    asked,
    preview: (person: Person, change: PlanChange, at = main) =>
      as(person, scheduleRoutes.previewPlanChange, { body: { site: at.id, change } }),
    apply: (person: Person, change: PlanChange, version = 1, changeId = randomIds.id(20)) =>
      as(person, scheduleRoutes.applyPlanChange, { body: { changeId, site: main.id, version, change } }),
    planOf: (at = main) => readVersionedPlan(house.scope(tenantId, 'planner'), at.id),
    async trail() {
      const { audit, keys } = house.scope(tenantId, 'auditor');
      return (await audit.query(keys.auditMonth('2027-02', '').pk, auditRow)).items;
    },
  };
}

/** A booking of the counsellor on Monday at nine. */
export function bookingOnMonday(): AffectedBooking {
  return {
    id: bookingId.parse(randomIds.id(20)),
    start: Date.parse('2027-02-08T09:00+02:00') / 60_000,
    end: Date.parse('2027-02-08T09:45+02:00') / 60_000,
    staffId: people.counsellor.id,
    service: 'INDIV',
    reachable: true,
  };
}
