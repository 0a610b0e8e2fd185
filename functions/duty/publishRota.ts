import type { dutyRoutes } from '@ohjaamo/shared/duty/contract.ts';
import { publish, type RotaWeek, weekState, withPlaces } from '@ohjaamo/shared/duty/rota.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { planChangeWrite, readVersionedPlan } from '../schedule/index.ts';
import { readWeekAt } from './changeWeek.ts';
import { rulesAfter } from './planChange.ts';
import { weekWrite } from './repository.ts';
import { viewWeek } from './rotaViews.ts';
import { troublesOf, withWeeks } from './troubles.ts';

/** How often the plan is read anew when it was changed meanwhile. */
const TRIES = 6;
/** Places in the transaction. */
const WEEK_WRITE = 0;

/**
 * Publishes a week: its drafts become hours of that date in the site's plan, so that everything that reads the plan (who is
 * here, the line, free times) knows of them. One transaction of week, plan and trail: 3 writes and 1 GetItem more than
 * `readSituation` reads. Refused with each date and reason when somebody has become absent or busy since.
 */
export const publishRota: UseCase<(typeof dutyRoutes)['publishRota']> = async ({
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
  const { site, before, axis, now } = situation;
  // Published as it stands, or nothing in it: the same request came before.
  if (weekState(week) !== 'DRAFT') return succeed({ body: viewWeek(week, situation, actor) });
  if (week.version !== version) return fail(problem('stale-version'));
  const published = publish(week, now);
  if (!published.ok) return fail(problem('stale-version'));
  const troubles = troublesOf(situation);
  const conflicts = published.value.put.flatMap(({ place, shift }) => {
    const reason = troubles.get(place);
    return reason ? [{ date: shift.date, reason }] : [];
  });
  if (conflicts.length > 0) return fail(problem('plan-conflict', { conflicts }));
  const kept = withoutPassed(published.value.week);
  const trail = audit.writes([]);
  for (let tried = 1; tried <= TRIES; tried++) {
    const read = await readVersionedPlan(scope, site.id);
    const rules = rulesAfter(read.plan, published.value, { before, axis, now });
    const changeId = `duty-${asked}-${String(version)}`;
    const done = await scope.work.transact([
      weekWrite(scope, site.id, kept),
      planChangeWrite(scope, site.id, read, { ...read.plan, rules }, changeId),
      ...trail,
    ]);
    if (done.ok) {
      const next = { ...kept, version: kept.version + 1 };
      return succeed({ body: viewWeek(next, withWeeks(situation, [next]), actor) });
    }
    if (done.error.failures.some(({ index }) => index === WEEK_WRITE)) return fail(problem('stale-version'));
  }
  throw new Error('The plan kept changing');
};

/** Who was passed over is of interest while it is decided; afterwards the reason alone is kept. */
function withoutPassed(week: RotaWeek): RotaWeek {
  return withPlaces(week, (place) => (place.why ? { ...place, why: { ...place.why, passed: [] } } : place));
}
