import type { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { tasksApart, teamApart, undoing } from '@ohjaamo/shared/cases/merge.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import * as z from 'zod';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import { openTexts } from '../kernel/sealing.ts';
import type { Write } from '../kernel/table.ts';
import { type TimelineEntry, timelineWrite } from '../kernel/timeline.ts';
import { planCameFrom } from '../plans/index.ts';
import { type AnyRow, moveBack, rowsApart } from './mergeMovement.ts';
import { clientWrite, type MergeRow, mergeWrite, readMerge } from './mergeRepository.ts';
import { readPlace } from './place.ts';
import { clientFileOf, type ClientRow, readClientFile } from './repository.ts';
import { clientPlace } from './sealedPlaces.ts';
import { viewMerge } from './viewMerge.ts';

type Unmerge = typeof casesRoutes.unmergeClients;
type Scope = ContextOf<Unmerge>['scope'];

/**
 * Takes two records apart again: the rows that came with the other one go back as they are now, what was written since stays here,
 * and the other one is a client of its own with the team it had. Whoever is cut off asks again. 4 units for each row.
 */
export const unmergeClients: UseCase<Unmerge> = async (context) => {
  const { scope, request, audit, clock } = context;
  const { clientId, mergeId } = request.parameters;
  const [place, row] = await Promise.all([readPlace(scope, clock), readMerge(scope, clientId, mergeId)]);
  const file = clientFileOf(context.case.head);
  if (!file || !row) return fail(problem('not-found'));
  const step = undoing[row.state];
  if (step === 'REFUSE') return fail(problem('state-conflict'));
  const subjects = [clientId, row.from];
  if (step === 'ALREADY_DONE') {
    await audit.append(subjects, 'DONE');
    return succeed({ body: await viewMerge(scope, clientId, row, place, context.case) });
  }
  let standing = row;
  if (step === 'BEGIN') {
    const other = await readClientFile(scope, row.from);
    if (!other) return fail(problem('not-found'));
    const look = await toLookAt(scope, file.client, row);
    const begun = await scope.cases.transact([
      ...(await recordWrites(scope, file.client, other.client, { ...row, look }, place.today)),
      mergeWrite(scope, clientId, { ...row, look, state: 'MOVING_BACK' }),
      timelineWrite(scope, clientId, entryOf(context, row)),
    ]);
    if (!begun.ok) return fail(problem('state-conflict'));
    standing = { ...row, look };
  }
  await moveBack(scope, { from: clientId, into: row.from, merge: mergeId });
  const apart = emptied(standing);
  const done = await scope.cases.transact([
    mergeWrite(scope, clientId, apart),
    {
      Update: {
        TableName: scope.cases.name,
        Key: scope.keys.client(row.from, 'CLIENT'),
        UpdateExpression: 'REMOVE mergedInto',
        ConditionExpression: 'attribute_exists(pk)',
      },
    },
    ...audit.writes(subjects),
  ]);
  if (!done.ok) throw new Error('Two records could not be taken apart');
  return succeed({ body: await viewMerge(scope, clientId, apart, place, context.case) });
};

/**
 * What somebody has to go through when the two are apart: a protection that came and is still in force, since nobody knows whom it
 * protects before somebody looks; and what came into the plan.
 */
async function toLookAt(scope: Scope, client: ClientRow, merge: MergeRow): Promise<MergeRow['look']> {
  const inForce = { SHIELD: client.shielded, PROHIBITION: client.guardianProhibitedAt !== undefined };
  const came = await planCameFrom(scope, client.id, merge.from);
  return [
    ...merge.protections.filter((each) => inForce[each]),
    ...(came.length > 0 ? (['PLAN'] as const) : []),
  ];
}

/** That there was a merge, with nothing of the other person in it. */
function emptied({ displayName: _displayName, raisedFrom: _raisedFrom, ...row }: MergeRow): MergeRow {
  const nothing = { joined: [], receivers: [], tasks: [], tags: [], filled: [], texts: [], protections: [] };
  return { ...row, ...nothing, state: 'UNMERGED', kept: 0 };
}

function entryOf({ actor, clock, case: access }: ContextOf<Unmerge>, { id }: MergeRow): TimelineEntry {
  return {
    id: `${id}-apart`,
    at: new Date(clock.now()).toISOString(),
    what: 'UNMERGED',
    by: actor.staffId,
    category: 'BASICS',
    owner: access.organisation,
    record: id,
  };
}

/** The record that stays without what it has from the other one only, and the tasks of the other as they are now. */
async function recordWrites(
  scope: Scope,
  client: ClientRow,
  other: ClientRow,
  merge: MergeRow,
  today: string,
): Promise<[Write, Write]> {
  const { moved, staying } = await rowsApart(scope, client.id, merge.id);
  const tasks = tasksApart(client.tasks, other.tasks, merge.tasks, moved.records);
  const accepted = staying.flatMap((row) => receiverOf(row) ?? []);
  const left = merge.receivers.filter((receiver) => !accepted.includes(receiver));
  const gone = [other.id, ...(other.mergedFrom ?? [])];
  const taken = merge.filled.filter((name) => valueOf(client, name) === valueOf(other, name));
  const since = staying.some(({ kind, at }) => kind === 'IDENTIFICATION' && String(at) > merge.at);
  const lowered = !since && client.identification === other.identification ? merge.raisedFrom : undefined;
  return [
    clientWrite(
      scope,
      client,
      {
        team: teamApart(client.team, merge.joined),
        receivers: client.receivers.filter((receiver) => !left.includes(receiver)),
        tasks: {
          ...tasks.stays,
          ...(merge.look.length > 0 && {
            [`UNMERGED#${merge.id}`]: { kind: 'LOOK_AFTER_UNMERGE', dueOn: today, record: merge.id },
          }),
        },
        mergedFrom: (client.mergedFrom ?? []).filter((id) => !gone.includes(id)),
        ...(client.tags && { tags: client.tags.filter((tag) => !merge.tags.includes(tag)) }),
        ...(client.sealed && { sealed: await textsApart(scope, client, other, merge.texts) }),
        ...(lowered && { identification: lowered }),
      },
      taken,
    ),
    clientWrite(scope, other, { tasks: tasks.goes }),
  ];
}

function valueOf(client: ClientRow, name: string): unknown {
  return (client as Readonly<Record<string, unknown>>)[name];
}

/** The organisation that accepted a referral of the record's own. */
function receiverOf({ kind, to, acceptedBy }: AnyRow): string | undefined {
  if (kind !== 'REFERRAL' || acceptedBy === undefined) return undefined;
  return z.object({ code: z.string() }).safeParse(to).data?.code;
}

/** The sealed texts of the client's own row without those that came and are as they came. */
async function textsApart(
  scope: Scope,
  { id, sealed = {} }: ClientRow,
  other: ClientRow,
  came: readonly string[],
): Promise<Record<string, string>> {
  const [here, there]: Readonly<Record<string, string | undefined>>[] = await Promise.all([
    openTexts(scope, clientPlace(id), sealed),
    openTexts(scope, clientPlace(other.id), other.sealed ?? {}),
  ]);
  const stays = ([name]: [string, string]) => !came.includes(name) || here?.[name] !== there?.[name];
  return Object.fromEntries(Object.entries(sealed).filter(stays));
}
