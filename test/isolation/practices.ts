import { handIn } from '@ohjaamo/functions/templates/index.ts';
import { networkTable } from '@ohjaamo/functions/kernel/house.ts';
import { tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import { writeTemplateFile } from '@ohjaamo/shared/templates/file.ts';
import { addressed, texts } from '../templates/given.ts';
import { somebody } from './people.ts';
import type { Ids, Settled } from './ids.ts';
import { must, type Send } from './send.ts';
import { isolationTables } from './tables.ts';

const published = await addressed(texts('texts-of-the-network'));
const handedIn = await addressed(texts('texts-handed-in'));

/** Addresses of a version that the network has published and of one that waits: the same for every tenant, as content is. */
export const PUBLISHED = published.address;
export const HANDED_IN = handedIn.address;

/** A file that holds a version which nobody has handed in. */
export const FILE = new TextDecoder().decode(
  await writeTemplateFile([await addressed(texts('texts-of-a-file'))]),
);

/**
 * A town hands in two versions, of which the stewards publish one, and one of its own; gives that one's address. Whoever settles later
 * finds the two there.
 */
export async function spread(send: Send, of: Settled, at: string): Promise<Pick<Ids, 'handedInAddress'>> {
  const network = networkTable(isolationTables);
  const own = await addressed(texts(`texts-of-${of.ids.tenantSlug}`));
  for (const { template } of [published, handedIn, own]) {
    await handIn(network, { template, tenantId: tenantId.parse(of.tenantId), municipality: '001', at });
  }
  await must(send, routes.publishTemplate, {
    actor: somebody('NETWORK_STEWARD', of),
    parameters: { address: PUBLISHED },
    body: {},
  });
  return { handedInAddress: own.address };
}
