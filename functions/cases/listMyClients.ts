import type { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import { openOrganisations } from '@ohjaamo/shared/tenants/profile.ts';
import { siftCases } from '../access/index.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readPlace } from './place.ts';
import { listClientsOfWorker } from './repository.ts';

/**
 * The clients of whoever asks, by name, as far as the policies still show them: whoever joined by a referral lists nobody whose consent
 * has ended. The list shows names, so each client gets a row in the trail.
 */
export const listMyClients: UseCase<typeof casesRoutes.listMyClients> = async ({ scope, actor, clock }) => {
  const [{ tenant, today }, mine, sift] = await Promise.all([
    readPlace(scope, clock),
    listClientsOfWorker(scope, actor.staffId),
    siftCases(scope, { actor, purpose: 'GUIDANCE', clock }),
  ]);
  const maySee = await sift(mine);
  const clients = mine.filter((client) => maySee(client, 'BASICS'));
  return succeed({
    body: {
      clients: clients
        .map(({ id, displayName, identification, episodeOpenedOn, team }) => ({
          id,
          displayName,
          identification,
          episodeOpenedOn,
          part: team.find(({ staffId }) => staffId === actor.staffId)?.part ?? ('TEAM' as const),
        }))
        .toSorted((a, b) => a.displayName.localeCompare(b.displayName, 'fi')),
      organisations: openOrganisations(tenant).map(({ code, name }) => ({ code, name })),
      today,
    },
    subjects: clients.map(({ id }) => id),
  });
};
