import type { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { siftCases } from '../access/index.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { clientsOf } from './findClients.ts';

/** Where a record is now that was taken into another one, told to those who may know of that one. 2 read units and 2 beside. */
export const findMerged: UseCase<typeof casesRoutes.findMerged> = async ({
  scope,
  request,
  actor,
  clock,
}) => {
  const { clientId } = request.parameters;
  const sift = await siftCases(scope, { actor, purpose: 'QUALITY_OF_DATA', clock });
  const [client] = (await clientsOf(scope, [clientId], sift)).clients;
  return client && client.id !== clientId
    ? succeed({ body: { into: client.id } })
    : fail(problem('not-found'));
};
