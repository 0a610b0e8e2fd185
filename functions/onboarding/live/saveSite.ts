import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { onboardingRoutes } from '@ohjaamo/shared/onboarding/contract.ts';
import type { SiteChange } from '@ohjaamo/shared/onboarding/live.ts';
import type { OpeningException, SitePlan } from '@ohjaamo/shared/schedule/plan.ts';
import { type Site, site, type Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { UseCase } from '../../kernel/http/context.ts';
import { planChangeWrite, readVersionedPlan } from '../../schedule/index.ts';
import type { OnboardingPorts } from '../ports.ts';
import { unspoken, wrong } from '../stepSave.ts';
import { followDirectory } from './followDirectory.ts';
import { countLosing } from './losing.ts';
import { conflict, languagesCheck, openCheck, overWrite, readLive, versionOf } from './standing.ts';

/** A municipality's sites; more than any has, and few enough for the reads that ask each. */
const MOST_SITES = 20;

/**
 * Adds a site with its hours or changes one's name, kind and address, as a service is saved; then the street's list follows. The
 * address of a site's page stays: it stands in links and on paper.
 */
export function saveSite({ network }: OnboardingPorts): UseCase<typeof onboardingRoutes.saveSite> {
  return async ({ request: { body }, scope, audit, ids }) => {
    const live = await readLive(network, scope);
    if (!live.ok) return live;
    const tenant = live.value;
    const { hours = [], ...value } = body.value;
    const standing = tenant.sites.find(({ id }) => id === value.id);
    const next = site.parse({ rooms: [], ...standing, ...value });
    if (standing && versionOf(next) === versionOf(standing)) {
      await followDirectory(network, scope);
      return succeed({ body: { version: versionOf(next) } });
    }
    if (standing && body.version === 'NEW') return fail(problem('id-already-used'));
    if (body.version !== (standing ? versionOf(standing) : 'NEW')) return fail(problem('stale-version'));
    const refused = unspoken('/name', value.name, tenant.profile.languages) ?? addressFault(tenant, value);
    if (refused) return refused;
    if (!standing && tenant.sites.length >= MOST_SITES) return conflict('TOO_MANY');
    const done = await scope.work.transact([
      overWrite<Site>(scope, { sk: `SITE#${next.id}`, kind: 'SITE', value: next }, standing),
      languagesCheck(scope, tenant),
      ...(standing ? [] : [planChangeWrite(scope, next.id, noPlan, { ...noPlan.plan, hours }, ids.id(20))]),
      ...audit.writes([]),
    ]);
    if (!done.ok) return fail(problem('stale-version'));
    await followDirectory(network, scope);
    return succeed({ body: { version: versionOf(next) } });
  };
}

const noPlan = { version: 0, changes: [], plan: { hours: [], exceptions: [], rules: [] } };

function addressFault({ sites }: Tenant, { id, slug, kind, address }: SiteChange['value']) {
  if (sites.some((each) => each.id === id && each.slug !== slug)) return wrong('/slug', 'slug_fixed');
  if (sites.some((each) => each.id !== id && each.slug === slug)) return wrong('/slug', 'slug_twice');
  return kind !== 'ONLINE' && address === '' ? wrong('/address', 'address_missing') : undefined;
}

/**
 * Closes a site for good from a day on: the day stands on the site, and the calendar is closed from it, in one transaction on the
 * conditions that neither was changed in between and that another site stays open. Opened again, both go. Bookings as for a service.
 */
export function closeSite({ network }: OnboardingPorts): UseCase<typeof onboardingRoutes.closeSite> {
  return async ({ request: { body, parameters }, scope, clock, audit, ids }) => {
    const live = await readLive(network, scope);
    if (!live.ok) return live;
    const tenant = live.value;
    const standing = tenant.sites.find(({ id }) => id === parameters.site);
    if (!standing) return fail(problem('not-found'));
    const { version, bookings } = body;
    const from = body.from === 'NEVER' ? undefined : body.from;
    if (standing.closedFrom === from) {
      await followDirectory(network, scope);
      return succeed({ body: { version: versionOf(standing) } });
    }
    if (version !== versionOf(standing)) return fail(problem('stale-version'));
    const fault = closingFault(tenant, standing, from, localDate(currentMinute(clock), tenant.profile.zone));
    if (fault) return conflict(fault);
    const { closedFrom, ...rest } = standing;
    const read = await readVersionedPlan(scope, standing.id);
    const kept = read.plan.exceptions.filter((each) => !isClosing(each, closedFrom));
    const exceptions = from === undefined ? kept : [...kept, closing(from)];
    if (exceptions.length > MOST_EXCEPTIONS) return conflict('TOO_MANY');
    const plan = { ...read.plan, exceptions };
    const changed = {
      ...{ tenant, sites: [standing] },
      plan: (_: Site, { absences }: SitePlan) => ({ ...plan, absences }),
    };
    const losing = from === undefined ? 0 : await countLosing(scope, changed, clock);
    if (losing > bookings) return conflict(`BOOKINGS:${String(losing)}`);
    const next = site.parse({ ...rest, ...(from !== undefined && { closedFrom: from }) });
    const done = await scope.work.transact([
      overWrite<Site>(scope, { sk: `SITE#${next.id}`, kind: 'SITE', value: next }, standing),
      planChangeWrite(scope, next.id, read, plan, ids.id(20)),
      ...(from === undefined ? [] : stayingOpen(tenant, standing).map((each) => openCheck(scope, each))),
      ...audit.writes([]),
    ]);
    if (!done.ok) return fail(problem('stale-version'));
    await followDirectory(network, scope);
    return succeed({ body: { version: versionOf(next) } });
  };
}

/** Exceptions that a plan holds. */
const MOST_EXCEPTIONS = 300;
/** The last date that can be written. */
const FOR_GOOD = '9999-12-31';

function closing(from: string): OpeningException {
  const name = {
    fi: 'Toimipiste on suljettu',
    sv: 'Servicestället är stängt',
    en: 'The site is closed',
  };
  return { kind: 'CLOSED', from, to: FOR_GOOD, name };
}

function isClosing({ kind, from, to }: OpeningException, closedFrom: string | undefined): boolean {
  return kind === 'CLOSED' && from === closedFrom && to === FOR_GOOD;
}

/** Why a site cannot be closed then: a page without an open site would be a page of nothing. */
function closingFault(
  tenant: Tenant,
  standing: Site,
  from: string | undefined,
  today: string,
): 'IN_THE_PAST' | 'LAST_SITE' | undefined {
  if (from === undefined) return undefined;
  if (from < today) return 'IN_THE_PAST';
  return stayingOpen(tenant, standing).length === 0 ? 'LAST_SITE' : undefined;
}

/** One of the sites that stay open, if there is any. */
function stayingOpen({ sites }: Tenant, standing: Site): Site[] {
  return sites.filter((each) => each !== standing && each.closedFrom === undefined).slice(0, 1);
}
