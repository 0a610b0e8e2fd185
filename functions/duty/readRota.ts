import type { dutyRoutes } from '@ohjaamo/shared/duty/contract.ts';
import { type DayNumber, dayNumber, mondayOf, mondayOfWeek } from '@ohjaamo/shared/kernel/dates.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { type Clock, currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readSite } from './access.ts';
import { readSwaps } from './repository.ts';
import { viewRota } from './rotaViews.ts';
import { readSituation } from './situation.ts';

/** Four weeks of a site's duty; reads as `readSituation` and the coming swaps (1 Query). */
export const readRota: UseCase<(typeof dutyRoutes)['readRota']> = async ({
  scope,
  request,
  actor,
  clock,
}) => {
  const found = await readSite(scope, request.parameters.siteId);
  if (!found) return fail(problem('not-found'));
  const { tenant, site } = found;
  const monday = firstDay(request.query.week, clock, tenant.profile.zone);
  if (monday === undefined) return fail(problem('not-found'));
  const [situation, swaps] = await Promise.all([
    readSituation(scope, tenant, site, clock, monday),
    readSwaps(scope, site.id, today(clock, tenant.profile.zone)),
  ]);
  return succeed({ body: viewRota(situation, swaps, actor) });
};

/** The Monday of the asked week, or of the present one; `undefined` for a week that the year does not have. */
export function firstDay(week: string | undefined, clock: Clock, zone: string): DayNumber | undefined {
  return week === undefined ? mondayOf(dayNumber(today(clock, zone))) : mondayOfWeek(week);
}

/** The calendar date of the clock in a zone. */
export function today(clock: Clock, zone: string): string {
  return localDate(currentMinute(clock), zone);
}
