import type { figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import {
  type Booked,
  type OrganisationTime,
  type SiteHours,
  type Staffed,
  timeOf,
  walkInOf,
  weeklyOf,
} from '@ohjaamo/shared/figures/hours.ts';
import { currentQuarter } from '@ohjaamo/shared/figures/quarters.ts';
import { dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import type { SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import { currentMinute, localDate, quarterDates } from '@ohjaamo/shared/kernel/time.ts';
import { instantsOf, zoneAxisOfDays } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import { openingOn } from '@ohjaamo/shared/schedule/opening.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { readSiteTime } from '../duty/index.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import type { readPlan } from '../schedule/index.ts';
import type { readTenant } from '../tenants/index.ts';

interface Ports {
  readonly readTenant: typeof readTenant;
  readonly readSiteTime: typeof readSiteTime;
  readonly readPlan: typeof readPlan;
}

/** What was offered and used at a site. */
interface Time {
  readonly staffed: readonly Staffed[];
  readonly booked: readonly Booked[];
}

/**
 * M21 and M23 of a quarter, of each site and of all together, up to yesterday: from the plans and the agenda, without a look at a contact. Reads: a
 * Query of the tenant, and for each site five Queries (plan twice, agenda, rota, groups) and a GetItem, eventually consistent.
 */
export function readHours(ports: Ports): UseCase<typeof figuresRoutes.readHours> {
  return async ({ scope, request, clock }) => {
    const tenant = await ports.readTenant(scope);
    if (!tenant) throw new Error('The tenant has no profile');
    const now = currentMinute(clock);
    const quarter = request.query.quarter ?? currentQuarter(now, tenant.profile.zone);
    const { from, to: end } = quarterDates(quarter);
    const yesterday = dateOfDay(dayNumber(localDate(now, tenant.profile.zone)) - 1);
    const to = yesterday < end ? yesterday : end;
    const sites = await Promise.all(
      tenant.sites.map(async ({ id, slug, name }) => ({
        ...{ id, slug, name },
        ...(await readSite(ports, scope, tenant, id, { from, to })),
      })),
    );
    const all: Time = {
      staffed: sites.flatMap(({ time }) => time.staffed),
      booked: sites.flatMap(({ time }) => time.booked),
    };
    return succeed({
      body: {
        ...{ quarter, from, to },
        organisations: byOrganisation(tenant, all),
        sites: sites.map(({ time: _time, ...site }) => site),
      },
    });
  };
}

async function readSite(
  ports: Pick<Ports, 'readSiteTime' | 'readPlan'>,
  scope: TenantScope,
  tenant: Tenant,
  site: SiteId,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<{ readonly time: Time; readonly hours: SiteHours }> {
  const isNothing = to < from;
  const [read, plan] = isNothing
    ? [undefined, undefined]
    : await Promise.all([
        ports.readSiteTime(scope, tenant, site, { from, to, contactsTo: '' }),
        ports.readPlan(scope, site, from),
      ]);
  const time: Time = {
    staffed: read?.staffed ?? [],
    booked: (read?.bookings ?? []).map(({ start, end, state, staffId, alongside }) => ({
      ...{ start, end, state },
      workers: [staffId, ...alongside],
    })),
  };
  const [first, last] = [dayNumber(from), dayNumber(to)];
  const axis = zoneAxisOfDays(tenant.profile.zone, first, Math.max(first, last));
  const days = plan
    ? Array.from({ length: last - first + 1 }, (_, at) => ({
        day: first + at,
        hours: openingOn(plan, first + at).hours,
      }))
    : [];
  const open = days.flatMap(({ day, hours }) =>
    hours.WALK_IN.flatMap((stretch) => instantsOf(axis, day, stretch)),
  );
  return {
    time,
    hours: {
      organisations: byOrganisation(tenant, time),
      walkIn: walkInOf(open, time.staffed),
      weekly: weeklyOf(days.map(({ hours }) => hours)),
    },
  };
}

/** Those of the tenant's organisations that gave any time, in the tenant's order. */
function byOrganisation({ organisations, staff }: Tenant, { staffed, booked }: Time): OrganisationTime[] {
  return organisations
    .map(({ code, name }) => {
      const members = new Set(staff.filter(({ organisation }) => organisation === code).map(({ id }) => id));
      return { organisation: { code, name }, ...timeOf(members, staffed, booked) };
    })
    .filter(({ offered, booked: minutes, walkIn }) => offered + minutes + walkIn > 0);
}
