import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import { isBookable } from '@ohjaamo/shared/booking/offer.ts';
import { type Clock, currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { regionalRoutes } from '@ohjaamo/shared/regional/contract.ts';
import { actsOpen, weekOfDate } from '@ohjaamo/shared/regional/opening.ts';
import type { GivenView, ReceivedOpeningView } from '@ohjaamo/shared/regional/views.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { standingOf } from '../kernel/tenancy/standing.ts';
import { readPlace } from '../tenants/index.ts';
import { type Opened, reachAt, type RegionalPorts } from './elsewhere.ts';
import { readOpenings, readSisters, readUses } from './repository.ts';
import type { OpeningRow } from './rows.ts';

/**
 * What the municipality has opened to others and others to it. Two Queries; for each opening the other's standing and a row a week of what
 * was booked, and for one of others the opening and the names there. Of a booking itself nothing is read.
 */
export function listOpenings(ports: RegionalPorts): UseCase<(typeof regionalRoutes)['listOpenings']> {
  return async ({ scope, clock }) => {
    const [place, openings, sisters, municipalities] = await Promise.all([
      readPlace(scope, clock),
      readOpenings(scope),
      readSisters(scope),
      ports.municipalities.list(),
    ]);
    const { tenant, today } = place;
    const [given, reached] = await Promise.all([
      Promise.all(openings.map((each) => givenOf(ports, scope, tenant, each, clock))),
      Promise.all(sisters.map((each) => reachAt(ports, scope.tenantId, each))),
    ]);
    const received = reached.flatMap((each) => (typeof each === 'string' ? [] : [each]));
    return succeed({
      body: {
        today,
        given: newestFirst(given, openings),
        received: await Promise.all(received.map((each) => receivedOf(each, clock))),
        openable: {
          sites: tenant.sites.map(({ id, name }) => ({ id, name })),
          services: tenant.services
            .filter((each) => isBookable(each, 'STREET'))
            .map(({ code, name }) => ({ code, name })),
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
  const [stands, used] = await Promise.all([
    standingOf(platform, to.tenantId),
    usedOf(scope, opening, tenant, clock),
  ]);
  const nameOf = (id: string) => tenant.staff.find((each) => each.id === id)?.name;
  return {
    ...termsOf(opening, tenant),
    to: { slug: to.slug, name: to.name },
    stands,
    used,
    history: history.map(({ act, at, by }) => {
      const name = by === undefined ? undefined : nameOf(by);
      return { act, at, ...(name !== undefined && { by: name }) };
    }),
    acts: actsOpen(state, 'GIVER'),
  };
}

async function receivedOf({ giver, opening, tenant }: Opened, clock: Clock): Promise<ReceivedOpeningView> {
  const { slug, name } = tenant.profile;
  return {
    ...termsOf(opening, tenant),
    giver: { slug, name },
    used: await usedOf(giver, opening, tenant, clock),
    acts: actsOpen(opening.state, 'RECEIVER'),
  };
}

function termsOf({ id, state, site, service, staff, from, until, perWeek }: OpeningRow, tenant: Tenant) {
  const worker = tenant.staff.find((each) => each.id === staff);
  return {
    ...{ id, state, from, until, perWeek },
    site: tenant.sites.find((each) => each.id === site)?.name ?? {},
    service: { code: service, name: tenant.services.find(({ code }) => code === service)?.name ?? {} },
    ...(worker && { staff: worker.name }),
  };
}

/** Numbers only: how many were booked in this week, and altogether. */
async function usedOf(
  giver: TenantScope,
  { id }: OpeningRow,
  { profile }: Tenant,
  clock: Clock,
): Promise<GivenView['used']> {
  const week = weekOfDate(localDate(currentMinute(clock), profile.zone));
  const uses = await readUses(giver, id);
  return {
    week: uses.find(({ sk }) => sk === week)?.bookings.length ?? 0,
    total: uses.reduce((sum, { made }) => sum + made, 0),
  };
}
