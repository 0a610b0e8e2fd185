import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { referralsRoutes } from '@ohjaamo/shared/referrals/contract.ts';
import { expect, it } from 'vitest';
import { lentGuides } from '../cases/caseTown.ts';
import { draftForm, givenNow, referralTown } from './referralTown.ts';

const NOT_FOUND = '/problems/not-found';
const { groundReferral, sendReferral, moveReferral, listReferrals, draftReferral } = referralsRoutes;

/** A guide lent from Kela who keeps the case, with a consent for contact details only, and a draft about money and contact details. */
async function lentTown() {
  const town = await referralTown();
  const client = await town.client();
  await town.consents(client, { categories: ['CONTACT_DETAILS'] });
  const { id } = (await town.drafts(client)).body;
  const guide = await lentGuides(town, client);
  return { town, client, id, guide, parameters: { clientId: client, referralId: id } };
}

it('a referral that carries what a lent guide may not see is not listed, nor found by its id for any step', async () => {
  const { town, client, id, guide, parameters } = await lentTown();
  const list = await town.asActor(guide, listReferrals, { parameters: { clientId: client } });
  expect(list.body).toMatchObject({ referrals: [], withheld: true });
  const answers = [
    await town.asActor(guide, groundReferral, { parameters, body: givenNow() }),
    await town.asActor(guide, sendReferral, { parameters, body: { secret: randomIds.secret(128) } }),
    await town.asActor(guide, moveReferral, { parameters, body: { step: 'NOTE' } }),
    await town.asActor(guide, moveReferral, { parameters, body: { step: 'WITHDRAW' } }),
  ];
  expect(answers.map(({ problem }) => problem.type)).toEqual([NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND]);
  for (const { text } of answers) expect(text).not.toContain('Asumistuki');
  expect((await town.referrals(client)).referrals).toMatchObject([{ id, state: 'DRAFT' }]);
});

it('the same guide refers on what it may see: the refusal is of that referral alone', async () => {
  const { town, client, guide } = await lentTown();
  const own = await town.asActor(guide, draftReferral, {
    parameters: { clientId: client },
    body: draftForm({ organisation: 'YOUTH', categories: ['CONTACT_DETAILS'] }),
  });
  expect(own.status).toBe(201);
});
