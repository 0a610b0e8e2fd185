import type { calendarsRoutes } from '@ohjaamo/shared/calendars/contract.ts';
import { BUSY_KIND, startOfWeek } from '@ohjaamo/shared/booking/sheet.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { staffId } from '@ohjaamo/shared/kernel/ids.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { currentMinute, type EpochMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { Interval } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import type { StaffMember, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { bookedTimes } from '../booking/index.ts';
import { hashOf, matchesHash } from '../kernel/hash.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readTenant } from '../tenants/index.ts';
import { weeksToKeep } from './busySheets.ts';
import { placeDuring, sitesOfFeed } from './feedPlaces.ts';
import { readOwnFeed, readSettings } from './repository.ts';

/** Weeks that have passed and are still in the feed, so that a program does not drop last week's entries. */
const WEEKS_BACK = 2;

/**
 * A worker's own feed by its secret link, with an ETag: a program that asks again gets 304 until something changes. A link
 * that was replaced or closed, and that of a worker who has left, open nothing. Reads the feed's row, the settings, the
 * names, the worker's sheets in one batch, the plan of each site, and the agenda and the groups of those where the worker has hours.
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
    entriesOf(scope, tenant, member, span, now),
    import('./workerFeed.ts'),
  ]);
  const language = settings?.language ?? tenant.profile.languages[0] ?? 'fi';
  const date = localDate(now, tenant.profile.zone);
  const placed = entries.map((entry) => ({ ...entry, place: entry.placeIn(language) }));
  const body = workerFeed(worker, placed, language, date);
  const version = hashOf(body);
  return succeed(knownVersion === version ? { unchanged: true, version } : { body, version });
};

async function entriesOf(
  scope: TenantScope,
  tenant: Tenant,
  member: StaffMember,
  span: Interval,
  now: EpochMinute,
) {
  const resource = { home: member.homeSite, id: member.id };
  const [booked, sites] = await Promise.all([
    bookedTimes(scope, resource, span.start, span.end),
    sitesOfFeed(scope, tenant, member, span, now),
  ]);
  return booked.filter(isOwnBusiness).map(({ start, end, kind }) => ({
    start,
    end,
    kind,
    placeIn: (language: Language) => placeDuring({ start, end }, sites, language),
  }));
}

/** Whether an interval of a sheet is the worker's own business here: what came in from elsewhere does not go out again. */
function isOwnBusiness({ kind }: { readonly kind: number }): boolean {
  return kind !== BUSY_KIND.external;
}
