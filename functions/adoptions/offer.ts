import type { adoptionsRoutes } from '@ohjaamo/shared/adoptions/contract.ts';
import { versionOf } from '@ohjaamo/shared/adoptions/drafts.ts';
import { ofOwnLine, standsOn } from '@ohjaamo/shared/adoptions/lineage.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { offeredBack } from '@ohjaamo/shared/templates/adoption.ts';
import { type JsonObject, sameJson } from '@ohjaamo/shared/templates/json.ts';
import { mergeVersions } from '@ohjaamo/shared/templates/merge.ts';
import type { KeyedLists } from '@ohjaamo/shared/templates/paths.ts';
import { addressOf, type TemplateVersion } from '@ohjaamo/shared/templates/version.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { Table } from '../kernel/table.ts';
import { handIn, type HandInRefusal, versionsOf } from '../templates/index.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { isEnded, renew } from './renew.ts';
import { readCopy, withEvent } from './repository.ts';
import { type Copy, MOST_HANDED } from './rows.ts';
import { baseOf } from './sides.ts';
import { copyView } from './views.ts';

/**
 * Hands the own changes in to the network's stewards, as a version made from the one that the copy stands on. What was left at adoption
 * stays in it, and free fields stay as the template has them; what the municipality has written itself goes whole. The same again is the
 * same version.
 */
export function offerChanges(network: Table): UseCase<typeof adoptionsRoutes.offerChanges> {
  return async (context) => {
    const { scope, request, actor, clock } = context;
    const standing = await readCopy(scope, request.parameters);
    if (!standing) return fail(problem('not-found'));
    if (isEnded(standing.copy)) return fail(problem('state-conflict'));
    const { version } = request.body;
    const template = await offeredOf(network, standing.copy, version);
    if (!template.ok) return template;
    const { profile } = await readWorkersTenant(scope);
    const remembered = await remember(context, template.value);
    if (!remembered.ok) return remembered;
    const at = new Date(clock.now()).toISOString();
    const from = { tenantId: scope.tenantId, municipality: profile.municipalityCode, at };
    const handed = await handIn(network, { template: template.value, ...from });
    if (!handed.ok) return fail(refusalOf(handed.error));
    const offered = { address: handed.value.address, version, at };
    const done = await renew(context, (now) =>
      Promise.resolve(
        succeed(
          now.offered?.address === offered.address
            ? now
            : withEvent({ ...now, offered }, { what: 'OFFERED', at, by: actor.staffId, version }),
        ),
      ),
    );
    return done.ok ? succeed({ body: await copyView(scope, network, done.value) }) : done;
  };
}

/**
 * Notes the version of own practice as one's own before the network has it: cut off in between, what the stewards then publish would else be
 * another's. The row of the trail goes with what follows.
 */
async function remember(
  { scope, request, audit }: Parameters<typeof renew>[0],
  template: TemplateVersion,
): Promise<Result<Copy, Problem>> {
  const address = await addressOf(template);
  const withoutTrail = { scope, request, audit: { ...audit, writes: () => [] } };
  return renew(withoutTrail, (copy) => {
    const { own } = copy;
    if (!own || own.handed.at(-1) === address) return Promise.resolve(succeed(copy));
    const before = own.handed.filter((each) => each !== address);
    const handed = [...before, address].slice(-MOST_HANDED);
    return Promise.resolve(succeed({ ...copy, own: { ...own, handed } }));
  });
}

/** The version that a copy is offered as; `state-conflict` when there is nothing to offer. */
async function offeredOf(
  network: Table,
  copy: Copy,
  version: string,
): Promise<Result<TemplateVersion, Problem>> {
  const { template, base, kind } = await baseOf(network, copy);
  if (copy.own) return ownOffered(network, copy, { version, own: copy.own, template });
  const { lists } = kind;
  const own = offeredBack({ base, local: copy.content, lists, policy: template.policy });
  if (sameJson(own, base)) return fail(problem('state-conflict'));
  const content = withOwn({ whole: template.content, base, own, lists });
  return succeed({
    ...template,
    version,
    parents: [copy.address],
    content: content as typeof template.content,
  });
}

/** Own practice under its own name: what another municipality has published under it meanwhile is another's. */
async function ownOffered(
  network: Table,
  copy: Copy,
  of: {
    readonly version: string;
    readonly own: NonNullable<Copy['own']>;
    readonly template: TemplateVersion;
  },
): Promise<Result<TemplateVersion, Problem>> {
  const { version, own, template } = of;
  const { kind, name, content } = copy;
  const stands = standsOn(copy);
  const writing = { about: own.about, content };
  const made = versionOf({ kind, name, version }, writing, stands === undefined ? [] : [stands]);
  if (stands !== undefined) {
    const alike = versionOf(template, writing, template.parents);
    return sameJson(alike, template) ? fail(problem('state-conflict')) : succeed(made);
  }
  const versions = await versionsOf(network, copy, { consistent: true });
  const isOthers = versions.length > 0 && ofOwnLine(versions, own).length === 0;
  const errors = [{ pointer: '/name', code: 'taken' }];
  return isOthers ? fail(problem('id-already-used', { errors })) : succeed(made);
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
