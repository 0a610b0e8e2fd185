import type { dutyRoutes } from '@ohjaamo/shared/duty/contract.ts';
import {
  type Publication,
  publish,
  type RotaWeek,
  weekState,
  withPlaces,
} from '@ohjaamo/shared/duty/rota.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { planChangeWrite, readVersionedPlan } from '../schedule/index.ts';
import { changeWeek, type WeekAt } from './changeWeek.ts';
import { rulesAfter } from './planChange.ts';
import { weekWrite } from './repository.ts';
import { troublesOf } from './troubles.ts';

/** How often the plan is read anew when it was changed meanwhile. */
const TRIES = 6;
/** Places in the transaction. */
const WEEK_WRITE = 0;

/**
 * Publishes a week: its drafts become hours of that date in the site's plan, so that everything that reads the plan (who is
 * here, the line, free times) knows of them. One transaction of week, plan and trail: 3 writes and 1 GetItem more than
 * `readSituation` reads. Refused with each date and reason when somebody has become absent or busy since. A week that is
 * published as it stands, or has nothing in it, is answered as it is.
 */
export const publishRota: UseCase<(typeof dutyRoutes)['publishRota']> = (context) => {
  const { scope, request, audit } = context;
  const changeId = `duty-${request.body.week}-${String(request.body.version)}`;
  return changeWeek(context, decide, async ({ situation }, published) => {
    const { site, before, axis, now } = situation;
    const week = withoutPassed(published.week);
    const trail = audit.writes([]);
    for (let tried = 1; tried <= TRIES; tried++) {
      const read = await readVersionedPlan(scope, site.id);
      const rules = rulesAfter(read.plan, published, { before, axis, now });
      const done = await scope.work.transact([
        weekWrite(scope, site.id, week),
        planChangeWrite(scope, site.id, read, { ...read.plan, rules }, changeId),
        ...trail,
      ]);
      if (done.ok) return succeed(week);
      if (done.error.failures.some(({ index }) => index === WEEK_WRITE)) {
        return fail(problem('stale-version'));
      }
    }
    throw new Error('The plan kept changing');
  });
};

function decide({ situation, week }: WeekAt): Result<Publication | undefined, Problem> {
  if (weekState(week) !== 'DRAFT') return succeed(undefined);
  const published = publish(week, situation.now);
  if (!published.ok) return fail(problem('stale-version'));
  const troubles = troublesOf(situation);
  const conflicts = published.value.put.flatMap(({ place, shift }) => {
    const reason = troubles.get(place);
    return reason ? [{ date: shift.date, reason }] : [];
  });
  return conflicts.length > 0 ? fail(problem('plan-conflict', { conflicts })) : published;
}

/** Who was passed over is of interest while it is decided; afterwards the reason alone is kept. */
function withoutPassed(week: RotaWeek): RotaWeek {
  return withPlaces(week, (place) => (place.why ? { ...place, why: { ...place.why, passed: [] } } : place));
}
