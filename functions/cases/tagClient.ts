import type { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { putTags, clientFileOf } from './repository.ts';
import { searchWrites } from './searchWords.ts';

/** Says what a client's matters are about; said again it changes nothing. 1 write and 2 for each tag that changes. */
export const tagClient: UseCase<typeof casesRoutes.tagClient> = async ({
  scope,
  request,
  audit,
  case: access,
}) => {
  const { clientId } = request.parameters;
  const file = clientFileOf(access.head);
  if (!file) return fail(problem('not-found'));
  const { client } = file;
  const tags = [...new Set(request.body.tags)].sort();
  const words = await searchWrites(scope, client, { ...client, tags });
  const done = await putTags(scope, client, tags, [...words, ...audit.writes([clientId])]);
  return done.ok ? succeed({ body: { tags } }) : fail(problem('stale-version'));
};
