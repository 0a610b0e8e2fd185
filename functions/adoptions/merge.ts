import type { adoptionsRoutes } from '@ohjaamo/shared/adoptions/contract.ts';
import { aboutOf, mayDecide } from '@ohjaamo/shared/adoptions/merging.ts';
import { newerThan, ofOwnLine, standsOn } from '@ohjaamo/shared/adoptions/lineage.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { placeText } from '@ohjaamo/shared/templates/merge.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { Table } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { versionsOf } from '../templates/index.ts';
import { isEnded, renew } from './renew.ts';
import { readCopy, readKept } from './repository.ts';
import type { Copy } from './rows.ts';
import { mergeOf } from './sides.ts';
import { copyView, mergeViewOf } from './views.ts';

type Viewed = ReturnType<typeof mergeViewOf> extends Promise<infer V> ? NonNullable<V> : never;

/** The merge on its way; of an ended copy there is none to be seen. */
export function readMerge(network: Table): UseCase<typeof adoptionsRoutes.readMerge> {
  return async ({ scope, request }) => {
    const standing = await readCopy(scope, request.parameters);
    if (!standing || isEnded(standing.copy)) return fail(problem('not-found'));
    return shown(scope, network, standing.copy);
  };
}

/** Begins to go over to a published version. The same again goes on with what was decided. */
export function beginMerge(network: Table): UseCase<typeof adoptionsRoutes.beginMerge> {
  return async (context) => {
    const { address } = context.request.body;
    const done = await renew(context, async (copy) => {
      if (copy.merging?.address === address && copy.merging.of === 'VERSION') return succeed(copy);
      const versions = ofOwnLine(await versionsOf(network, copy, { consistent: true }), copy.own);
      const to = versions.find((each) => each.address === address);
      if (!to) return fail(problem('not-found'));
      const others = versions.filter(({ state }) => state !== 'PUBLISHED');
      const isNewer = newerThan([to, ...others], standsOn(copy));
      if (copy.merging || isNewer?.address !== address) return fail(problem('state-conflict'));
      const { version } = to;
      return succeed({ ...copy, merging: { of: 'VERSION' as const, address, version, decisions: {} } });
    });
    return done.ok ? shown(context.scope, network, done.value) : done;
  };
}

/**
 * Decides about one difference, or takes the decision back. Whoever decided the same place meanwhile, or changed it, is not overruled
 * unseen; decisions about other places stand beside each other.
 */
export function decideMerge(network: Table): UseCase<typeof adoptionsRoutes.decideMerge> {
  return async (context) => {
    const { scope, request, actor, clock } = context;
    const { address, place, side, seen, about } = request.body;
    const done = await renew(context, async (copy) => {
      const now = await mergeOf(scope, network, copy);
      if (now?.merging.address !== address) return fail(problem('state-conflict'));
      const asked = now.merged.differences.find((each) => placeText(each) === place);
      if (!asked || !mayDecide(asked)) return fail(problem('state-conflict'));
      const stands = now.decisions[place];
      if (stands === side) return succeed(copy);
      const shownNow = await aboutOf(asked);
      if (stands !== seen || (about !== undefined && about !== shownNow)) {
        return fail(problem('stale-version', { errors: [{ pointer: place, code: 'decided' }] }));
      }
      const { [place]: _before, ...others } = now.merging.decisions;
      const own = { side, at: new Date(clock.now()).toISOString(), by: actor.staffId, about: shownNow };
      const decisions = { ...others, ...(own.side && { [place]: { ...own, side: own.side } }) };
      return succeed({ ...copy, merging: { ...now.merging, decisions } });
    });
    return done.ok ? shown(scope, network, done.value) : done;
  };
}

/** Leaves the copy as it is. */
export function abandonMerge(network: Table): UseCase<typeof adoptionsRoutes.abandonMerge> {
  return async (context) => {
    const { scope, request } = context;
    const done = await renew(context, (copy) => {
      if (!copy.merging) return Promise.resolve(succeed(copy));
      const isMeant = copy.merging.address === request.body.address;
      return Promise.resolve(isMeant ? succeed(withoutMerge(copy)) : fail(problem('state-conflict')));
    });
    return done.ok ? succeed({ body: await copyView(scope, network, done.value) }) : done;
  };
}

/** Begins to take the last merge back. */
export function undoMerge(network: Table): UseCase<typeof adoptionsRoutes.undoMerge> {
  return async (context) => {
    const { scope } = context;
    const done = await renew(context, async (copy) => {
      if (copy.merging?.of === 'UNDO') return succeed(copy);
      const kept = copy.undoable === undefined ? undefined : await readKept(scope, copy);
      if (copy.merging || !kept) return fail(problem('state-conflict'));
      return succeed({ ...copy, merging: { of: 'UNDO' as const, ...kept.from, decisions: {} } });
    });
    return done.ok ? shown(scope, network, done.value) : done;
  };
}

/** A copy that is on the way nowhere. */
export function withoutMerge({ merging: _merging, ...copy }: Copy): Copy {
  return copy;
}

async function shown(
  scope: TenantScope,
  network: Table,
  copy: Copy,
): Promise<Result<{ readonly body: Viewed }, Problem>> {
  const body = await mergeViewOf(scope, network, copy);
  return body ? succeed({ body }) : fail(problem('not-found'));
}
