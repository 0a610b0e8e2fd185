import type { figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import { figuresOf } from '@ohjaamo/shared/figures/facts.ts';
import {
  closedQuarter,
  currentQuarter,
  quarterAway,
  TREND_QUARTERS,
} from '@ohjaamo/shared/figures/quarters.ts';
import { settledFeedback } from '@ohjaamo/shared/figures/settledFeedback.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { currentMinute, localDate, quarterDates, quarterOf } from '@ohjaamo/shared/kernel/time.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { readTenant } from '../tenants/index.ts';
import { residentsIn } from './readTenantFigures.ts';
import { personsAt, type readCounted } from './personRepository.ts';
import type { readDatedDays } from './repository.ts';

interface Ports {
  readonly readTenant: typeof readTenant;
  readonly readDatedDays: typeof readDatedDays;
  readonly readCounted: typeof readCounted;
}

/**
 * The exact figures of one site or of all together in a quarter and the eight before it: two years of own history. Reads: a Query of the
 * tenant, a Query of each asked site's days (some 560 rows; of a large house 200 units) and 9 rows of persons.
 */
export function readTrend(ports: Ports): UseCase<typeof figuresRoutes.readTrend> {
  return async ({ scope, request, clock }) => {
    const tenant = await ports.readTenant(scope);
    if (!tenant) throw new Error('The tenant has no profile');
    const { site } = request.query;
    const asked = tenant.sites.filter(({ id }) => site === undefined || id === site);
    if (asked.length === 0) return fail(problem('not-found'));
    const newest = request.query.quarter ?? currentQuarter(currentMinute(clock), tenant.profile.zone);
    const today = localDate(currentMinute(clock), tenant.profile.zone);
    const quarters = Array.from({ length: TREND_QUARTERS }, (_, back) => quarterAway(newest, -back));
    const { from } = quarterDates(quarters.at(-1) ?? newest);
    const { to } = quarterDates(newest);
    const [persons, ...days] = await Promise.all([
      Promise.all(quarters.map((each) => ports.readCounted(scope, each, false))),
      ...asked.map(({ id }) => ports.readDatedDays(scope, id, from, to)),
    ]);
    const bySite = days.map((each) => Map.groupBy(each, ({ date }) => quarterOf(date)));
    const closed = closedQuarter(currentMinute(clock), tenant.profile.zone);
    return succeed({
      body: {
        sites: tenant.sites.map(({ id, slug, name }) => ({ id, slug, name })),
        quarters: quarters.map((quarter, at) => {
          const rows = bySite.map((each) => each.get(quarter) ?? []);
          const { sites: settled, tenant: all } = settledFeedback(
            rows,
            quarter <= closed ? undefined : today,
          );
          const counts = rows.flat().map((row) => row.counts);
          return {
            quarter,
            figures: figuresOf(
              counts,
              personsAt(persons[at], site ?? 'TENANT'),
              site === undefined ? all : settled[0],
            ),
            ...(site === undefined && residentsIn(tenant.profile, quarter, today)),
          };
        }),
      },
    });
  };
}
