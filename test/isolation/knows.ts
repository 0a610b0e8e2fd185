import { routes } from '@ohjaamo/shared/routes.ts';
import type { Settled } from './ids.ts';
import { somebody } from './people.ts';
import { must, type Send } from './send.ts';

/** The client is identified as a minor with an identity code, and has a guardian on record. */
export async function know(send: Send, of: Settled): Promise<void> {
  const actor = somebody('COUNSELLOR', of);
  const parameters = { clientId: of.ids.clientId };
  const told = { displayName: 'A young person', birthDate: '2009-05-14', identityCode: '140509A901E' };
  const { body: standing } = await send(routes.readClient, { actor, parameters });
  const { version } = standing as unknown as { version: number };
  await must(send, routes.identifyClient, {
    actor,
    parameters,
    body: { version, ...told, means: 'PASSPORT' },
  });
  const body = { guardianId: of.ids.guardianId, name: 'A guardian', relation: 'PARENT' } as const;
  await must(send, routes.addGuardian, { actor, parameters, body });
}
