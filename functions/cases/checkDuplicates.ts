import type { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { duplicateReasons, likenessOf } from '@ohjaamo/shared/cases/search.ts';
import { MOST_FOUND } from '@ohjaamo/shared/cases/searchRoutes.ts';
import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import { type MaySee, siftCases, watchSearch } from '../access/index.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { clientsOf, viewFound } from './findClients.ts';
import type { ClientRow } from './repository.ts';
import { findByName, findByPhone } from './searchWords.ts';
import { organisationOf } from './views.ts';

const PURPOSE = 'QUALITY_OF_DATA';

/**
 * Whom of the clients somebody may be who is about to be opened as a new one; the surest first. It is a search like any other: it
 * reads as one does, counts as one, and the log says for whom and why.
 */
export const checkDuplicates: UseCase<typeof casesRoutes.checkDuplicates> = async ({
  scope,
  request,
  actor,
  audit,
  clock,
}) => {
  const asked = request.body;
  const [tenant, sift, named, called] = await Promise.all([
    readWorkersTenant(scope),
    siftCases(scope, { actor, purpose: PURPOSE, clock }),
    findByName(scope, asked.displayName),
    asked.phone ? findByPhone(scope, asked.phone) : [],
  ]);
  const { clients, maySee } = await clientsOf(scope, [...named, ...called], sift);
  const candidates = clients
    .flatMap((client) => {
      const reason = likenessOf(knownOf(client, maySee), asked);
      return reason ? [{ client: viewFound(client, tenant, maySee), reason }] : [];
    })
    .sort((one, other) => duplicateReasons.indexOf(one.reason) - duplicateReasons.indexOf(other.reason))
    .slice(0, MOST_FOUND);
  audit.because({ organisation: organisationOf(tenant, actor.staffId), purpose: PURPOSE });
  await watchSearch(
    scope,
    actor,
    candidates.map(({ client }) => client.displayName),
    clock.now(),
  );
  return succeed({ body: { candidates }, subjects: candidates.map(({ client }) => client.id) });
};

/** A likeness tells the number or the birth date it was seen by, so only what whoever asks may see is compared. */
function knownOf(
  { displayName, phone, birthDate, ...client }: ClientRow,
  maySee: MaySee,
): Parameters<typeof likenessOf>[0] {
  if (!maySee(client, 'CONTACT_DETAILS')) return { displayName };
  return { displayName, ...(phone && { phone }), ...(birthDate && { birthDate }) };
}
