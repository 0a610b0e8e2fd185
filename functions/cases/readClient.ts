import type { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readPlace } from './place.ts';
import { readClientFile } from './repository.ts';
import { viewClient } from './views.ts';

/**
 * Shows a client. An id of another tenant is the same as one that nobody has: the key is built in the own tenant, where
 * neither exists, and the pipeline writes the attempt to the own trail.
 */
export const readClient: UseCase<typeof casesRoutes.readClient> = async ({
  scope,
  request,
  clock,
  case: access,
}) => {
  const [place, file] = await Promise.all([
    readPlace(scope, clock),
    readClientFile(scope, request.parameters.clientId),
  ]);
  return file ? succeed({ body: await viewClient(scope, file, place, access) }) : fail(problem('not-found'));
};
