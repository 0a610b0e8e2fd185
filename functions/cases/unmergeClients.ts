import type { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { teamApart, undoing } from '@ohjaamo/shared/cases/merge.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import type { Write } from '../kernel/table.ts';
import { type TimelineEntry, timelineWrite } from '../kernel/timeline.ts';
import { type MergeRow, mergeWrite, moveBack, readMerge } from './mergeRepository.ts';
import { readPlace } from './place.ts';
import { type ClientRow, readClientFile } from './repository.ts';
import { viewMerge } from './viewMerge.ts';

type Unmerge = typeof casesRoutes.unmergeClients;

/**
 * Takes two records apart again: the rows that came with the other one go back as they are now, what was written since stays here,
 * and the other one is a client of its own with the team it had. Whoever is cut off asks again. 4 units for each row.
 */
export const unmergeClients: UseCase<Unmerge> = async (context) => {
  const { scope, request, audit, clock } = context;
  const { clientId, mergeId } = request.parameters;
  const [place, file, row] = await Promise.all([
    readPlace(scope, clock),
    readClientFile(scope, clientId),
    readMerge(scope, clientId, mergeId),
  ]);
  if (!file || !row) return fail(problem('not-found'));
  const step = undoing[row.state];
  if (step === 'REFUSE') return fail(problem('state-conflict'));
  const subjects = [clientId, row.from];
  if (step === 'ALREADY_DONE') {
    await audit.append(subjects, 'DONE');
    return succeed({ body: await viewMerge(scope, clientId, row, place) });
  }
  if (step === 'BEGIN') {
    const begun = await scope.cases.transact([
      recordWrite(scope, file.client, row),
      mergeWrite(scope, clientId, { ...row, state: 'MOVING_BACK' }),
      timelineWrite(scope, clientId, entryOf(context, row)),
    ]);
    if (!begun.ok) return fail(problem('state-conflict'));
  }
  await moveBack(scope, { from: clientId, into: row.from, merge: mergeId });
  const apart: MergeRow = { ...row, state: 'UNMERGED' };
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
  return succeed({ body: await viewMerge(scope, clientId, apart, place) });
};

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

/** The record that stays without what it took over: whoever joined with the merge, and what is known from the other one only. */
function recordWrite(
  scope: ContextOf<Unmerge>['scope'],
  client: ClientRow,
  { from, joined, filled }: MergeRow,
): Write {
  const taken = Object.entries(filled).flatMap(([name, value]) =>
    (client as Readonly<Record<string, unknown>>)[name] === value ? [name] : [],
  );
  return {
    Update: {
      TableName: scope.cases.name,
      Key: scope.keys.client(client.id, 'CLIENT'),
      UpdateExpression: `SET team = :team, mergedFrom = :from${taken.length > 0 ? ` REMOVE ${taken.join(', ')}` : ''}`,
      ConditionExpression: 'team = :before',
      ExpressionAttributeValues: {
        ':team': teamApart(client.team, joined),
        ':from': (client.mergedFrom ?? []).filter((id) => id !== from),
        ':before': client.team,
      },
    },
  };
}
