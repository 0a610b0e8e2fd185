import type { adoptionsRoutes } from '@ohjaamo/shared/adoptions/contract.ts';
import { standsOn } from '@ohjaamo/shared/adoptions/lineage.ts';
import { markOf } from '@ohjaamo/shared/adoptions/places.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { openConflicts } from '@ohjaamo/shared/templates/merge.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { Table, Write } from '../kernel/table.ts';
import { withoutMerge } from './merge.ts';
import { renew } from './renew.ts';
import { keptWrite, withEvent } from './repository.ts';
import type { Copy, KeptMerge } from './rows.ts';
import { kindOf, mergeOf, type MergeNow } from './sides.ts';
import { copyView, faultsOf } from './views.ts';

/**
 * Keeps a merge: its outcome is the copy from now on, which stands on the new version. A merge that takes one back puts the copy on the
 * version of before. What is kept is what was on the screen: when somebody has changed anything since, nothing is written.
 */
export function keepMerge(network: Table): UseCase<typeof adoptionsRoutes.keepMerge> {
  return async (context) => {
    const { scope, request, actor, clock } = context;
    const { address } = request.body;
    const event = { at: new Date(clock.now()).toISOString(), by: actor.staffId };
    let kept: KeptMerge | undefined;
    const done = await renew(
      context,
      async (copy) => {
        if (!copy.merging && copy.address === address) return succeed(copy);
        const now = await mergeOf(scope, network, copy);
        const refused = await refusal(copy, now, request.body);
        if (!now || refused) return fail(refused ?? problem('state-conflict'));
        kept = now.merging.of === 'VERSION' && standsOn(copy) !== undefined ? keptOf(copy, now) : undefined;
        return succeed(wentOver(copy, now, event));
      },
      (before): Write[] => (kept ? [keptWrite(scope, before, kept)] : []),
    );
    return done.ok ? succeed({ body: await copyView(scope, network, done.value) }) : done;
  };
}

async function refusal(
  copy: Copy,
  now: MergeNow | undefined,
  { address, mark }: { readonly address: string; readonly mark: string },
): Promise<Problem | undefined> {
  if (now?.merging.address !== address) return problem('state-conflict');
  if ((await markOf(now.merged.content)) !== mark) return problem('stale-version');
  if (openConflicts(now.merged).length > 0) return problem('state-conflict');
  const faults = faultsOf(await kindOf(copy.kind), now.merged.content);
  if (faults.length === 0) return undefined;
  return problem('invalid-request', { errors: faults.map(({ place, code }) => ({ pointer: place, code })) });
}

function keptOf(copy: Copy, { merging, decisions }: MergeNow): KeptMerge {
  const { address, version, left, content } = copy;
  return {
    from: { address, version },
    to: { address: merging.address, version: merging.version },
    ...{ left, before: content, decisions: { ...decisions } },
  };
}

function wentOver(
  copy: Copy,
  { merging, merged }: MergeNow,
  event: Pick<Copy['history'][number], 'at' | 'by'>,
): Copy {
  const { undoable: _undoable, ...before } = withoutMerge(copy);
  const { address, version } = merging;
  const isBack = merging.of === 'UNDO';
  // Own practice that is published for the first time came from no version that it could go back to.
  const isUndoable = !isBack && standsOn(copy) !== undefined;
  return withEvent(
    {
      ...before,
      ...{ address, version, content: merged.content, uses: copy.uses + 1 },
      ...(isUndoable && { undoable: version }),
      ...(before.own && { own: { ...before.own, isPublished: true } }),
    },
    { what: isBack ? 'UNDONE' : 'MERGED', version, ...event },
  );
}
