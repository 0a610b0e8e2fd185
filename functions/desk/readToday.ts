import type { deskRoutes } from '@ohjaamo/shared/desk/contract.ts';
import { knowsClients, seesWholeSite } from '@ohjaamo/shared/desk/rules.ts';
import { dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import type { SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { currentMinute, formatOffsetDateTime, localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { ResponseOf } from '@ohjaamo/shared/kernel/route.ts';
import { zoneAxisOfDays } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import type { SitePlan } from '@ohjaamo/shared/schedule/plan.ts';
import { presences } from '@ohjaamo/shared/schedule/presence.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { listBookingsOfDay } from '../booking/index.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readPlan } from '../schedule/index.ts';
import { readProfile } from './readProfile.ts';
import { readContactsOfDay } from './repository.ts';
import { staffName, viewBooking, viewContact } from './views.ts';

type Today = typeof deskRoutes.readToday;

/** The day of one site: bookings, recorded contacts, who is here. A partner sees the own bookings and contacts only. */
export const readToday: UseCase<Today> = async ({ scope, request, actor, clock }) => {
  const tenant = await readProfile(scope);
  const site = siteOf(tenant, request.query.site);
  if (!site) return fail(problem('not-found'));
  const { zone } = tenant.profile;
  const now = currentMinute(clock);
  const date = localDate(now, zone);
  const all = await readDay(scope, site.id, date);

  const whole = seesWholeSite(actor.roles);
  const bookings = all.bookings.filter((each) => whole || each.staffId === actor.staffId);
  const contacts = all.contacts
    .filter((each) => whole || each.staffIds.includes(actor.staffId))
    .map(({ clientId, ...rest }) => ({
      ...rest,
      ...(clientId && knowsClients(actor.roles) && { clientId }),
    }));
  return succeed({
    body: {
      now: formatOffsetDateTime(now, zone),
      date,
      site: { id: site.id, slug: site.slug, name: site.name },
      bookings: bookings.map((each) => viewBooking(each, tenant, actor.staffId, all.contacts)),
      contacts: contacts.map((each) => viewContact(each, zone)),
      duty: dutyOf(all.plan, tenant, date),
    },
    subjects: [
      ...bookings.map(({ id }) => id),
      ...new Set(contacts.flatMap(({ clientId }) => (clientId ? [clientId] : []))),
    ],
  });
};

/** The asked site; without one, the main site. */
function siteOf({ sites }: Tenant, asked: SiteId | undefined): Tenant['sites'][number] | undefined {
  if (asked) return sites.find(({ id }) => id === asked);
  return sites[0];
}

async function readDay(scope: TenantScope, site: SiteId, date: string) {
  const [bookings, contacts, plan] = await Promise.all([
    listBookingsOfDay(scope, site, date),
    readContactsOfDay(scope, site, date),
    readPlan(scope, site),
  ]);
  return { bookings, contacts, plan };
}

function dutyOf(plan: SitePlan, tenant: Tenant, date: string): ResponseOf<Today>['duty'] {
  const { zone } = tenant.profile;
  const day = dayNumber(date);
  return presences(plan, zoneAxisOfDays(zone, day, day), day, day).map(({ rule, start, end }) => ({
    staffId: rule.staffId,
    staffName: staffName(tenant, rule.staffId),
    start: formatOffsetDateTime(start, zone),
    end: formatOffsetDateTime(end, zone),
    mode: rule.mode,
    service: tenant.services.find(({ code }) => code === rule.service)?.name ?? {},
  }));
}
