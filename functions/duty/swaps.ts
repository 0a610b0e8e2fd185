import {
  findPlace,
  placeState,
  type PlaceId,
  type PlaceReason,
  type Publication,
  type RotaPlace,
  type RotaShift,
  type RotaWeek,
  withPlaces,
} from '@ohjaamo/shared/duty/rota.ts';
import type { Swap } from '@ohjaamo/shared/duty/swap.ts';
import { mondayOfWeek } from '@ohjaamo/shared/kernel/dates.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import type { Site, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readSituation, type Situation } from './situation.ts';
import { unfitFor } from './swapFitness.ts';
import { troublesOf, withWeeks } from './troubles.ts';

/** Two places are swapped when they lie in so many weeks at most. */
const MOST_WEEKS_APART = 8;

/** Reads the weeks of both places of a swap, and those between. */
export async function readSituationOf(
  scope: TenantScope,
  { tenant, site }: { readonly tenant: Tenant; readonly site: Site },
  { give, take }: Pick<Swap, 'give' | 'take'>,
  clock: Clock,
): Promise<Result<Situation, Problem>> {
  const mondays = [give, take].flatMap((each) => (each ? [mondayOfWeek(each.week) ?? Number.NaN] : []));
  const first = Math.min(...mondays);
  const weeks = (Math.max(...mondays) - first) / 7 + 1;
  if (!(weeks <= MOST_WEEKS_APART)) return fail(problem('state-conflict'));
  return succeed(await readSituation(scope, tenant, site, clock, first, weeks));
}

/** The swap carried out: the weeks it changes, and what of the plan. */
export interface Swapped {
  readonly weeks: readonly RotaWeek[];
  readonly put: Publication['put'];
}

/**
 * Carries a swap out on paper. Not possible when a place is no longer as it was, has begun, or when the new worker is absent,
 * busy or elsewhere at that time, or not fit for the place ({@link unfitFor}); then each date and reason is told.
 */
export function carryOut(situation: Situation, { from, to, give, take }: Swap): Result<Swapped, Problem> {
  const moves = [
    { place: give.place, was: from, now: to },
    ...(take ? [{ place: take.place, was: to, now: from }] : []),
  ];
  const found = moves.map((move) => ({ ...move, at: standing(situation, move.place, move.was) }));
  if (found.some(({ at }) => at === undefined)) return fail(problem('state-conflict'));
  const newWorker = new Map(moves.map(({ place, now }) => [place, now]));
  const touched = situation.weeks.filter((week) => moves.some(({ place }) => findPlace(week, place)));
  const weeks = touched.map((week) => moved(week, newWorker));
  const after = withWeeks(situation, weeks);
  const troubles = troublesOf(after);
  const conflicts = found.flatMap(({ place, now, at }) => {
    const reason = at && (troubles.get(place) ?? unfitFor(situation, after, place, now));
    return reason ? [{ date: at.date, reason }] : [];
  });
  if (conflicts.length > 0) return fail(problem('plan-conflict', { conflicts }));
  const put = found.flatMap(({ place, now, at }) => (at ? [{ place, staffId: now, shift: at }] : []));
  return succeed({ weeks, put });
}

/** The shift of a place that is published for the worker and has not begun. */
function standing(situation: Situation, id: PlaceId, worker: StaffId): RotaShift | undefined {
  for (const week of situation.weeks) {
    const found = findPlace(week, id);
    if (!found) continue;
    const { place, shift } = found;
    const stands = placeState(place) === 'PUBLISHED' && place.published === worker;
    return stands && shift.start >= situation.now ? shift : undefined;
  }
  return undefined;
}

function moved(week: RotaWeek, newWorker: ReadonlyMap<PlaceId, StaffId>): RotaWeek {
  const { undo: _undo, ...rest } = week;
  const why: PlaceReason = { reason: 'SWAP', served: 0, expected: 0, passed: [] };
  return withPlaces(rest, (place): RotaPlace => {
    const staffId = newWorker.get(place.id);
    return staffId === undefined ? place : { ...place, staffId, published: staffId, why };
  });
}
