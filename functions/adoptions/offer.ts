import type { adoptionsRoutes } from '@ohjaamo/shared/adoptions/contract.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { offeredBack } from '@ohjaamo/shared/templates/adoption.ts';
import { type JsonObject, sameJson } from '@ohjaamo/shared/templates/json.ts';
import { mergeVersions } from '@ohjaamo/shared/templates/merge.ts';
import type { KeyedLists } from '@ohjaamo/shared/templates/paths.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { Table } from '../kernel/table.ts';
import { handIn, type HandInRefusal } from '../templates/index.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { isEnded, renew } from './renew.ts';
import { readCopy, withEvent } from './repository.ts';
import { baseOf } from './sides.ts';
import { copyView } from './views.ts';

/**
 * Hands the own changes in to the network's stewards, as a version made from the one that the copy stands on. What was left at adoption
 * stays in it, and free fields stay as the template has them. The same changes again are the same version.
 */
export function offerChanges(network: Table): UseCase<typeof adoptionsRoutes.offerChanges> {
  return async (context) => {
    const { scope, request, actor, clock } = context;
    const standing = await readCopy(scope, request.parameters);
    if (!standing) return fail(problem('not-found'));
    const { copy } = standing;
    if (isEnded(copy)) return fail(problem('state-conflict'));
    const [{ template, base, kind }, { profile }] = await Promise.all([
      baseOf(network, copy),
      readWorkersTenant(scope),
    ]);
    const { lists } = kind;
    const own = offeredBack({ base, local: copy.content, lists, policy: template.policy });
    if (sameJson(own, base)) return fail(problem('state-conflict'));
    const content = withOwn({ whole: template.content, base, own, lists });
    const at = new Date(clock.now()).toISOString();
    const { version } = request.body;
    const offered = {
      ...template,
      version,
      parents: [copy.address],
      content: content as typeof template.content,
    };
    const from = { tenantId: scope.tenantId, municipality: profile.municipalityCode, at };
    const handed = await handIn(network, { template: offered, ...from });
    if (!handed.ok) return fail(refusalOf(handed.error));
    const { address } = handed.value;
    const done = await renew(context, (now) =>
      Promise.resolve(
        succeed(
          now.offered?.address === address
            ? now
            : withEvent(
                { ...now, offered: { address, version, at } },
                { what: 'OFFERED', at, by: actor.staffId, version },
              ),
        ),
      ),
    );
    return done.ok ? succeed({ body: await copyView(scope, network, done.value) }) : done;
  };
}

/** The own changes laid over the whole version: what was left at adoption is nothing that the municipality would take from others. */
function withOwn(of: {
  readonly whole: JsonObject;
  readonly base: JsonObject;
  readonly own: JsonObject;
  readonly lists: KeyedLists;
}): JsonObject {
  const { whole, base, own, lists } = of;
  return mergeVersions({ base, local: whole, upstream: own, lists, policy: [] }).content;
}

function refusalOf(refusal: HandInRefusal): Problem {
  if (refusal.code === 'STANDS') return problem('id-already-used');
  const errors = refusal.faults.map(({ pointer, code }) => ({ pointer, code }));
  const isTaken = errors.some(({ pointer }) => pointer === '/version');
  return isTaken ? problem('id-already-used') : problem('invalid-request', { errors });
}
