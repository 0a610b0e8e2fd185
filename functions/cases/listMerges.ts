import type { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { listMergeRows } from './mergeRepository.ts';
import { readPlace } from './place.ts';
import { clientFileOf } from './repository.ts';
import { viewMerge } from './viewMerge.ts';

/** What was taken into a record, newest first, and its tags. 1 Query beside the tenant's names. */
export const listMerges: UseCase<typeof casesRoutes.listMerges> = async ({
  scope,
  request,
  clock,
  case: access,
}) => {
  const { clientId } = request.parameters;
  const file = clientFileOf(access.head);
  if (!file) return fail(problem('not-found'));
  const [place, rows] = await Promise.all([readPlace(scope, clock), listMergeRows(scope, clientId)]);
  const mayMerge = access.may('MERGE_CLIENTS');
  const shown = rows.toSorted((one, other) => other.at.localeCompare(one.at));
  const merges = mayMerge
    ? await Promise.all(shown.map((row) => viewMerge(scope, clientId, row, place, access)))
    : [];
  const tags = access.may('RECORD') ? (file.client.tags ?? []) : [];
  return succeed({ body: { merges, mayMerge, tags } });
};
