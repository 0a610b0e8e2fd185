import type { dutyRoutes } from '@ohjaamo/shared/duty/contract.ts';
import { type FilledPlace, fillTurns } from '@ohjaamo/shared/duty/fill.ts';
import { MOST_PASSED, type PlaceReason, type RotaPlace, type RotaWeek } from '@ohjaamo/shared/duty/rota.ts';
import { mondayOfWeek } from '@ohjaamo/shared/kernel/dates.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readSite } from './access.ts';
import { readSwaps, weekWrite } from './repository.ts';
import { today } from './readRota.ts';
import { viewRota } from './rotaViews.ts';
import { comingOf, readSituation, servedOf, shiftKey, type Situation } from './situation.ts';
import { withWeeks } from './troubles.ts';

/** How often filling starts anew when somebody changed a week meanwhile. */
const TRIES = 4;

/**
 * Fills the open places of four weeks by fair turn and keeps them as drafts, in one transaction of at most 4 weeks and the
 * row of the trail. What stands and still can, published and made by hand too, is kept; so filling again changes nothing.
 */
export const fillRota: UseCase<(typeof dutyRoutes)['fillRota']> = async (context) => {
  const { scope, request, actor, clock, audit } = context;
  const found = await readSite(scope, request.parameters.siteId);
  const monday = mondayOfWeek(request.body.week);
  if (!found || monday === undefined) return fail(problem('not-found'));
  const { tenant, site } = found;
  for (let tried = 1; tried <= TRIES; tried++) {
    const situation = await readSituation(scope, tenant, site, clock, monday);
    const filled = fill(situation);
    const writes = filled.map((week) => weekWrite(scope, site.id, week));
    const done = await scope.work.transact([...writes, ...audit.writes([])]);
    if (!done.ok) continue;
    const swaps = await readSwaps(scope, site.id, today(clock, tenant.profile.zone));
    const kept = filled.map((week) => ({ ...week, version: week.version + 1 }));
    return succeed({ body: viewRota(withWeeks(situation, kept), swaps, actor) });
  }
  return fail(problem('stale-version'));
};

/** The weeks that filling changes, filled. */
function fill(situation: Situation): RotaWeek[] {
  const filled = fillTurns({
    workers: situation.workers,
    served: servedOf(situation),
    coming: comingOf(situation),
    busy: situation.busy,
    perWeek: situation.setup.rules.perWeek,
  });
  const byShift = new Map(filled.map((shift) => [shift.id, shift.places]));
  return situation.weeks.flatMap((week) => {
    const { undo: _undo, ...rest } = week;
    const shifts = week.shifts.map((shift) => ({
      ...shift,
      places: shift.places.map((place, index) => filledPlace(place, byShift.get(shiftKey(shift))?.[index])),
    }));
    const isAsBefore = shifts.every(({ places }, index) =>
      places.every((place, number) => place === week.shifts[index]?.places[number]),
    );
    return isAsBefore ? [] : [{ ...rest, shifts }];
  });
}

function filledPlace(place: RotaPlace, filled: FilledPlace | undefined): RotaPlace {
  const choice = filled?.choice;
  if (!filled || choice?.staffId === place.staffId) return place;
  const { staffId: _who, why: _why, ...rest } = place;
  if (!choice) return rest;
  const why: PlaceReason = {
    reason: choice.reason,
    served: choice.served,
    expected: choice.expected,
    // Who serves in the shift anyway has not been passed over.
    passed: filled.passed.filter((each) => each.reason !== 'ALREADY_HERE').slice(0, MOST_PASSED),
  };
  return { ...rest, staffId: choice.staffId, why };
}
