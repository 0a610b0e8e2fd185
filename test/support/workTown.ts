import { accessDispatch } from '@ohjaamo/functions/access/dispatch.ts';
import { openCase } from '@ohjaamo/functions/access/index.ts';
import { bookingHandler } from '@ohjaamo/functions/booking/dispatch.ts';
import { dataRoleOf } from '@ohjaamo/functions/cases/dataRole.ts';
import { casesDispatch } from '@ohjaamo/functions/cases/dispatch.ts';
import { deskDispatch } from '@ohjaamo/functions/desk/dispatch.ts';
import { figuresDispatch } from '@ohjaamo/functions/figures/dispatch.ts';
import { notesDispatch } from '@ohjaamo/functions/notes/dispatch.ts';
import { mapsDispatch } from '@ohjaamo/functions/maps/dispatch.ts';
import { plansDispatch } from '@ohjaamo/functions/plans/dispatch.ts';
import { referralsDispatch } from '@ohjaamo/functions/referrals/dispatch.ts';
import { outreachDispatch } from '@ohjaamo/functions/outreach/dispatch.ts';
import { employersDispatch } from '@ohjaamo/functions/employers/dispatch.ts';
import { dataRoleOf as roleOfAdoptions } from '@ohjaamo/functions/adoptions/dataRole.ts';
import { adoptionsDispatch } from '@ohjaamo/functions/adoptions/dispatch.ts';
import { rightsDispatch } from '@ohjaamo/functions/rights/dispatch.ts';
import { identificationOf } from '@ohjaamo/functions/rights/identification.ts';
import { moduleHandler } from '@ohjaamo/functions/kernel/http/pipeline.ts';
import type { Table } from '@ohjaamo/functions/kernel/table.ts';
import { indexes } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import type { OpenScope } from '@ohjaamo/functions/kernel/tenancy/scope.ts';
import { accessRoutes } from '@ohjaamo/shared/access/contract.ts';
import { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { deskRoutes } from '@ohjaamo/shared/desk/contract.ts';
import { figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import { notesRoutes } from '@ohjaamo/shared/notes/contract.ts';
import { mapsRoutes } from '@ohjaamo/shared/maps/contract.ts';
import { plansRoutes } from '@ohjaamo/shared/plans/contract.ts';
import { referralsRoutes } from '@ohjaamo/shared/referrals/contract.ts';
import { outreachRoutes } from '@ohjaamo/shared/outreach/contract.ts';
import { employersRoutes } from '@ohjaamo/shared/employers/contract.ts';
import { applyOrphans, findOrphans } from '@ohjaamo/functions/booking/index.ts';
import { scheduleHandler } from '@ohjaamo/functions/schedule/dispatch.ts';
import { adoptionsRoutes } from '@ohjaamo/shared/adoptions/contract.ts';
import { rightsRoutes } from '@ohjaamo/shared/rights/contract.ts';
import type { accessPurposes } from '@ohjaamo/shared/kernel/accessPurposes.ts';
import { bookingId, type ClientId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { Actor, TenantRole } from '@ohjaamo/shared/kernel/roles.ts';
import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import * as z from 'zod';
import { BookingFollower } from './follow.ts';
import { call, seedTenant, type TestAnswer, type TestCall, testClock, testHouse } from './house.ts';
import { plan, rule, service, site, staffMember, town, weekdayHours, worker } from './schedule.ts';

/** Monday at half past eight; opening and the first booked time are at nine. */
export const MONDAY = '2027-02-01T08:30+02:00';

/** Who works in the town: all bookings are the counsellor's unless a test says otherwise. */
export const people = {
  counsellor: { id: worker(1), roles: ['COUNSELLOR'] },
  outreachWorker: { id: worker(2), roles: ['OUTREACH_WORKER'] },
  partner: { id: worker(3), roles: ['PARTNER_WORKER'] },
  manager: { id: worker(4), roles: ['SITE_MANAGER'] },
  admin: { id: worker(5), roles: ['TENANT_ADMIN'] },
} as const satisfies Record<string, { readonly id: unknown; readonly roles: readonly TenantRole[] }>;
export type Person = keyof typeof people;

const auditRow = z.object({
  action: z.string(),
  outcome: z.string(),
  staffId: z.string(),
  subject: z.string().optional(),
  organisation: z.string().optional(),
  purpose: z.string().optional(),
  consents: z.array(z.string()).optional(),
  disclosed: z.unknown().optional(),
});

/** A town on DynamoDB Local with the modules of the working day in front of it. */
export async function workTown(now = MONDAY) {
  const clock = testClock(now);
  const house = testHouse(clock);
  const main = site('keskusta');
  const second = site('itainen', { kind: 'SATELLITE' });
  const staff = Object.values(people).map(({ id }) => id);
  const tenant = town({
    staff: staff.map((id) => staffMember(id, id === people.partner.id ? 'KELA' : 'YOUTH')),
    services: [service('INDIV', { staff, noticeHours: 0, channels: ['ON_SITE', 'VIDEO'] })],
    sites: [main, second],
  });
  const sitePlan = plan({
    hours: weekdayHours('APPOINTMENT', '09:00', '16:00'),
    rules: [
      rule(people.counsellor.id, { weekday: 'MON', start: '09:00', end: '12:00' }),
      rule(people.partner.id, { weekday: 'MON', start: '12:00', end: '14:00' }),
    ],
  });
  const tenantId = await seedTenant(house, tenant, [{ siteId: main.id, plan: sitePlan }]);

  const actor = (person: Person): Actor => ({
    realm: 'tenant',
    subject: `subject-of-${person}`,
    tenantId,
    staffId: people[person].id,
    roles: [...people[person].roles],
  });
  const rightsPorts = {
    platform: house.platform,
    identification: identificationOf(() => process.env['IDENTIFICATION']),
  };
  /** The modules' handlers over `openScope`. */
  const handlers = (openScope: OpenScope) => ({
    desk: moduleHandler(deskRoutes, deskDispatch, { ...house, openScope, memberRole: 'desk' }),
    cases: moduleHandler(casesRoutes, casesDispatch(house), {
      ...house,
      openScope,
      memberRole: dataRoleOf,
      openCase,
    }),
    access: moduleHandler(accessRoutes, accessDispatch, { ...house, openScope, memberRole: 'access' }),
    notes: moduleHandler(notesRoutes, notesDispatch, { ...house, openScope, memberRole: 'notes', openCase }),
    maps: moduleHandler(mapsRoutes, mapsDispatch, {
      ...house,
      openScope,
      memberRole: 'maps',
      streetRole: 'mapKeeper',
      openCase,
    }),
    plans: moduleHandler(plansRoutes, plansDispatch, { ...house, openScope, memberRole: 'plans', openCase }),
    referrals: moduleHandler(referralsRoutes, referralsDispatch(house.network), {
      ...house,
      openScope,
      memberRole: 'referrals',
      streetRole: 'referralLink',
      openCase,
    }),
    outreach: moduleHandler(outreachRoutes, outreachDispatch, {
      ...house,
      openScope,
      memberRole: 'outreach',
      openCase,
    }),
    employers: moduleHandler(employersRoutes, employersDispatch, {
      ...house,
      openScope,
      memberRole: 'employers',
      openCase,
    }),
    rights: moduleHandler(rightsRoutes, rightsDispatch(rightsPorts), {
      ...house,
      openScope,
      memberRole: 'rights',
      streetRole: 'identifying',
      openCase,
    }),
    adoptions: moduleHandler(adoptionsRoutes, adoptionsDispatch(house.network), {
      ...house,
      openScope,
      memberRole: roleOfAdoptions,
    }),
    schedule: scheduleHandler(
      { ...house, openScope, memberRole: 'planner', streetRole: 'street' },
      { find: findOrphans, apply: applyOrphans },
    ),
    figures: moduleHandler(figuresRoutes, figuresDispatch(house.network), {
      ...house,
      openScope,
      memberRole: 'figures',
    }),
  });
  const follower = new BookingFollower(house, tenantId);
  const working = handlers(house.openScope);
  const withoutTrail = handlers(failingTrail(house.openScope));

  return {
    clock,
    house,
    tenant,
    tenantId,
    main,
    second,
    actor,
    /** Calls a route as one of the town's people. */
    as: <R extends Route>(person: Person, route: R, request: TestCall<R> = {}): Promise<TestAnswer<R>> =>
      call(working[route.module as keyof typeof working], route, { ...request, actor: actor(person) }),
    /** Calls a route as a young person on the own page. */
    onOwnPage: <R extends Route>(client: ClientId, route: R, request: TestCall<R> = {}) =>
      call(working.rights, route, {
        ...request,
        person: { realm: 'person', tenantId, clientId: client, since: clock.now() },
      }),
    /** Calls a route from the street, at the main site unless told otherwise. */
    fromStreet: <R extends Route>(route: R, request: TestCall<R> = {}): Promise<TestAnswer<R>> =>
      call(working[route.module as keyof typeof working], route, {
        ...(route.access.kind === 'publicTenant' && {
          parameters: { tenantSlug: tenant.profile.slug, siteSlug: main.slug } as never,
        }),
        ...request,
      }),
    /** Calls a route as somebody whom a test made up. */
    asActor: <R extends Route>(who: Actor, route: R, request: TestCall<R> = {}): Promise<TestAnswer<R>> =>
      call(working[route.module as keyof typeof working], route, { ...request, actor: who }),
    /** The same while the audit table takes nothing. */
    withoutTrail: <R extends Route>(person: Person, route: R, request: TestCall<R> = {}) =>
      call(withoutTrail[route.module as keyof typeof working], route, { ...request, actor: actor(person) }),
    /** The same while `meanwhile` is done between the reading of a request and its first writing into the cases. */
    asWhile: <R extends Route>(
      meanwhile: () => Promise<unknown>,
      person: Person,
      route: R,
      request: TestCall<R> = {},
    ): Promise<TestAnswer<R>> => {
      const late = handlers(beforeWriting(house.openScope, meanwhile));
      return call(late[route.module as keyof typeof late], route, { ...request, actor: actor(person) });
    },
    /** States the purpose of looking into a case, as a worker is asked to. */
    opens: (person: Person, client: ClientId, purpose: (typeof accessPurposes)[number] = 'GUIDANCE') =>
      call(working.access, accessRoutes.statePurpose, {
        actor: actor(person),
        parameters: { clientId: client },
        body: { purpose },
      }),
    /** The rows of the trail about a subject. */
    async trailOf(subject: string) {
      const { audit, keys } = house.scope(tenantId, 'auditor');
      const { subjectPk } = keys.auditSubject(subject, '');
      return (await audit.query(subjectPk, auditRow, {}, indexes.audit)).items;
    },
    /** All rows of the trail of the month. */
    async trail(month = '2027-02') {
      const { audit, keys } = house.scope(tenantId, 'auditor');
      return (await audit.query(keys.auditMonth(month, '').pk, auditRow)).items;
    },
    /** Books a time from the street and gives the booking's id; the agenda knows it then. */
    async book(start = '2027-02-01T09:00+02:00', told: Record<string, unknown> = {}) {
      const id = bookingId.parse(randomIds.id(20));
      const answer = await call(
        bookingHandler({ ...house, memberRole: 'street' }),
        bookingRoutes.createBooking,
        {
          parameters: { tenantSlug: tenant.profile.slug, siteSlug: main.slug },
          anyBody: {
            bookingId: id,
            secret: randomIds.secret(128),
            service: 'INDIV',
            start,
            language: 'fi',
            nickname: 'Kotka',
            ...told,
          },
        },
      );
      if (answer.status !== 201) throw new Error(`Not booked: ${answer.text}`);
      await follower.follow(id);
      return id;
    },
  };
}

export type WorkTown = Awaited<ReturnType<typeof workTown>>;

/** Scopes whose audit table refuses every row, alone and inside a transaction. */
function failingTrail(openScope: OpenScope): OpenScope {
  return (tenant, role) => {
    const scope = openScope(tenant, role);
    const audit: Table = {
      ...scope.audit,
      transact: () => Promise.reject(new Error('The trail takes nothing')),
      putWrite: (item) => ({
        Put: { TableName: scope.audit.name, Item: item, ConditionExpression: 'attribute_exists(pk)' },
      }),
    };
    return { ...scope, audit };
  };
}

/** Scopes in which `act` is done once, before the first transaction of the cases. */
function beforeWriting(openScope: OpenScope, act: () => Promise<unknown>): OpenScope {
  let done: Promise<unknown> | undefined;
  return (tenant, role) => {
    const scope = openScope(tenant, role);
    const transact: Table['transact'] = async (writes) => {
      done ??= act();
      await done;
      return scope.cases.transact(writes);
    };
    return { ...scope, cases: { ...scope.cases, transact } };
  };
}
