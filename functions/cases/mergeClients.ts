import type { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { higherOf, mergedTeam } from '@ohjaamo/shared/cases/merge.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { openCase } from '../access/index.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import { openTexts, sealTexts } from '../kernel/sealing.ts';
import type { Write } from '../kernel/table.ts';
import { timelineWrite } from '../kernel/timeline.ts';
import { readPlace } from './place.ts';
import { moveIn } from './mergeMovement.ts';
import { clientWrite, mergeKey, type MergeRow, mergeWrite, readMerge } from './mergeRepository.ts';
import { type ClientRow, memberWrite, readClientFile } from './repository.ts';
import { clientPlace } from './sealedPlaces.ts';
import { viewMerge } from './viewMerge.ts';

type Merge = typeof casesRoutes.mergeClients;

/** Attributes of a client that are taken from the other record when this one has none. */
const fillable = ['birthDate', 'phone', 'email', 'interpreterLanguage'] as const;

/**
 * Takes another record of the same person into this one. Both are opened by the policies. First, in one transaction, the other
 * record stops being a client of its own; then its rows move, some at once, and whoever is cut off asks again with the same id.
 * About 20 units and 4 for each row of the other record.
 */
export const mergeClients: UseCase<Merge> = async (context) => {
  const { scope, request, audit, clock } = context;
  const { clientId } = request.parameters;
  const { mergeId, other } = request.body;
  if (other === clientId) return refused('same_client');
  const place = await readPlace(scope, clock);
  const standing = await readMerge(scope, clientId, mergeId);
  if (standing && standing.from !== other) return fail(problem('id-already-used'));
  if (standing && standing.state !== 'MOVING') {
    await audit.append([clientId, other], 'DONE');
    return standing.state === 'MERGED'
      ? succeed({ body: await viewMerge(scope, clientId, standing, place, context.case) })
      : fail(problem('state-conflict'));
  }
  const begun = standing ? succeed(standing) : await begin(context);
  if (!begun.ok) return begun;
  const kept = await moveIn(scope, { from: other, into: clientId, merge: mergeId });
  const merged: MergeRow = { ...begun.value, state: 'MERGED', kept };
  const done = await scope.cases.transact([
    mergeWrite(scope, clientId, merged),
    ...(standing ? audit.writes([clientId, other]) : []),
  ]);
  if (!done.ok) throw new Error('A merge could not be ended');
  return succeed({ body: await viewMerge(scope, clientId, merged, place, context.case) });
};

function refused(code: string) {
  return fail(problem('invalid-request', { errors: [{ pointer: '/body/other', code }] }));
}

/** The first step: both records as they stand, the team and what is known of the person together, and why. */
async function begin(context: ContextOf<Merge>): Promise<Result<MergeRow, Problem>> {
  const { scope, request, actor, sessionHash, audit, clock } = context;
  const { clientId } = request.parameters;
  const { mergeId, other, reason } = request.body;
  if (sessionHash === undefined) throw new Error('A signed-in request has a session');
  const asked = { scope, actor, sessionHash, clock, audit, clientId: other, part: {} };
  const opened = await openCase({ ...asked, action: 'MERGE_CLIENTS' });
  if (!opened.ok) {
    // The purpose is asked for each of the two; that of the other is told where the two are chosen.
    return opened.error.type === 'purpose-required' ? fail(problem('access-refused')) : opened;
  }
  const [into, from] = await Promise.all([readClientFile(scope, clientId), readClientFile(scope, other)]);
  if (!into || !from) return fail(problem('not-found', { subjects: [other] }));
  // Since the two were opened, either may have gone into another, even each into the other: what is written is bound to what was read now.
  if (into.client.mergedInto ?? from.client.mergedInto) return fail(problem('state-conflict'));
  const at = new Date(clock.now()).toISOString();
  const sealed = await sealTexts(scope, { client: clientId, sk: mergeKey(mergeId) }, { reason });
  const row: MergeRow = {
    ...{ kind: 'MERGE', id: mergeId, from: other, displayName: from.client.displayName },
    ...{ at, by: actor.staffId, state: 'MOVING', kept: 0, sealed: { reason: sealed['reason'] ?? '' } },
    ...comesWith(into.client, from.client),
  };
  const done = await scope.cases.transact([
    ...(await recordWrites(scope, into.client, from.client, row)),
    timelineWrite(scope, clientId, {
      ...{ id: mergeId, at, what: 'MERGED', by: actor.staffId, category: 'BASICS' },
      ...{ owner: context.case.organisation, record: mergeId },
    }),
    ...audit.writes([clientId, other]),
  ]);
  return done.ok ? succeed(row) : fail(problem('state-conflict'));
}

/** What this record has from the other one only, by name. */
function comesWith(into: ClientRow, from: ClientRow) {
  const here = new Set(into.team.map(({ staffId }) => staffId));
  const level = higherOf(into.identification, from.identification);
  return {
    joined: from.team.map(({ staffId }) => staffId).filter((id) => !here.has(id)),
    receivers: from.receivers.filter((each) => !into.receivers.includes(each)),
    tasks: Object.keys(from.tasks).filter((id) => !(id in into.tasks)),
    tags: (from.tags ?? []).filter((tag) => !into.tags?.includes(tag)),
    filled: fillable.filter((name) => into[name] === undefined && from[name] !== undefined),
    texts: Object.keys(from.sealed ?? {}).filter((name) => into.sealed?.[name] === undefined),
    protections: [
      ...(from.shielded && !into.shielded ? (['SHIELD'] as const) : []),
      ...(from.guardianProhibitedAt !== undefined && into.guardianProhibitedAt === undefined
        ? (['PROHIBITION'] as const)
        : []),
    ],
    look: [],
    ...(level !== into.identification && { raisedFrom: into.identification }),
  };
}

/** What changes of the two records themselves, while both are as they were read. */
async function recordWrites(
  scope: ContextOf<Merge>['scope'],
  into: ClientRow,
  from: ClientRow,
  row: MergeRow,
): Promise<Write[]> {
  const guardianProhibitedAt = into.guardianProhibitedAt ?? from.guardianProhibitedAt;
  const texts = await openTexts(scope, clientPlace(from.id), pick(from.sealed ?? {}, row.texts));
  const tags = [...(into.tags ?? []), ...row.tags];
  return [
    clientWrite(scope, into, {
      team: mergedTeam(into.team, from.team),
      receivers: [...into.receivers, ...row.receivers],
      shielded: into.shielded || from.shielded,
      ...(guardianProhibitedAt !== undefined && { guardianProhibitedAt }),
      tasks: { ...from.tasks, ...into.tasks },
      // Whatever the other one had taken in is this one's now: erasing, holds and the ledger go by all of it.
      mergedFrom: [...(into.mergedFrom ?? []), from.id, ...(from.mergedFrom ?? [])],
      ...(tags.length > 0 && { tags }),
      identification: higherOf(into.identification, from.identification),
      ...pick(from, row.filled),
      ...(row.texts.length > 0 && {
        sealed: { ...into.sealed, ...(await sealTexts(scope, clientPlace(into.id), texts)) },
      }),
    }),
    clientWrite(scope, from, { mergedInto: into.id }),
    mergeWrite(scope, into.id, row, true),
    ...row.joined.map((staff) => memberWrite(scope, into.id, staff)),
  ];
}

function pick<Value>(of: Readonly<Record<string, Value>>, names: readonly string[]): Record<string, Value>;
function pick(of: object, names: readonly string[]): Record<string, unknown>;
function pick(of: object, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(of).filter(([name]) => names.includes(name)));
}
