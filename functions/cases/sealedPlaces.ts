import type { ClientId, ConsentId } from '@ohjaamo/shared/kernel/ids.ts';
import type { SealedPlace } from '../kernel/sealing.ts';

/** Where the sealed texts of the client's own row stand: municipality, address, identity code. */
export function clientPlace(client: ClientId): SealedPlace {
  return { client, sk: 'CLIENT' };
}

/** Where the sealed reason of a consent stands. */
export function consentPlace(client: ClientId, consent: ConsentId): SealedPlace {
  return { client, sk: `CONSENT#${consent}` };
}
