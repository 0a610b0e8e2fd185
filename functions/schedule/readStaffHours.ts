import { dateOfDay } from '@ohjaamo/shared/kernel/dates.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { zoneAxisOfDays } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import type { scheduleRoutes } from '@ohjaamo/shared/schedule/contract.ts';
import type { Absence } from '@ohjaamo/shared/schedule/plan.ts';
import { hoursOf } from '@ohjaamo/shared/schedule/staffHours.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { calendarWeekOf } from './calendarWeek.ts';
import { readAbsences, readVersionedPlan } from './planRepository.ts';

/**
 * The week of those whose home organisation is that of whoever asks: minutes by date and absences, from the plans of all sites. Runs in a
 * role that reads names and plans alone. Two Queries, and a read a site.
 */
export const readStaffHours: UseCase<(typeof scheduleRoutes)['readStaffHours']> = async ({
  request,
  scope,
  clock,
  actor,
}) => {
  const tenant = await readWorkersTenant(scope);
  const own = tenant.staff.find(({ id }) => id === actor.staffId)?.organisation;
  const organisation = tenant.organisations.find((each) => each.code === own);
  const asked = calendarWeekOf(tenant, { week: request.query.week }, clock);
  if (!organisation || !asked) return fail(problem('not-found'));
  const { monday, view } = asked;
  const [first, last] = [dateOfDay(monday), dateOfDay(monday + 6)];
  const [absences, standing] = await Promise.all([
    readAbsences(scope, first),
    Promise.all(tenant.sites.map(({ id }) => readVersionedPlan(scope, id, false))),
  ]);
  const plans = standing.map(({ plan }) => ({ ...plan, absences }));
  const axis = zoneAxisOfDays(tenant.profile.zone, monday, monday + 6);
  const absencesOf = (staff: string) =>
    absences.filter(({ staffId, from, to }) => staffId === staff && from <= last && first <= to);
  const staff = tenant.staff
    .filter((each) => each.organisation === organisation.code)
    .sort((one, other) => one.name.localeCompare(other.name, 'fi'))
    .map(({ id, name, homeSite }) => {
      const site = tenant.sites.find((each) => each.id === homeSite)?.name;
      return {
        ...{ id, name, ...(site && { site }) },
        days: hoursOf(plans, id, axis, [monday, monday + 6]),
        absences: absencesOf(id).map(shown),
      };
    });
  const { week, previous, next, today } = view;
  return succeed({
    body: {
      organisation: { code: organisation.code, name: organisation.name },
      ...{ week, previous, next, isThisWeek: first <= today && today <= last },
      staff,
    },
  });
};

function shown({ from, to, start, end, kind }: Absence) {
  return { from, to, ...(start && { start }), ...(end && { end }), kind };
}
