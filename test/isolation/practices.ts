import { handIn } from '@ohjaamo/functions/templates/index.ts';
import { networkTable } from '@ohjaamo/functions/kernel/house.ts';
import { tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import { addressed, texts } from '../templates/given.ts';
import { somebody } from './people.ts';
import type { Settled } from './ids.ts';
import { must, type Send } from './send.ts';
import { isolationTables } from './tables.ts';

const published = await addressed(texts('texts-of-the-network'));
const handedIn = await addressed(texts('texts-handed-in'));

/** Addresses of a version that the network has published and of one that waits: the same for every tenant, as content is. */
export const PUBLISHED = published.address;
export const HANDED_IN = handedIn.address;

/** A town hands in two versions, of which the stewards publish one. Whoever settles later finds both there. */
export async function spread(send: Send, of: Settled, at: string): Promise<void> {
  const network = networkTable(isolationTables);
  for (const { template } of [published, handedIn]) {
    await handIn(network, { template, tenantId: tenantId.parse(of.tenantId), municipality: '001', at });
  }
  await must(send, routes.publishTemplate, {
    actor: somebody('NETWORK_STEWARD', of),
    parameters: { address: PUBLISHED },
    body: {},
  });
}
