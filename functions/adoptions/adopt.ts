import type { adoptionsRoutes } from '@ohjaamo/shared/adoptions/contract.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { withoutElements } from '@ohjaamo/shared/templates/adoption.ts';
import { sameJson } from '@ohjaamo/shared/templates/json.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { Table, Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { type OpenVersion, readVersion } from '../templates/index.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { isEnded } from './renew.ts';
import { putCopy, readCopy, readLines } from './repository.ts';
import type { Copy } from './rows.ts';
import { kindOf } from './sides.ts';
import { copyView, faultsOf, lineView } from './views.ts';

/** Templates that one municipality uses at most: each is a line of its list. */
export const ADOPTIONS_AT_MOST = 200;

/** The municipality's copies by title, each with the version that it could go over to: a Query, and the reads of {@link lineView} for each. */
export function listAdoptions(network: Table): UseCase<typeof adoptionsRoutes.listAdoptions> {
  return async ({ scope }) => {
    const lines = await readLines(scope);
    const adoptions = await Promise.all(lines.map((each) => lineView(scope, network, each)));
    return succeed({ body: { adoptions } });
  };
}

/** How many copies could go over to a version, without those on their way or ended: a Query, and one for each of the others. */
export function countNewVersions(network: Table): UseCase<typeof adoptionsRoutes.countNewVersions> {
  return async ({ scope }) => {
    const lines = (await readLines(scope)).filter((line) => !line.isMerging && !isEnded(line));
    // What became of what was handed in is not asked.
    const views = await Promise.all(
      lines.map(({ offered: _offered, ...each }) => lineView(scope, network, each)),
    );
    return succeed({ body: { newer: views.filter(({ newer }) => newer).length } });
  };
}

/** A version to be adopted, with what the municipality has of it already. Three reads. */
export function readAdoptable(network: Table): UseCase<typeof adoptionsRoutes.readAdoptable> {
  return async ({ scope, request }) => {
    const found = await readVersion(network, request.parameters.address);
    if (!found) return fail(problem('not-found'));
    const { template, address, state } = found;
    const { kind, name, version, title, summary, source, policy, content } = template;
    const standing = await readCopy(scope, template);
    return succeed({
      body: {
        ...{ kind, name, version, address, state, title, summary, source, policy },
        content,
        ...(standing && { adopted: standing.copy.version }),
        ...(standing && isEnded(standing.copy) && endedOf(standing.copy)),
      },
    });
  };
}

function endedOf({ endedAt, uses }: Copy) {
  return { endedAt, uses };
}

/** Adopts a version for the municipality. What it has ended is taken up again instead: what it made of it is not lost. */
export function adoptTemplate(network: Table): UseCase<typeof adoptionsRoutes.adoptTemplate> {
  return async ({ scope, request, actor, audit, clock }) => {
    const adopted = await adopt(scope, network, {
      ...request.body,
      by: actor.staffId,
      at: new Date(clock.now()).toISOString(),
      more: () => audit.writes([]),
    });
    return adopted.ok ? succeed({ body: await copyView(scope, network, adopted.value) }) : adopted;
  };
}

/** What is adopted, by whom. */
interface Adopting {
  readonly address: string;
  readonly left: readonly string[];
  readonly by: StaffId;
  readonly at: string;
  /** Writes of the same transaction. */
  readonly more: () => readonly Write[];
}

/** Makes the copy, or gives the one that was made the same way before. */
async function adopt(scope: TenantScope, network: Table, adopting: Adopting): Promise<Result<Copy, Problem>> {
  const found = await readVersion(network, adopting.address);
  return found ? adoptVersion(scope, found, adopting) : fail(problem('not-found'));
}

/** The same with a version that was read already; `begin` is what the copy begins with besides. */
export async function adoptVersion(
  scope: TenantScope,
  found: OpenVersion,
  adopting: Adopting,
  begin: (copy: Copy) => Copy = (copy) => copy,
): Promise<Result<Copy, Problem>> {
  const standing = await readCopy(scope, found.template);
  if (standing) return sameOrRefused(standing.copy, adopting);
  if (found.state !== 'PUBLISHED') return fail(problem('state-conflict'));
  if ((await readLines(scope)).length >= ADOPTIONS_AT_MOST) return fail(problem('cap-reached'));
  const made = await copyOf(scope, found, adopting);
  if (!made.ok) return made;
  const copy = begin(made.value);
  const isFirst = await putCopy(scope, { copy, revision: 0 }, adopting.more());
  if (isFirst) return succeed(copy);
  const other = await readCopy(scope, found.template);
  return other ? sameOrRefused(other.copy, adopting) : fail(problem('state-conflict'));
}

function sameOrRefused(copy: Copy, { address, left }: Adopting): Result<Copy, Problem> {
  const isSame =
    !isEnded(copy) && copy.address === address && sameJson([...copy.left].sort(), [...left].sort());
  return isSame ? succeed(copy) : fail(problem('state-conflict'));
}

async function copyOf(
  scope: TenantScope,
  { template, address }: OpenVersion,
  { left, by, at }: Adopting,
): Promise<Result<Copy, Problem>> {
  const [rules, { profile }] = await Promise.all([kindOf(template.kind), readWorkersTenant(scope)]);
  const content = withoutElements(template.content, rules.lists, left);
  const errors = faultsOf(rules, content).map(({ place, code }) => ({ pointer: place, code }));
  if (errors.length > 0) return fail(problem('invalid-request', { errors }));
  const { kind, name, version, title } = template;
  return succeed({
    ...{ kind, name, version, address, title, content, left: [...left] },
    ...{ municipality: profile.municipalityCode, uses: 1, adoptedAt: at, changedAt: at },
    history: [{ what: 'ADOPTED', at, by, version }],
  });
}
