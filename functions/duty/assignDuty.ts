import type { dutyRoutes } from '@ohjaamo/shared/duty/contract.ts';
import {
  assign,
  discard,
  findPlace,
  type RotaWeek,
  undoChange,
  weekState,
} from '@ohjaamo/shared/duty/rota.ts';
import { type Problem, problem, type ProblemType } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { workersAt } from '../schedule/index.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { changeWeek, keepWeek } from './changeWeek.ts';
import { troublesOf, withWeeks } from './troubles.ts';

/**
 * Gives a place to a worker by hand, or to nobody. Whoever is absent, busy or in another place cannot be given it; the weekly
 * limit, the turn and skills are the manager's to judge. A place that is the worker's already is answered as it is. A manager of the site
 * alone gives it to those who belong to the site.
 */
export const assignDuty: UseCase<(typeof dutyRoutes)['assignDuty']> = async (context) => {
  const { scope, actor, request } = context;
  const { place, staffId } = request.body;
  const { staff } = await readWorkersTenant(scope);
  const nameable = await workersAt(scope, actor, staff, request.parameters.siteId);
  return changeWeek(
    context,
    ({ situation, week }) => {
      const found = findPlace(week, place);
      const isWorker = staffId === undefined || nameable.has(staffId);
      if (!found || !isWorker) return fail(problem('not-found'));
      if (found.place.staffId === staffId) return succeed(undefined);
      if (found.shift.start < situation.now) return fail(problem('state-conflict'));
      const changed = asProblem(assign(week, place, staffId));
      if (!changed.ok) return changed;
      const reason = troublesOf(withWeeks(situation, [changed.value])).get(place);
      if (!reason) return changed;
      return fail(problem('plan-conflict', { conflicts: [{ date: found.shift.date, reason }] }));
    },
    keepWeek(context),
  );
};

/** Takes the last change made by hand back. */
export const undoDuty: UseCase<(typeof dutyRoutes)['undoDuty']> = (context) =>
  changeWeek(context, ({ week }) => asProblem(undoChange(week)), keepWeek(context));

/** Drops a week's drafts. A week without any is answered as it is. */
export const discardRota: UseCase<(typeof dutyRoutes)['discardRota']> = (context) =>
  changeWeek(
    context,
    ({ week }) => (weekState(week) === 'DRAFT' ? asProblem(discard(week)) : succeed(undefined)),
    keepWeek(context),
  );

function asProblem(changed: Result<RotaWeek, ProblemType>): Result<RotaWeek, Problem> {
  return changed.ok ? changed : fail(problem(changed.error));
}
