import type { dutyRoutes } from '@ohjaamo/shared/duty/contract.ts';
import { assign, discard, findPlace, undoChange, weekState } from '@ohjaamo/shared/duty/rota.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { keepWeek, readWeekAt } from './changeWeek.ts';
import { viewWeek } from './rotaViews.ts';
import { troublesOf, withWeeks } from './troubles.ts';

/**
 * Gives a place to a worker by hand, or to nobody. Whoever is absent, busy or in another place cannot be given it; the weekly
 * limit, the turn and skills are the manager's to judge. A place that is the worker's already is answered as it is.
 */
export const assignDuty: UseCase<(typeof dutyRoutes)['assignDuty']> = async ({
  scope,
  request,
  actor,
  clock,
  audit,
}) => {
  const { week: asked, version, place, staffId } = request.body;
  const at = await readWeekAt(scope, request.parameters.siteId, asked, clock);
  if (!at.ok) return at;
  const { situation, week } = at.value;
  const found = findPlace(week, place);
  const isWorker = staffId === undefined || situation.tenant.staff.some(({ id }) => id === staffId);
  if (!found || !isWorker) return fail(problem('not-found'));
  if (found.place.staffId === staffId) return succeed({ body: viewWeek(week, situation, actor) });
  if (week.version !== version) return fail(problem('stale-version'));
  if (found.shift.start < situation.now) return fail(problem('state-conflict'));
  const changed = assign(week, place, staffId);
  if (!changed.ok) return fail(problem(changed.error));
  const trouble = troublesOf(withWeeks(situation, [changed.value])).get(place);
  if (trouble) {
    return fail(problem('plan-conflict', { conflicts: [{ date: found.shift.date, reason: trouble }] }));
  }
  const kept = await keepWeek(scope, at.value, changed.value, audit);
  return kept.ok ? succeed({ body: viewWeek(kept.value.week, kept.value.situation, actor) }) : kept;
};

/** Takes the last change made by hand back. */
export const undoDuty: UseCase<(typeof dutyRoutes)['undoDuty']> = async ({
  scope,
  request,
  actor,
  clock,
  audit,
}) => {
  const { week: asked, version } = request.body;
  const at = await readWeekAt(scope, request.parameters.siteId, asked, clock);
  if (!at.ok) return at;
  const { week } = at.value;
  if (week.version !== version) return fail(problem('stale-version'));
  const changed = undoChange(week);
  if (!changed.ok) return fail(problem(changed.error));
  const kept = await keepWeek(scope, at.value, changed.value, audit);
  return kept.ok ? succeed({ body: viewWeek(kept.value.week, kept.value.situation, actor) }) : kept;
};

/** Drops a week's drafts. A week without any is answered as it is. */
export const discardRota: UseCase<(typeof dutyRoutes)['discardRota']> = async ({
  scope,
  request,
  actor,
  clock,
  audit,
}) => {
  const { week: asked, version } = request.body;
  const at = await readWeekAt(scope, request.parameters.siteId, asked, clock);
  if (!at.ok) return at;
  const { situation, week } = at.value;
  if (weekState(week) !== 'DRAFT') return succeed({ body: viewWeek(week, situation, actor) });
  if (week.version !== version) return fail(problem('stale-version'));
  const changed = discard(week);
  if (!changed.ok) return fail(problem('stale-version'));
  const kept = await keepWeek(scope, at.value, changed.value, audit);
  return kept.ok ? succeed({ body: viewWeek(kept.value.week, kept.value.situation, actor) }) : kept;
};
