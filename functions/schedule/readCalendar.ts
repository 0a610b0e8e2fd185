import { dateOfDay } from '@ohjaamo/shared/kernel/dates.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { TenantActor } from '@ohjaamo/shared/kernel/roles.ts';
import { formatOnAxis, type ZoneAxis, zoneAxisOfDays } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import { managesCalendar } from '@ohjaamo/shared/schedule/change.ts';
import type { scheduleRoutes } from '@ohjaamo/shared/schedule/contract.ts';
import { holidayOn } from '@ohjaamo/shared/schedule/holidays.ts';
import { openingOn } from '@ohjaamo/shared/schedule/opening.ts';
import type { SitePlan, WeeklyRule } from '@ohjaamo/shared/schedule/plan.ts';
import type { CalendarDay } from '@ohjaamo/shared/schedule/planRoutes.ts';
import { presences } from '@ohjaamo/shared/schedule/presence.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { calendarWeekOf } from './calendarWeek.ts';
import { namesOf } from './names.ts';
import { readPlan } from './planRepository.ts';
import { staffName } from './planViews.ts';

/**
 * A site's week as those see it who work there: who is where, visitors and every-second-week hours marked, who is away,
 * which days are closed and why. Two Queries and one GetItem. A week that the year does not have is not found.
 */
export const readCalendar: UseCase<(typeof scheduleRoutes)['readCalendar']> = async ({
  request,
  scope,
  clock,
  actor,
}) => {
  const tenant = await readWorkersTenant(scope);
  const asked = calendarWeekOf(tenant, request.query, clock);
  if (!asked) return fail(problem('not-found'));
  const { site, monday, view } = asked;
  const plan = await readPlan(scope, site.id, dateOfDay(monday));
  const axis = zoneAxisOfDays(tenant.profile.zone, monday, monday + 6);
  const manages = managesCalendar(actor.roles);
  return succeed({
    body: {
      ...view,
      days: Array.from({ length: 7 }, (_, index) => dayOf(plan, tenant, axis, monday + index, actor)),
      services: tenant.services.map(({ code, name }) => ({ code, name })),
      rooms: site.rooms.map(({ id, name, capacity, partOf }) => ({
        id,
        name,
        capacity,
        ...(partOf && { partOf }),
      })),
      rights: manages ? 'ALL' : actor.roles.includes('COUNSELLOR') ? 'OWN' : 'NONE',
    },
  });
};

function dayOf(plan: SitePlan, tenant: Tenant, axis: ZoneAxis, day: number, actor: TenantActor): CalendarDay {
  const { closed, changed } = openingOn(plan, day);
  const named = holidayOn(day)?.name;
  return {
    date: dateOfDay(day),
    ...(named && { named }),
    ...(closed && { closed }),
    ...(changed && { changed }),
    entries: entriesOf(plan, tenant, axis, day, actor),
    absences: absencesOn(plan, tenant, dateOfDay(day), managesCalendar(actor.roles)),
  };
}

function entriesOf(
  plan: SitePlan,
  tenant: Tenant,
  axis: ZoneAxis,
  day: number,
  actor: TenantActor,
): CalendarDay['entries'] {
  const nameOf = namesOf(tenant);
  const manages = managesCalendar(actor.roles);
  return presences(plan, axis, day, day)
    .flatMap((presence) => {
      const named = nameOf(presence);
      const { rule, start, end } = presence;
      if (!named) return [];
      const own = rule.staffId === actor.staffId && rule.mode === 'BOOKED';
      return [
        {
          ruleId: rule.id,
          start: formatOnAxis(axis, start),
          end: formatOnAxis(axis, end),
          mode: rule.mode,
          serviceCode: rule.service,
          staffId: rule.staffId,
          ...named,
          note: rule.note,
          every: everyOf(rule),
          mayChange: manages || (actor.roles.includes('COUNSELLOR') && own),
        },
      ];
    })
    .sort((one, other) => (one.staffName < other.staffName ? -1 : one.staffName > other.staffName ? 1 : 0))
    .sort((one, other) => Date.parse(one.start) - Date.parse(other.start));
}

const everyOfKind = {
  EVERY_WEEK: 'WEEK',
  ISO_ODD_WEEKS: 'ODD',
  ISO_EVEN_WEEKS: 'EVEN',
  EVERY_N_WEEKS: 'N_WEEKS',
  NTH_WEEKDAY: 'MONTH',
  LAST_WEEKDAY: 'MONTH',
} as const;

function everyOf({ recurrence, validFrom, validTo }: WeeklyRule): CalendarDay['entries'][number]['every'] {
  const once = validFrom !== undefined && validFrom === validTo;
  return once ? 'ONCE' : everyOfKind[recurrence.kind];
}

/** Of the tenant's workers those are missed who work at this site. */
function absencesOn(plan: SitePlan, tenant: Tenant, date: string, manages: boolean): CalendarDay['absences'] {
  return plan.absences
    .filter(({ from, to }) => from <= date && date <= to)
    .filter(({ staffId }) => plan.rules.some((rule) => rule.staffId === staffId))
    .map(({ id, staffId, start, end, kind }) => ({
      id,
      staffId,
      staffName: staffName(tenant, staffId),
      ...(start && { start }),
      ...(end && { end }),
      ...(manages && { kind }),
    }));
}
