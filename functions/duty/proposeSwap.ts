import type { dutyRoutes } from '@ohjaamo/shared/duty/contract.ts';
import type { Swap } from '@ohjaamo/shared/duty/swap.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readSite } from './access.ts';
import { newSwapWrite, readSwaps } from './repository.ts';
import { viewSwap, weekOfPlace } from './rotaViews.ts';
import { carryOut, readSituationOf } from './swaps.ts';

/**
 * Offers an own published place to a colleague. What could not be carried out is refused at once. Reads as `readSituation` and 1
 * Query of swaps; one write with its row of the trail.
 */
export const proposeSwap: UseCase<(typeof dutyRoutes)['proposeSwap']> = async ({
  scope,
  request,
  actor,
  clock,
  audit,
}) => {
  const { swapId, to, give, take } = request.body;
  const found = await readSite(scope, request.parameters.siteId);
  if (!found?.tenant.staff.some(({ id }) => id === to) || to === actor.staffId) {
    return fail(problem('not-found'));
  }
  const asked: Swap = {
    id: swapId,
    from: actor.staffId,
    to,
    give: { week: weekOfPlace(give), place: give },
    ...(take && { take: { week: weekOfPlace(take), place: take } }),
    state: 'PROPOSED',
  };
  const situation = await readSituationOf(scope, found, asked, clock);
  if (!situation.ok) return situation;
  const earlier = (await readSwaps(scope, found.site.id, '')).find(({ id }) => id === swapId);
  if (earlier) {
    return isSame(earlier, asked)
      ? succeed({ body: viewSwap(earlier, situation.value) })
      : fail(problem('id-already-used'));
  }
  const possible = carryOut(situation.value, asked);
  if (!possible.ok) return possible;
  const write = newSwapWrite(scope, found.site.id, asked);
  const done = await scope.work.transact([write, ...audit.writes([])]);
  return done.ok ? succeed({ body: viewSwap(asked, situation.value) }) : fail(problem('id-already-used'));
};

function isSame(one: Swap, other: Swap): boolean {
  return (
    one.from === other.from &&
    one.to === other.to &&
    one.give.place === other.give.place &&
    one.take?.place === other.take?.place
  );
}
