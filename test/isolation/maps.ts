import { newMapCode } from '@ohjaamo/shared/maps/mapCode.ts';
import { ownInstrument } from '@ohjaamo/shared/maps/ownInstrument.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Settled } from './ids.ts';
import { somebody } from './people.ts';
import { must, type Send } from './send.ts';

/** Every tenant of the suite keeps a map under this code: each opens its own and no other. */
export const KEPT_MAP_CODE = newMapCode(() => new Uint8Array(9).fill(7));

/** A draft, a finished map, and one that somebody keeps without a name. */
export async function fillIn(send: Send, of: Settled): Promise<void> {
  const { ids } = of;
  const own = { instrumentId: ownInstrument.id, instrumentVersion: ownInstrument.version };
  const actor = somebody('COUNSELLOR', of);
  const parameters = { clientId: ids.clientId };
  const answer = { value: 6, strength: true, help: false, words: 'A room of my own' };
  for (const mapId of [ids.mapId, ids.doneMapId]) {
    await must(send, routes.startMap, { actor, parameters, body: { mapId, ...own } });
  }
  await must(send, routes.finishMap, {
    actor,
    parameters: { ...parameters, mapId: ids.doneMapId },
    body: { areas: [{ key: 'home', answer }] },
  });
  await must(send, routes.keepMap, {
    parameters: { tenantSlug: ids.tenantSlug, siteSlug: ids.siteSlug },
    body: { code: KEPT_MAP_CODE, ...own, map: { answers: { home: answer } } },
  });
}
