import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Settled } from './ids.ts';
import { somebody } from './people.ts';
import { must, type Send } from './send.ts';

/** Two more records of the client: one that was taken in, one that may be. */
export async function merge(send: Send, of: Settled): Promise<void> {
  const actor = somebody('COUNSELLOR', of);
  const { clientId, otherClientId, takenClientId, standingMergeId } = of.ids;
  for (const id of [otherClientId, takenClientId]) {
    await must(send, routes.openClient, {
      actor,
      body: {
        clientId: id,
        episodeId: randomIds.id(20),
        displayName: 'The same young person',
        identification: 'LIGHT',
        contactLanguage: 'fi',
        routeIn: 'SELF',
        mainActivity: 'UNKNOWN',
      },
    });
  }
  await must(send, routes.mergeClients, {
    actor,
    parameters: { clientId },
    body: { mergeId: standingMergeId, other: takenClientId, reason: 'Written down twice' },
  });
}
