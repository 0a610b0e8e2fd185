import type { adoptionsRoutes } from '@ohjaamo/shared/adoptions/contract.ts';
import { type AdoptionAct, standingAfter } from '@ohjaamo/shared/adoptions/standing.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import type { Table } from '../kernel/table.ts';
import { renewAny } from './renew.ts';
import { withEvent } from './repository.ts';
import type { Copy } from './rows.ts';
import { copyView } from './views.ts';

const events = { END: 'ENDED', RESUME: 'RESUMED' } as const satisfies Record<
  AdoptionAct,
  Copy['history'][number]['what']
>;

/** Ends an adoption. The copy stays, with its own changes, a merge on its way and what is in effect; the library is told by its line. */
export function endAdoption(network: Table): UseCase<typeof adoptionsRoutes.endAdoption> {
  return (context) => stand(network, 'END', context);
}

/** Takes an ended adoption up again as it was, whatever the network has done with its version meanwhile. */
export function resumeAdoption(network: Table): UseCase<typeof adoptionsRoutes.resumeAdoption> {
  return (context) => stand(network, 'RESUME', context);
}

type Context =
  ContextOf<typeof adoptionsRoutes.endAdoption> | ContextOf<typeof adoptionsRoutes.resumeAdoption>;

async function stand(network: Table, act: AdoptionAct, context: Context) {
  const { scope, request, actor, clock } = context;
  const by = { at: new Date(clock.now()).toISOString(), by: actor.staffId };
  const done = await renewAny(context, (copy) =>
    Promise.resolve(stood(copy, { act, uses: request.body.uses, ...by })),
  );
  return done.ok ? succeed({ body: await copyView(scope, network, done.value) }) : done;
}

/** An act that was asked for on the copy as it was shown. */
interface Asked extends Pick<Copy['history'][number], 'at' | 'by'> {
  readonly act: AdoptionAct;
  /** See `uses` of the copy. */
  readonly uses: number;
}

/** The copy after the act; the copy itself when the act was done by the same request before. */
function stood(copy: Copy, { act, uses, at, by }: Asked): Result<Copy, Problem> {
  const after = standingAfter(copy, act, at);
  if (!after) return copy.uses === uses + 1 ? succeed(copy) : fail(problem('stale-version'));
  if (copy.uses !== uses) return fail(problem('stale-version'));
  const { adoptedAt: _adopted, endedAt: _ended, firstEndedAt: _first, ...rest } = copy;
  return succeed(
    withEvent({ ...rest, ...after, uses: uses + 1 }, { what: events[act], at, by, version: copy.version }),
  );
}
