import type { calendarsRoutes } from '@ohjaamo/shared/calendars/contract.ts';
import { BUSY_KIND, startOfWeek } from '@ohjaamo/shared/booking/sheet.ts';
import { inLanguage, type Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { staffId } from '@ohjaamo/shared/kernel/ids.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import { dayAt, type Interval, zoneAxis } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import { type Presence, presences } from '@ohjaamo/shared/schedule/presence.ts';
import type { Site, StaffMember, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { bookedTimes } from '../booking/index.ts';
import { hashOf, matchesHash } from '../kernel/hash.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readPlan } from '../schedule/index.ts';
import { readTenant } from '../tenants/index.ts';
import { weeksToKeep } from './busySheets.ts';
import { readOwnFeed, readSettings } from './repository.ts';

/** Weeks that have passed and are still in the feed, so that a program does not drop last week's entries. */
const WEEKS_BACK = 2;

/**
 * A worker's own feed by its secret link, with an ETag: a program that asks again gets 304 until something changes. A link
 * that was replaced or closed, and that of a worker who has left, open nothing. Reads the feed's row, the settings, the
 * names, the worker's sheets in one batch, and the plan of each site.
 */
export const readWorkerFeed: UseCase<(typeof calendarsRoutes)['readWorkerFeed']> = async ({
  request,
  scope,
  clock,
  knownVersion,
}) => {
  const [, id = '', secret = ''] = request.parameters.link.split('.');
  const worker = staffId.parse(id);
  const feed = await readOwnFeed(scope, worker);
  if (!feed || !matchesHash(secret, feed.secretHash)) return fail(problem('link-not-found'));
  const tenant = await readTenant(scope);
  const member = tenant?.staff.find((each) => each.id === worker);
  if (!tenant || !member) return fail(problem('link-not-found'));
  const now = currentMinute(clock);
  const weeks = weeksToKeep(tenant, now);
  const [first = 0] = weeks;
  const span = { start: startOfWeek(first - WEEKS_BACK), end: startOfWeek(first + weeks.length) };
  const [settings, entries, { workerFeed }] = await Promise.all([
    readSettings(scope, worker),
    entriesOf(scope, tenant, member, span),
    import('./workerFeed.ts'),
  ]);
  const language = settings?.language ?? tenant.profile.languages[0] ?? 'fi';
  const date = localDate(now, tenant.profile.zone);
  const placed = entries.map((entry) => ({ ...entry, place: entry.placeIn(language) }));
  const body = workerFeed(worker, placed, language, date);
  const version = hashOf(body);
  return succeed(knownVersion === version ? { unchanged: true, version } : { body, version });
};

async function entriesOf(scope: TenantScope, tenant: Tenant, member: StaffMember, span: Interval) {
  const resource = { home: member.homeSite, id: member.id };
  const [booked, sites] = await Promise.all([
    bookedTimes(scope, resource, span.start, span.end),
    sitesOf(scope, tenant, member, span),
  ]);
  return booked.filter(isOwnBusiness).map(({ start, end, kind }) => ({
    start,
    end,
    kind,
    placeIn: (language: Language) => placeDuring({ start, end }, sites, language),
  }));
}

/** Each site with the worker's hours there. */
async function sitesOf(scope: TenantScope, { sites, profile }: Tenant, { id }: StaffMember, span: Interval) {
  const axis = zoneAxis(profile.zone, span.start, span.end);
  return Promise.all(
    sites.map(async (site) => {
      const plan = await readPlan(scope, site.id, localDate(span.start, profile.zone));
      const rules = plan.rules.filter(({ staffId: worker }) => worker === id);
      return {
        site,
        presences: presences({ ...plan, rules }, axis, dayAt(axis, span.start), dayAt(axis, span.end)),
      };
    }),
  );
}

/**
 * Where a worker is during a stretch: at the site in whose plan it lies, else at the municipality's only site, else
 * unknown. `presences` are the worker's own, of the site.
 */
function placeDuring(
  { start, end }: Interval,
  sites: readonly { readonly site: Site; readonly presences: readonly Presence[] }[],
  language: Language,
): string {
  const here = sites.find(({ presences }) =>
    presences.some((presence) => presence.start <= start && end <= presence.end),
  );
  const [only] = sites;
  const site = here?.site ?? (sites.length === 1 ? only?.site : undefined);
  return site ? [inLanguage(site.name, language), site.address].filter(Boolean).join(', ') : '';
}

/** Whether an interval of a sheet is the worker's own business here: what came in from elsewhere does not go out again. */
function isOwnBusiness({ kind }: { readonly kind: number }): boolean {
  return kind !== BUSY_KIND.external;
}
