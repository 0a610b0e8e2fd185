import type { dutyRoutes } from '@ohjaamo/shared/duty/contract.ts';
import { answerSwap as answerOf, type Swap } from '@ohjaamo/shared/duty/swap.ts';
import type { SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { planChangeWrite, readVersionedPlan } from '../schedule/index.ts';
import { readSite } from './access.ts';
import { rulesAfter } from './planChange.ts';
import { answeredSwapWrite, readSwaps, weekWrite } from './repository.ts';
import { viewSwap } from './rotaViews.ts';
import type { Situation } from './situation.ts';
import { carryOut, readSituationOf } from './swaps.ts';

/** How often an answer is decided anew when the rota or the plan changes under it. */
const TRIES = 6;

/**
 * Answers a swap. Accepting changes both places in the rota and in the site's plan at once, in one transaction of at most
 * five writes; declining and withdrawing write the swap alone. The same answer again changes nothing.
 */
export const answerSwap: UseCase<(typeof dutyRoutes)['answerSwap']> = async ({
  scope,
  request,
  actor,
  clock,
  audit,
}) => {
  const found = await readSite(scope, request.parameters.siteId);
  if (!found) return fail(problem('not-found'));
  const { answer } = request.body;
  const trail = audit.writes([]);
  for (let tried = 1; tried <= TRIES; tried++) {
    const swap = await readSwap(scope, found.site.id, request.parameters.swapId);
    if (!swap) return fail(problem('not-found'));
    const next = answerOf(swap, answer, actor.staffId);
    if (!next.ok) return fail(problem(next.error));
    const situation = await readSituationOf(scope, found, swap, clock);
    if (!situation.ok) return situation;
    const answered: Swap = { ...swap, state: next.value };
    const body = viewSwap(answered, situation.value);
    if (swap.state === answered.state) {
      await audit.append([], 'DONE');
      return succeed({ body });
    }
    const changes = await changesOf(scope, situation.value, answered);
    if (!changes.ok) {
      // The places may have changed hands just now by the same answer, sent twice: then the swap says so.
      const standing = await readSwap(scope, found.site.id, swap.id);
      if (standing?.state === swap.state) return changes;
      continue;
    }
    const write = answeredSwapWrite(scope, found.site.id, answered);
    const done = await scope.work.transact([write, ...changes.value, ...trail]);
    if (done.ok) return succeed({ body });
  }
  throw new Error('The swap kept changing');
};

async function readSwap(scope: TenantScope, site: SiteId, swap: string): Promise<Swap | undefined> {
  return (await readSwaps(scope, site, '')).find(({ id }) => id === swap);
}

/** What accepting changes beside the swap itself: its weeks and the plan. */
async function changesOf(
  scope: TenantScope,
  situation: Situation,
  swap: Swap,
): Promise<Result<Write[], Problem>> {
  if (swap.state !== 'ACCEPTED') return succeed([]);
  const swapped = carryOut(situation, swap);
  if (!swapped.ok) return swapped;
  const { site } = situation;
  const read = await readVersionedPlan(scope, site.id);
  const rules = rulesAfter(read.plan, { put: swapped.value.put, remove: [] }, situation);
  return succeed([
    ...swapped.value.weeks.map((week) => weekWrite(scope, site.id, week)),
    planChangeWrite(scope, site.id, read, { ...read.plan, rules }, `swap-${swap.id}`),
  ]);
}
