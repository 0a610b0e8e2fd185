import { dutyHandler } from '@ohjaamo/functions/duty/dispatch.ts';
import { scheduleHandler } from '@ohjaamo/functions/schedule/dispatch.ts';
import { absenceWrite, readPlan } from '@ohjaamo/functions/schedule/index.ts';
import { dutyRoutes } from '@ohjaamo/shared/duty/contract.ts';
import { type DutyShift, shiftId } from '@ohjaamo/shared/duty/shifts.ts';
import { type PlaceId } from '@ohjaamo/shared/duty/rota.ts';
import { swapId } from '@ohjaamo/shared/duty/swap.ts';
import type { RotaView } from '@ohjaamo/shared/duty/views.ts';
import { absenceId, randomIds, type StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Actor, TenantRole } from '@ohjaamo/shared/kernel/roles.ts';
import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import { scheduleRoutes } from '@ohjaamo/shared/schedule/contract.ts';
import type { Absence, SitePlan } from '@ohjaamo/shared/schedule/plan.ts';
import type { StaffMember } from '@ohjaamo/shared/tenants/profile.ts';
import { expect } from 'vitest';
import { call, seedTenant, type TestAnswer, type TestCall, testClock, testHouse } from '../support/house.ts';
import { noOrphans } from '../schedule/calendarTown.ts';
import { plan, service, site, staffMember, town, weekdayHours, worker } from '../support/schedule.ts';

/** A Monday morning before the doors open; its ISO week. */
export const MONDAY = '2027-02-01T08:30+02:00';
export const WEEK = '2027-W05';

/** Workers 1–4 serve in turn, 5 is a partner, 6 the manager who does not serve, 7 the administrator. */
const SERVING = [1, 2, 3, 4];
export const PARTNER = 5;
export const people = {
  first: { id: worker(1), roles: ['COUNSELLOR'] },
  second: { id: worker(2), roles: ['COUNSELLOR'] },
  outreachWorker: { id: worker(3), roles: ['OUTREACH_WORKER'] },
  partner: { id: worker(PARTNER), roles: ['PARTNER_WORKER'] },
  manager: { id: worker(6), roles: ['SITE_MANAGER'] },
  admin: { id: worker(7), roles: ['TENANT_ADMIN'] },
} as const satisfies Record<string, { readonly id: unknown; readonly roles: readonly TenantRole[] }>;
export type Person = keyof typeof people;

/** A town whose walk-in hours are noon to six on every working day. */
export async function dutyTown(
  parts: {
    readonly plan?: Partial<SitePlan>;
    readonly secondPlan?: Partial<SitePlan>;
    readonly staff?: Readonly<Record<number, Partial<StaffMember>>>;
  } = {},
) {
  const clock = testClock(MONDAY);
  const house = testHouse(clock, { memberRole: 'duty', streetRole: 'street' });
  const main = site('keskusta');
  const second = site('itainen', { kind: 'SATELLITE' });
  const numbers = [1, 2, 3, 4, PARTNER, 6, 7];
  const serving = [...SERVING, PARTNER].map(worker);
  const tenant = town({
    staff: numbers.map((number) =>
      staffMember(worker(number), number === PARTNER ? 'KELA' : 'YOUTH', {
        homeSite: main.id,
        ...parts.staff?.[number],
      }),
    ),
    services: [
      service('DUTY', { bookingMode: 'WALK_IN', hoursFor: 'EVERY', staff: serving }),
      service('CHAT', { bookingMode: 'CHAT', staff: [worker(1), worker(2)] }),
      service('INDIV', { staff: serving }),
    ],
    sites: [main, second],
  });
  const hours = [...weekdayHours('WALK_IN', '12:00', '18:00'), ...weekdayHours('CHAT', '12:00', '18:00')];
  const tenantId = await seedTenant(house, tenant, [
    { siteId: main.id, plan: plan({ hours, ...parts.plan }) },
    { siteId: second.id, plan: plan({ hours, ...parts.secondPlan }) },
  ]);
  const handler = dutyHandler(house);
  const actor = (person: Person): Actor => ({
    realm: 'tenant',
    subject: `subject-of-${person}`,
    tenantId,
    staffId: people[person].id,
    roles: [...people[person].roles],
  });
  const parameters = { siteId: main.id };
  const as = <R extends Route>(person: Person, route: R, request: TestCall<R> = {}): Promise<TestAnswer<R>> =>
    call(handler, route, { parameters, ...request, actor: actor(person) } as TestCall<R>);

  let version = 0;
  return {
    clock,
    house,
    handler,
    tenant,
    tenantId,
    main,
    second,
    as,
    /** Adds a shift of the working day; Monday noon to six for one worker unless told otherwise. */
    async addShift(shift: Partial<DutyShift> = {}, seen = version): Promise<DutyShift> {
      const whole: DutyShift = {
        id: shiftId.parse(randomIds.id(10)),
        weekday: 'MON',
        start: '12:00',
        end: '18:00',
        mode: 'WALK_IN',
        service: 'DUTY',
        workers: 1,
        skills: [],
        ...shift,
      };
      const answer = await as('manager', dutyRoutes.saveShift, { body: { version: seen, shift: whole } });
      expect(answer.status, answer.text).toBe(201);
      version = answer.body.version;
      return whole;
    },
    async fill(week = WEEK): Promise<RotaView> {
      const answer = await as('manager', dutyRoutes.fillRota, { body: { week } });
      expect(answer.status, answer.text).toBe(200);
      return answer.body;
    },
    async rota(person: Person = 'manager', week?: string): Promise<RotaView> {
      const answer = await as(person, dutyRoutes.readRota, { query: week ? { week } : {} });
      expect(answer.status, answer.text).toBe(200);
      return answer.body;
    },
    /** Publishes every week of a rota that is a draft. */
    async publish(rota: RotaView) {
      for (const { week, version: seen, state } of rota.weeks) {
        if (state !== 'DRAFT') continue;
        const answer = await as('manager', dutyRoutes.publishRota, { body: { week, version: seen } });
        expect(answer.status, answer.text).toBe(200);
      }
    },
    async beAbsent(who: StaffId, from: string, to = from, hours: Pick<Absence, 'start' | 'end'> = {}) {
      const id = absenceId.parse(randomIds.id(10));
      const scope = house.scope(tenantId, 'planner');
      await scope.work.transact([
        absenceWrite(scope, { id, staffId: who, from, to, kind: 'LEAVE', ...hours }),
      ]);
    },
    /** The plan of the main site as everybody reads it. */
    plan: () => readPlan(house.scope(tenantId, 'street'), main.id),
    /** The public page of the main site. */
    sitePage: (week: string) =>
      call(scheduleHandler({ ...house, memberRole: 'street' }, noOrphans), scheduleRoutes.readSitePage, {
        anyParameters: { tenantSlug: tenant.profile.slug, siteSlug: main.slug },
        query: { week },
      }),
    newSwapId: () => swapId.parse(randomIds.id(20)),
  };
}

export type DutyTown = Awaited<ReturnType<typeof dutyTown>>;

/** The places of a rota in order, whoever has them. */
export function placesOf(rota: RotaView) {
  return rota.weeks.flatMap(({ week, version, shifts }) =>
    shifts.flatMap((shift) =>
      shift.places.map((place) => ({ ...place, id: place.id satisfies PlaceId, week, version, shift })),
    ),
  );
}

/** Who has the places, in order. */
export function staffIn(rota: RotaView): (StaffId | undefined)[] {
  return placesOf(rota).map(({ staff }) => staff?.id);
}
