import type { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { duplicateReasons, likenessOf } from '@ohjaamo/shared/cases/search.ts';
import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import { siftCases } from '../access/index.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { clientsOf, viewFound } from './findClients.ts';
import { findByName, findByPhone } from './searchWords.ts';

/** Whom of the clients somebody may be who is about to be opened as a new one; the surest first. Reads as a search does. */
export const checkDuplicates: UseCase<typeof casesRoutes.checkDuplicates> = async ({
  scope,
  request,
  actor,
}) => {
  const asked = request.body;
  const [tenant, maySee, named, called] = await Promise.all([
    readWorkersTenant(scope),
    siftCases(scope, actor, 'QUALITY_OF_DATA'),
    findByName(scope, asked.displayName),
    asked.phone ? findByPhone(scope, asked.phone) : [],
  ]);
  const candidates = (await clientsOf(scope, [...named, ...called], maySee))
    .flatMap((client) => {
      const reason = likenessOf(client, asked);
      return reason ? [{ client: viewFound(client, tenant, maySee), reason }] : [];
    })
    .sort((one, other) => duplicateReasons.indexOf(one.reason) - duplicateReasons.indexOf(other.reason));
  return succeed({ body: { candidates }, subjects: candidates.map(({ client }) => client.id) });
};
