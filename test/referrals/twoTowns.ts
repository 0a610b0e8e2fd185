import { clientId, episodeId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import * as z from 'zod';
import { courierOf, givenNow, referralTown } from './referralTown.ts';

export const anything = z.record(z.string(), z.unknown());
export const newIds = () => ({
  clientId: clientId.parse(randomIds.id(20)),
  episodeId: episodeId.parse(randomIds.id(20)),
});

/** Two municipalities, and a referral from one to the other that rests on a consent and was sent. */
export async function twoTowns() {
  const [home, other] = [await referralTown(), await referralTown()];
  const client = await home.client();
  const draft = await home.drafts(client, {
    ...{ kind: 'MUNICIPALITY', organisation: undefined },
    municipality: other.tenant.profile.slug,
  });
  const { id } = draft.body;
  const given = givenNow();
  await home.grounds(client, id, given);
  const sent = await home.sends(client, id);
  if (sent.status !== 200) throw new Error(sent.text);
  const courier = courierOf(home, other);
  /** A counsellor of the other municipality accepts, and the courier has asked the sender. */
  const accepts = async (ids = newIds()) => {
    const answer = await other.answers(id, { step: 'ACCEPT', ...ids }, 'counsellor');
    if (answer.status !== 200) throw new Error(answer.text);
    await courier.run();
    return ids;
  };
  return { home, other, client, id, consent: given.consentId, courier, accepts };
}
