import type { adoptionsRoutes } from '@ohjaamo/shared/adoptions/contract.ts';
import { begunWriting, changedWriting, draftState, refusedFaults } from '@ohjaamo/shared/adoptions/drafts.ts';
import { inLanguage } from '@ohjaamo/shared/kernel/i18n.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { sameJson } from '@ohjaamo/shared/templates/json.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { Table } from '../kernel/table.ts';
import { versionsOf } from '../templates/index.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { changeStanding, showDraft, standingDraft } from './draftChange.ts';
import { type Draft, isGone, putDraft, readDraftLines, readDraftRow } from './draftRepository.ts';
import { readCopy } from './repository.ts';
import { kindOf } from './sides.ts';

/** Drafts that a municipality has at most: each is a line of its list. */
const DRAFTS_AT_MOST = 100;

/** What the municipality writes, the latest change first: one Query. */
export const listDrafts: UseCase<typeof adoptionsRoutes.listDrafts> = async ({ scope, clock }) => {
  const lines = await readDraftLines(scope);
  const drafts = lines
    .filter((each) => !isGone(each, clock.now()))
    .sort((one, other) => (one.changed.at < other.changed.at ? 1 : -1))
    .map(({ kind, name, title, changed, thrownAt }) => ({
      ...{ kind, name, title, changedAt: changed.at },
      state: draftState({ thrownAt }),
    }));
  return succeed({ body: { drafts } });
};

/** Begins practice of the municipality's own, under a name that neither it nor the library has. Two Queries and three reads. */
export function beginDraft(network: Table): UseCase<typeof adoptionsRoutes.beginDraft> {
  return async ({ scope, request, actor, audit, clock }) => {
    const { kind, name, title } = request.body;
    const named = { kind, name };
    if (title.fi === undefined && title.sv === undefined) {
      const errors = [{ pointer: '/body/title', code: 'national_language_missing' }];
      return fail(problem('invalid-request', { errors }));
    }
    const answer = ({ about, thrownAt }: Draft) =>
      thrownAt === undefined && sameJson(about['title'], title) ? 'SAME' : 'OTHER';
    const read = await readDraftRow(scope, named);
    const standing = read && !isGone(read.draft, clock.now()) ? read : undefined;
    if (standing && answer(standing.draft) === 'SAME') return showDraft(scope, standing.draft);
    const [versions, copy] = await Promise.all([
      versionsOf(network, named, { consistent: true }),
      readCopy(scope, named),
    ]);
    if (standing || copy || versions.length > 0) return fail(problem('id-already-used'));
    if ((await readDraftLines(scope)).length >= DRAFTS_AT_MOST) return fail(problem('cap-reached'));
    const { profile } = await readWorkersTenant(scope);
    const begun = { at: new Date(clock.now()).toISOString(), by: actor.staffId };
    const writing = begunWriting(await kindOf(kind), {
      ...{ name, title, source: inLanguage(profile.name, 'fi') },
    });
    const draft: Draft = { ...named, ...writing, begun, changed: begun };
    if (await putDraft(scope, { draft, revision: read?.revision ?? 0 }, audit.writes([]))) {
      return showDraft(scope, draft);
    }
    const other = await readDraftRow(scope, named);
    return other && answer(other.draft) === 'SAME'
      ? showDraft(scope, other.draft)
      : fail(problem('id-already-used'));
  };
}

/** A draft, whole, with what it lacks. Two reads. */
export const readDraft: UseCase<typeof adoptionsRoutes.readDraft> = async ({ scope, request, clock }) => {
  const standing = await standingDraft(scope, request.parameters, clock.now());
  return standing ? showDraft(scope, standing.draft) : fail(problem('not-found'));
};

/**
 * Writes fields of a draft. Two who write at one time: what the second one changes is laid over what the first one saved, and where both
 * changed the same field nothing is written.
 */
export const changeDraft: UseCase<typeof adoptionsRoutes.changeDraft> = (context) => {
  const { body } = context.request;
  return changeStanding(context, 'CHANGE', async (draft) => {
    const kind = await kindOf(draft.kind);
    const written = await changedWriting(kind, draft, body);
    if (!written.ok) {
      const errors = written.error.stale.map((pointer) => ({ pointer, code: 'changed' }));
      return fail(problem('stale-version', { errors }));
    }
    const { about, content } = written.value;
    if (about === draft.about && content === draft.content) return succeed(draft);
    const refused = refusedFaults(kind, { about, content }, body);
    if (refused.length === 0) return succeed({ ...draft, about, content });
    const errors = refused.map(({ place, code }) => ({ pointer: place, code }));
    return fail(problem('invalid-request', { errors }));
  });
};
