import { routes } from '@ohjaamo/shared/routes.ts';
import * as z from 'zod';
import type { Settled } from './ids.ts';
import { somebody } from './people.ts';
import { must, type Send } from './send.ts';

/** The codes that are told by telephone, by the links they belong to. */
export const phoneCodes = new Map<string, string>();

/**
 * Four referrals of the tenant's client: a draft, one that rests on a provision of law, one sent to the own organisation, and one
 * sent to somebody without an account under the one id and secret of all linked records.
 */
export async function refer(send: Send, of: Settled, secret: string): Promise<void> {
  const { ids } = of;
  const actor = somebody('COUNSELLOR', of);
  const about = { wish: 'SERVICE', categories: ['HOUSING'], warm: false } as const;
  const draft = (referralId: string, to: Record<string, unknown>) =>
    must(send, routes.draftReferral, {
      actor,
      parameters: { clientId: ids.clientId },
      body: { referralId, ...about, ...to },
    });
  const at = (referralId: string) => ({ actor, parameters: { clientId: ids.clientId, referralId } });
  const ground = (referralId: string) =>
    must(send, routes.groundReferral, { ...at(referralId), body: { provision: '1285/2016 §11' } });
  const own = { kind: 'ORGANISATION', organisation: ids.organisation };
  await draft(ids.draftedReferralId, { ...own, organisation: `${ids.organisation}-2` });
  await draft(ids.groundedReferralId, own);
  await ground(ids.groundedReferralId);
  await draft(ids.sentReferralId, own);
  await ground(ids.sentReferralId);
  await must(send, routes.sendReferral, { ...at(ids.sentReferralId), body: { secret } });
  const [, linked = ''] = ids.link.split('.');
  await draft(linked, { kind: 'OUTSIDE', name: 'Association', email: 'somebody@association.example' });
  await ground(linked);
  const sent = await send(routes.sendReferral, { ...at(linked), body: { secret } });
  phoneCodes.set(ids.link, z.object({ phoneCode: z.string() }).parse(sent.body).phoneCode);
}
