import { tenantClients } from '@ohjaamo/functions/kernel/tenancy/clients.ts';
import { scopes } from '@ohjaamo/functions/kernel/tenancy/scope.ts';
import { clientId, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Settled } from './ids.ts';
import { somebody } from './people.ts';
import { must, type Send } from './send.ts';
import { isolationTables } from './tables.ts';

/** A client whose episode ended three months ago: the follow-up is due, and a colleague has asked for erasing. */
export async function close(send: Send, of: Settled): Promise<void> {
  const actor = somebody('COUNSELLOR', of);
  const { closedClientId, closedEpisodeId } = of.ids;
  await must(send, routes.openClient, {
    actor,
    body: {
      clientId: closedClientId,
      episodeId: closedEpisodeId,
      displayName: 'A young person who went on',
      identification: 'LIGHT',
      contactLanguage: 'fi',
      routeIn: 'SELF',
      mainActivity: 'UNKNOWN',
    },
  });
  await must(send, routes.closeEpisode, {
    actor,
    parameters: { clientId: closedClientId, episodeId: closedEpisodeId },
    body: { destination: 'MOVED', reason: 'MOVED', source: 'WORKER', followUp: true },
  });
  const tables = { cases: isolationTables.CASES_TABLE };
  const scope = scopes(tenantClients(tables, { cases: 'arn:local:cases' }), tables)(
    tenantId.parse(of.tenantId),
    'cases',
  );
  await scope.cases.update({
    Key: scope.keys.client(clientId.parse(closedClientId), `EPISODE#${closedEpisodeId}`),
    UpdateExpression: 'SET closing.#on = :on',
    ExpressionAttributeNames: { '#on': 'on' },
    ExpressionAttributeValues: { ':on': '2026-10-30' },
  });
  await scope.cases.update({
    Key: scope.keys.client(clientId.parse(closedClientId), 'CLIENT'),
    UpdateExpression: 'SET erasureAsked = :asked',
    ExpressionAttributeValues: {
      ':asked': { on: '2026-10-30', ground: 'NOT_NEEDED', by: of.ids.colleagueId },
    },
  });
}
