import type { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readShownPlace } from './place.ts';
import { clientFileOf } from './repository.ts';
import { viewClient } from './views.ts';

/**
 * Shows a client, from the rows that opening the case has read. An id of another tenant is the same as one that nobody has: the
 * key is built in the own tenant, where neither exists, and the pipeline writes the attempt to the own trail.
 */
export const readClient: UseCase<typeof casesRoutes.readClient> = async ({ scope, clock, case: access }) => {
  const file = clientFileOf(access.head);
  if (!file) return fail(problem('not-found'));
  const place = await readShownPlace(scope, clock);
  return succeed({ body: await viewClient(scope, file, place, access) });
};
