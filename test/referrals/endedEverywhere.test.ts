import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import { people } from '../support/workTown.ts';
import { type ReferralTown, referralTown } from './referralTown.ts';

/** A client whom Kela has accepted and whose case its worker has open. */
async function accepted(join: boolean) {
  const town = await referralTown();
  const { client, consent, id } = await town.sent();
  await town.answers(id, { step: 'OPEN' });
  await town.answers(id, { step: 'ACCEPT', join });
  await town.opens('partner', client, 'REFERRAL');
  return { town, client, consent, id };
}

const read = (town: ReferralTown, clientId: ClientId) =>
  town.as('partner', casesRoutes.readClient, { parameters: { clientId } });
const found = async (town: ReferralTown) => {
  const body = { by: { kind: 'NAME' as const, text: 'Testi Tunturi' }, purpose: 'REFERRAL' as const };
  const answer = await town.as('partner', casesRoutes.searchClients, { body });
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body.clients.map(({ id }) => id);
};
const own = async (town: ReferralTown) =>
  (await town.as('partner', casesRoutes.listMyClients)).body.clients.map(({ id }) => id);

/** Everything at which a worker of Kela can see that somebody is a client. */
async function seen(town: ReferralTown, client: ClientId) {
  const story = await town.as('partner', casesRoutes.readStory, {
    parameters: { clientId: client },
    query: {},
  });
  const course = await town.as('partner', casesRoutes.readCourse, { parameters: { clientId: client } });
  const tasks = await town.as('partner', casesRoutes.listMyTasks);
  return {
    case: [(await read(town, client)).status, story.status, course.status],
    search: await found(town),
    clients: await own(town),
    tasks: tasks.body.tasks.length,
    received: (await town.list()).map(({ name }) => name),
  };
}

describe('A consent withdrawn while the receiver’s list is open', () => {
  it.each([true, false])(
    'shows the person on no list from the next request on (joined: %s)',
    async (join) => {
      const { town, client, consent } = await accepted(join);
      expect(await seen(town, client)).toEqual({
        ...{ case: [200, 200, 200], search: [client], clients: join ? [client] : [], tasks: 0 },
        received: ['Testi Tunturi'],
      });
      await town.withdraws(client, consent);
      expect(await seen(town, client)).toEqual({
        ...{ case: [404, 404, 404], search: [], clients: [], tasks: 0, received: [undefined] },
      });
    },
  );

  it('and the same on the day after its last one', async () => {
    const { town, client } = await accepted(true);
    town.clock.set('2028-01-01T09:00+02:00');
    expect([await found(town), await own(town)]).toEqual([[], []]);
    expect((await read(town, client)).status).toBe(404);
  });

  it('leaves the case to an organisation with which another consent is in force', async () => {
    const { town, client, consent } = await accepted(true);
    await town.consents(client, { categories: ['MONEY'] });
    await town.withdraws(client, consent);
    expect([await found(town), await own(town)]).toEqual([[client], [client]]);
    expect((await read(town, client)).status).toBe(200);
  });

  it('leaves it to whom the register gave a part since', async () => {
    const { town, client, consent } = await accepted(true);
    const body = { staffId: people.partner.id, part: 'TEAM' as const, reason: 'Jatkaa rinnalla' };
    await town.as('counsellor', casesRoutes.assignWorker, { parameters: { clientId: client }, body });
    await town.withdraws(client, consent);
    expect(await own(town)).toEqual([client]);
    expect((await read(town, client)).status).toBe(200);
  });
});

describe('A referral on a provision of law', () => {
  it('opens that the person is a client until it is closed, and no consent ends it', async () => {
    const town = await referralTown();
    const client = await town.client();
    const { id } = (await town.drafts(client)).body;
    await town.grounds(client, id, { provision: '417/2007 §25' });
    await town.sends(client, id);
    await town.answers(id, { step: 'OPEN' });
    await town.answers(id, { step: 'ACCEPT', join: true });
    await town.opens('partner', client, 'REFERRAL');
    expect([await found(town), await own(town)]).toEqual([[client], [client]]);
    expect((await read(town, client)).status).toBe(200);
    await town.answers(id, { step: 'CLOSE', outcome: 'HELPED_AT_ONCE' });
    expect([await found(town), await own(town)]).toEqual([[], []]);
    expect((await read(town, client)).status).toBe(404);
  });
});
