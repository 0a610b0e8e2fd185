import type { adoptionsRoutes } from '@ohjaamo/shared/adoptions/contract.ts';
import { draftState, draftSteps, versionOf, writingFaults } from '@ohjaamo/shared/adoptions/drafts.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { addressOf } from '@ohjaamo/shared/templates/version.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { Table } from '../kernel/table.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { ADOPTIONS_AT_MOST } from './adopt.ts';
import { changeStanding, standingDraft } from './draftChange.ts';
import { type Draft, endDraftWrites } from './draftRepository.ts';
import { putCopy, readCopy, readLines } from './repository.ts';
import type { Copy } from './rows.ts';
import { kindOf } from './sides.ts';
import { copyView } from './views.ts';

/** The number that own practice has before the network has seen it. */
const FIRST = '1';

/**
 * Takes a draft as the municipality's own practice: it is a copy from now on, which is changed, taken into effect, tried and handed in like
 * any other, and no draft any more. Three reads and a Query, and a transaction of four writes.
 */
export function adoptDraft(network: Table): UseCase<typeof adoptionsRoutes.adoptDraft> {
  return async ({ scope, request, actor, audit, clock }) => {
    const { parameters, body } = request;
    const [standing, before] = await Promise.all([
      standingDraft(scope, parameters, clock.now()),
      readCopy(scope, parameters),
    ]);
    if (!standing) {
      return before?.copy.own?.draftedAt === body.changedAt
        ? succeed({ body: await copyView(scope, network, before.copy) })
        : fail(problem('not-found'));
    }
    const { draft } = standing;
    const refused = await refusal(draft, body.changedAt);
    if (refused) return fail(refused);
    if (before) return fail(problem('id-already-used'));
    if ((await readLines(scope)).length >= ADOPTIONS_AT_MOST) return fail(problem('cap-reached'));
    const { profile } = await readWorkersTenant(scope);
    const at = new Date(clock.now()).toISOString();
    const copy = await copyOf(draft, { at, by: actor.staffId, municipality: profile.municipalityCode });
    const writes = [...endDraftWrites(scope, standing), ...audit.writes([])];
    return (await putCopy(scope, { copy, revision: 0 }, writes))
      ? succeed({ body: await copyView(scope, network, copy) })
      : fail(problem('stale-version'));
  };
}

async function refusal(draft: Draft, seen: string): Promise<Problem | undefined> {
  if (draft.changed.at !== seen) return problem('stale-version');
  if (!draftSteps[draftState(draft)].ADOPT) return problem('state-conflict');
  const faults = writingFaults(await kindOf(draft.kind), draft);
  const errors = faults.map(({ of, place, code }) => ({ pointer: `/${of.toLowerCase()}${place}`, code }));
  return errors.length > 0 ? problem('invalid-request', { errors }) : undefined;
}

async function copyOf(
  { kind, name, about, content, begun, changed }: Draft,
  { at, by, municipality }: Pick<Copy['history'][number], 'at' | 'by'> & Pick<Copy, 'municipality'>,
): Promise<Copy> {
  const version = FIRST;
  const template = versionOf({ kind, name, version }, { about, content });
  return {
    ...{ kind, name, version, address: await addressOf(template), title: template.title, content },
    ...{ left: [], municipality, uses: 1, adoptedAt: at, changedAt: at },
    own: { about, handed: [], isPublished: false, draftedAt: changed.at },
    history: [
      { what: 'WRITTEN', ...begun },
      { what: 'ADOPTED', at, by, version },
    ],
  };
}

/** Throws a draft away; for thirty days it can be taken up again. */
export const throwDraftAway: UseCase<typeof adoptionsRoutes.throwDraftAway> = (context) => {
  const { changedAt } = context.request.body;
  const thrownAt = new Date(context.clock.now()).toISOString();
  return changeStanding(
    context,
    'THROW_AWAY',
    (draft) => Promise.resolve(asSeen(draft, changedAt, { ...draft, thrownAt })),
    (draft) => draftState(draft) === 'THROWN_AWAY' && draft.before === changedAt,
  );
};

/** Takes up what was thrown away. */
export const takeDraftUp: UseCase<typeof adoptionsRoutes.takeDraftUp> = (context) => {
  const { changedAt } = context.request.body;
  return changeStanding(
    context,
    'TAKE_UP',
    (draft) => {
      const { thrownAt: _thrown, ...after } = draft;
      return Promise.resolve(asSeen(draft, changedAt, after));
    },
    (draft) => draftState(draft) === 'WRITING' && draft.before === changedAt,
  );
};

/** What becomes of a draft that is as it was on the screen; another one is told. */
function asSeen(draft: Draft, seen: string, after: Draft): Result<Draft, Problem> {
  return draft.changed.at === seen ? succeed(after) : fail(problem('stale-version'));
}
