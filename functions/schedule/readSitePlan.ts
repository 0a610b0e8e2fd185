import { dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { managesCalendar } from '@ohjaamo/shared/schedule/change.ts';
import type { scheduleRoutes } from '@ohjaamo/shared/schedule/contract.ts';
import { holidaysBetween } from '@ohjaamo/shared/schedule/holidays.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { openPlanning } from './openPlanning.ts';
import { siteIn } from './planning.ts';
import { viewSite } from './planViews.ts';

const DAYS_AHEAD = 365;

/** A site's plan as those read it who change it, with the version that a change is conditional on. Reads as a preview does. */
export const readSitePlan: UseCase<(typeof scheduleRoutes)['readSitePlan']> = async ({
  request,
  scope,
  clock,
  actor,
}) => {
  const planning = await openPlanning(scope, clock);
  const { tenant, today } = planning;
  const first = tenant.sites[0];
  const at = first && siteIn(planning, request.query.site ?? first.id);
  if (!at) return fail(problem('not-found'));
  const manages = managesCalendar(actor.roles);
  const from = dayNumber(today);
  return succeed({
    body: {
      site: viewSite(at.site),
      version: at.read.version,
      today,
      hours: [...at.read.plan.hours],
      exceptions: [...at.read.plan.exceptions],
      rules: [...at.read.plan.rules],
      absences: manages ? [...planning.absences] : [],
      holidays: holidaysBetween(from, from + DAYS_AHEAD).map(({ day, name, closes }) => ({
        date: dateOfDay(day),
        name,
        closes,
      })),
      staff: staffOf(tenant),
      services: tenant.services.map(({ code, name, staff }) => ({ code, name, staff })),
      sites: tenant.sites.map(viewSite),
      rights: manages ? 'ALL' : 'OWN',
    },
  });
};

function staffOf({ staff, organisations }: Tenant) {
  return staff.map(({ id, name, organisation }) => {
    const home = organisations.find(({ code }) => code === organisation);
    return { id, name, organisation: home?.name ?? {}, visitor: !(home?.runsSites ?? false) };
  });
}
