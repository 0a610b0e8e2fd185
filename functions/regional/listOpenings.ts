import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import { isBookable } from '@ohjaamo/shared/booking/offer.ts';
import { type Clock, currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { regionalRoutes } from '@ohjaamo/shared/regional/contract.ts';
import { actsOpen, weekOfDate } from '@ohjaamo/shared/regional/opening.ts';
import type { GivenView, ReceivedOpeningView } from '@ohjaamo/shared/regional/views.ts';
import { isClosed, type Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { standingOf } from '../kernel/tenancy/standing.ts';
import { readPlace } from '../tenants/index.ts';
import { groupsToOpen, readGroupAcross } from '../groups/index.ts';
import { groupOf, type Opened, reachAt, type RegionalPorts, standingOpenings } from './elsewhere.ts';
import { readSisters, readUses } from './repository.ts';
import type { GroupOpening, OpeningRow } from './rows.ts';

/**
 * What the municipality has opened to others and others to it. Two Queries; for each opening the other's standing and a row a week of what
 * was booked, and for one of others the opening and the names there. Of a booking itself nothing is read.
 */
export function listOpenings(ports: RegionalPorts): UseCase<(typeof regionalRoutes)['listOpenings']> {
  return async ({ scope, clock }) => {
    const [place, openings, sisters, municipalities] = await Promise.all([
      readPlace(scope, clock),
      standingOpenings(ports, scope),
      readSisters(scope),
      ports.municipalities.list(),
    ]);
    const { tenant, today } = place;
    const sites = tenant.sites.filter((each) => !isClosed(each, today));
    const [given, reached, groups] = await Promise.all([
      Promise.all(openings.map((each) => givenOf(ports, scope, tenant, each, clock))),
      Promise.all(sisters.map((each) => reachAt(ports, scope.tenantId, each))),
      groupsToOpen(
        scope,
        sites.map(({ id }) => id),
        currentMinute(clock),
      ),
    ]);
    const received = reached.flatMap((each) => (typeof each === 'string' ? [] : [each]));
    return succeed({
      body: {
        today,
        given: newestFirst(given, openings),
        received: await Promise.all(received.map((each) => receivedOf(ports, each, clock))),
        openable: {
          sites: sites.map(({ id, name }) => ({ id, name })),
          services: tenant.services
            .filter((each) => isBookable(each, 'STREET'))
            .map(({ code, name }) => ({ code, name })),
          groups: groups.map(({ id, siteId: site, name }) => ({ id, site, name })),
          staff: tenant.staff.map(({ id, name }) => ({ id, name })),
          municipalities: municipalities.filter(({ slug }) => slug !== tenant.profile.slug),
        },
      },
    });
  };
}

function newestFirst(views: readonly GivenView[], rows: readonly OpeningRow[]): GivenView[] {
  const at = new Map(rows.map(({ id, history }) => [id, history[0]?.at ?? '']));
  return [...views].sort((one, other) => ((at.get(one.id) ?? '') < (at.get(other.id) ?? '') ? 1 : -1));
}

async function givenOf(
  { platform }: RegionalPorts,
  scope: TenantScope,
  tenant: Tenant,
  opening: OpeningRow,
  clock: Clock,
): Promise<GivenView> {
  const { to, state, history } = opening;
  const [stands, details] = await Promise.all([
    standingOf(platform, to.tenantId),
    detailsOf(scope, opening, tenant, clock),
  ]);
  const nameOf = (id: string) => tenant.staff.find((each) => each.id === id)?.name;
  return {
    ...termsOf(opening, tenant),
    ...details,
    to: { slug: to.slug, name: to.name },
    stands,
    history: history.map(({ act, at, by }) => {
      const name = by === undefined ? undefined : nameOf(by);
      return { act, at, ...(name !== undefined && { by: name }) };
    }),
    acts: actsOpen(state, 'GIVER'),
  };
}

async function receivedOf(ports: RegionalPorts, opened: Opened, clock: Clock): Promise<ReceivedOpeningView> {
  const { opening, tenant } = opened;
  const { giver } = groupOf(ports, opened) ?? opened;
  const { slug, name } = tenant.profile;
  return {
    ...termsOf(opening, tenant),
    ...(await detailsOf(giver, opening, tenant, clock)),
    giver: { slug, name },
    acts: actsOpen(opening.state, 'RECEIVER'),
  };
}

function termsOf({ id, state, site, from, until }: OpeningRow, tenant: Tenant) {
  return { id, state, from, until, site: tenant.sites.find((each) => each.id === site)?.name ?? {} };
}

/** What is opened, and how much of it is used. */
async function detailsOf(giver: TenantScope, opening: OpeningRow, tenant: Tenant, clock: Clock) {
  if ('group' in opening) return groupDetails(giver, opening, tenant, clock);
  const { service, staff, perWeek } = opening;
  const worker = tenant.staff.find((each) => each.id === staff);
  return {
    service: { code: service, name: tenant.services.find(({ code }) => code === service)?.name ?? {} },
    ...(worker && { staff: worker.name }),
    perWeek,
    used: await usedOf(giver, opening, tenant, clock),
  };
}

/** A number only: how many places are had or waited for, in what is not over. */
async function groupDetails(giver: TenantScope, opening: GroupOpening, tenant: Tenant, clock: Clock) {
  const { id, group, places } = opening;
  const site = tenant.sites.find((each) => each.id === opening.site);
  const of = { group, opening: id };
  const found = site && (await readGroupAcross(giver, { tenant, site }, of, currentMinute(clock)));
  const rolls = found ? [found.group.id, ...found.group.meetings.map((each) => each.id)] : [];
  return {
    group: found?.group.name ?? {},
    eachMeeting: found?.group.joining === 'EACH_MEETING',
    places,
    taken: rolls.reduce((sum, roll) => sum + (found?.came.get(roll) ?? 0), 0),
  };
}

/** Numbers only: how many were booked in this week, and altogether. */
async function usedOf(giver: TenantScope, { id }: OpeningRow, { profile }: Tenant, clock: Clock) {
  const week = weekOfDate(localDate(currentMinute(clock), profile.zone));
  const uses = await readUses(giver, id);
  return {
    week: uses.find(({ sk }) => sk === week)?.bookings.length ?? 0,
    total: uses.reduce((sum, { made }) => sum + made, 0),
  };
}
