import { isBookable, isGivenIn, opensTo } from '@ohjaamo/shared/booking/offer.ts';
import { dateOfDay, isoWeekOf, mondayOf, mondayOfWeek } from '@ohjaamo/shared/kernel/dates.ts';
import { type Clock, currentMinute } from '@ohjaamo/shared/kernel/time.ts';
import { dayAt, formatOnAxis, zoneAxis, zoneAxisOfDays } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import type { ServiceView, SitePage, StaffView } from '@ohjaamo/shared/schedule/sitePage.ts';
import { OPENING_HORIZON_DAYS } from '@ohjaamo/shared/schedule/opening.ts';
import type { SitePlan } from '@ohjaamo/shared/schedule/plan.ts';
import { channelHours, weekDays } from '@ohjaamo/shared/schedule/week.ts';
import type { Service, Site, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { namesOf } from './names.ts';
import { readPlan } from './planRepository.ts';

const DAY = 1440;
const WALK_IN_MODES = ['WALK_IN', 'WALK_IN_OR_BOOKED'];

/** The page of a site that was read; nothing for a week that the year does not have. Reads the plan and the absences. */
export async function sitePageOf(
  scope: TenantScope,
  clock: Clock,
  of: { readonly tenant: Tenant; readonly site: Site; readonly week?: string | undefined },
): Promise<SitePage | undefined> {
  const { tenant, site } = of;
  const { slug, name, languages, furtherLanguages, zone, branding } = tenant.profile;
  const now = currentMinute(clock);
  const nowAxis = zoneAxis(zone, now, now + (OPENING_HORIZON_DAYS + 2) * DAY);
  const monday = of.week === undefined ? mondayOf(dayAt(nowAxis, now)) : mondayOfWeek(of.week);
  if (monday === undefined) return undefined;
  const plan = await readPlan(scope, site.id, dateOfDay(Math.min(monday, dayAt(nowAxis, now))));
  return {
    tenant: {
      slug,
      name,
      languages,
      ...(furtherLanguages && { furtherLanguages }),
      ...(branding && { branding }),
    },
    site: { slug: site.slug, name: site.name, kind: site.kind, address: site.address, zone },
    otherSites: tenant.sites
      .filter(
        ({ id, closedFrom = '~' }) => id !== site.id && closedFrom > formatOnAxis(nowAxis, now).slice(0, 10),
      )
      .map((other) => ({ slug: other.slug, name: other.name, kind: other.kind })),
    now: formatOnAxis(nowAxis, now),
    channels: channelHours(plan, nowAxis, now),
    week: {
      week: isoWeekOf(monday),
      previous: isoWeekOf(monday - 7),
      next: isoWeekOf(monday + 7),
      days: weekDays(plan, zoneAxisOfDays(zone, monday, monday + 6), monday, namesOf(tenant)),
    },
    services: servicesAt(tenant, plan),
    staff: staffAt(tenant, plan),
  };
}

/** The services one can get at the site: by booking, without, or in some other way that its rules know. */
export function servicesAt(tenant: Tenant, plan: SitePlan): ServiceView[] {
  return tenant.services.flatMap((service) => {
    if (service.retired) return [];
    const bookable =
      isBookable(service) && plan.rules.some((rule) => opensTo(rule, service, tenant.services));
    const walkIn = WALK_IN_MODES.includes(service.bookingMode) && isGivenOnDuty(service, plan, tenant);
    if (!bookable && !walkIn && !plan.rules.some((rule) => rule.service === service.code)) return [];
    const { code, name, lengthMinutes, minimumIdentification, channels, needsApproval } = service;
    return [
      {
        code,
        name,
        bookable,
        walkIn,
        lengthMinutes,
        asksForName: minimumIdentification !== 'ANONYMOUS',
        channels,
        needsApproval,
      },
    ];
  });
}

function isGivenOnDuty(service: Service, plan: SitePlan, { services }: Tenant): boolean {
  return plan.rules.some((rule) => rule.mode === 'WALK_IN' && isGivenIn(rule, service, services));
}

function staffAt(tenant: Tenant, plan: SitePlan): StaffView[] {
  return tenant.staff.flatMap((worker) => {
    const rules = plan.rules.filter(({ staffId }) => staffId === worker.id);
    if (rules.length === 0) return [];
    return [
      {
        id: worker.id,
        name: worker.name,
        organisation: tenant.organisations.find(({ code }) => code === worker.organisation)?.name ?? {},
        languages: worker.languages,
        bookableServices: tenant.services
          .filter((service) => rules.some((rule) => opensTo(rule, service, tenant.services)))
          .map(({ code }) => code),
      },
    ];
  });
}
