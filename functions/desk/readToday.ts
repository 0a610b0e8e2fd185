import type { deskRoutes } from '@ohjaamo/shared/desk/contract.ts';
import { knowsClients } from '@ohjaamo/shared/desk/rules.ts';
import { dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { formatOffsetDateTime } from '@ohjaamo/shared/kernel/time.ts';
import type { ResponseOf } from '@ohjaamo/shared/kernel/route.ts';
import { zoneAxisOfDays } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import type { SitePlan } from '@ohjaamo/shared/schedule/plan.ts';
import { presences } from '@ohjaamo/shared/schedule/presence.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { namesOf, readPlan } from '../schedule/index.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { readTodayOf, versionOf } from './todayOf.ts';
import { viewBooking, viewContact } from './views.ts';

type Today = typeof deskRoutes.readToday;

/** A day of one site, today unless another is asked: bookings, recorded contacts, who is here. A partner sees the own bookings and contacts only. */
export const readToday: UseCase<Today> = async ({ scope, request, actor, clock }) => {
  const tenant = await readWorkersTenant(scope);
  const today = await readTodayOf(scope, tenant, request.query, actor, clock);
  if (!today) return fail(problem('not-found'));
  const { now, date, site, bookings } = today;
  const plan = await readPlan(scope, site.id, date);
  const { zone } = tenant.profile;
  const contacts = today.contacts.map(({ clientId, ...rest }) => ({
    ...rest,
    ...(clientId && knowsClients(actor.roles) && { clientId }),
  }));
  return succeed({
    body: {
      now: formatOffsetDateTime(now, zone),
      date,
      today: today.today,
      version: versionOf(today),
      site: { id: site.id, slug: site.slug, name: site.name },
      bookings: bookings.map((each) => viewBooking(each, tenant, actor.staffId, each.recorded)),
      contacts: contacts.map((each) => viewContact(each, zone)),
      staff: tenant.staff.map(({ id, name }) => ({ id, name })),
      duty: dutyOf(plan, tenant, date),
    },
    subjects: [
      ...bookings.map(({ id }) => id),
      ...new Set(contacts.flatMap(({ clientId }) => (clientId ? [clientId] : []))),
    ],
  });
};

function dutyOf(plan: SitePlan, tenant: Tenant, date: string): ResponseOf<Today>['duty'] {
  const { zone } = tenant.profile;
  const day = dayNumber(date);
  const nameOf = namesOf(tenant);
  const nobody = { staffName: '', organisation: {}, visitor: false };
  return presences(plan, zoneAxisOfDays(zone, day, day), day, day).map(({ rule, start, end }) => ({
    staffId: rule.staffId,
    ...(nameOf({ rule, start, end }) ?? nobody),
    start: formatOffsetDateTime(start, zone),
    end: formatOffsetDateTime(end, zone),
    mode: rule.mode,
    service: tenant.services.find(({ code }) => code === rule.service)?.name ?? {},
  }));
}
