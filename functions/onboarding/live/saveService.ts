import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { onboardingRoutes } from '@ohjaamo/shared/onboarding/contract.ts';
import type { ServiceChange } from '@ohjaamo/shared/onboarding/live.ts';
import { type Service, service, type Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { UseCase } from '../../kernel/http/context.ts';
import type { OnboardingPorts } from '../ports.ts';
import { unspoken, wrong } from '../stepSave.ts';
import { countLosing } from './losing.ts';
import { conflict, languagesCheck, overWrite, readLive, versionOf } from './standing.ts';

/** A municipality's services; more than any has, and few enough for the query of its names. */
const MOST_SERVICES = 100;

/**
 * Adds a service or changes one: one transaction on the condition that it stands as it was read and the page has the languages its name
 * was judged by. When coming bookings would lose their time, it is told how many before it is done. Sent again it is the same. Reads the
 * names and the slug, and of a service that stands a plan and an agenda for each site.
 */
export function saveService({ network }: OnboardingPorts): UseCase<typeof onboardingRoutes.saveService> {
  return async ({ request: { body }, scope, clock, audit }) => {
    const { version, value, bookings } = body;
    const live = await readLive(network, scope);
    if (!live.ok) return live;
    const tenant = live.value;
    const standing = tenant.services.find(({ code }) => code === value.code);
    const next = service.parse({ ...(standing ?? beginning), ...value });
    if (standing && versionOf(next) === versionOf(standing))
      return succeed({ body: { version: versionOf(next) } });
    if (standing && version === 'NEW') return fail(problem('id-already-used'));
    if (version !== (standing ? versionOf(standing) : 'NEW')) return fail(problem('stale-version'));
    const refused = unspoken('/name', value.name, tenant.profile.languages) ?? strangerIn(tenant, value);
    if (refused) return refused;
    if (!standing && tenant.services.length >= MOST_SERVICES) return conflict('TOO_MANY');
    const services = tenant.services.map((each) => (each === standing ? next : each));
    const changed = { tenant: { ...tenant, services }, sites: tenant.sites, plan: keep };
    const losing = standing ? await countLosing(scope, changed, clock) : 0;
    if (losing > bookings) return conflict(`BOOKINGS:${String(losing)}`);
    const done = await scope.work.transact([
      overWrite<Service>(scope, { sk: `SERVICE#${next.code}`, kind: 'SERVICE', value: next }, standing),
      languagesCheck(scope, tenant),
      ...audit.writes([]),
    ]);
    return done.ok ? succeed({ body: { version: versionOf(next) } }) : fail(problem('stale-version'));
  };
}

/** Takes a service out of use, or back into it with a name in every language of the page. Reads and writes as {@link saveService}. */
export function retireService({ network }: OnboardingPorts): UseCase<typeof onboardingRoutes.retireService> {
  return async ({ request: { body, parameters }, scope, audit }) => {
    const live = await readLive(network, scope);
    if (!live.ok) return live;
    const standing = live.value.services.find(({ code }) => code === parameters.service);
    if (!standing) return fail(problem('not-found'));
    const { retired = false, ...rest } = standing;
    const next = body.retired ? service.parse({ ...rest, retired: true }) : rest;
    if (retired === body.retired) return succeed({ body: { version: versionOf(standing) } });
    if (body.version !== versionOf(standing)) return fail(problem('stale-version'));
    const refused = body.retired ? undefined : unspoken('/name', next.name, live.value.profile.languages);
    if (refused) return refused;
    const done = await scope.work.transact([
      overWrite<Service>(scope, { sk: `SERVICE#${next.code}`, kind: 'SERVICE', value: next }, standing),
      ...(body.retired ? [] : [languagesCheck(scope, live.value)]),
      ...audit.writes([]),
    ]);
    return done.ok ? succeed({ body: { version: versionOf(next) } }) : fail(problem('stale-version'));
  };
}

/** What a new service begins with; how it is booked is changed in the settings. */
const beginning = {
  ptvClasses: [],
  noticeHours: 2,
  horizonDays: 28,
  skills: [],
  needsApproval: false,
  alongside: [],
  limits: {},
  hours: [],
} satisfies Partial<Service>;

const keep = <P>(_: unknown, plan: P): P => plan;

/** The refusal of a giver who does not work here. */
function strangerIn({ staff }: Tenant, { staff: givers }: ServiceChange['value']) {
  const at = givers.findIndex((each) => staff.every(({ id }) => id !== each));
  return at < 0 ? undefined : wrong(`/staff/${String(at)}`, 'not_found');
}
