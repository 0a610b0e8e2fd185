import { outreachOf } from '@ohjaamo/functions/outreach/index.ts';
import { outreachRoutes } from '@ohjaamo/shared/outreach/contract.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { people } from '../support/workTown.ts';
import { outreachTown } from './outreachTown.ts';

const { agreeOutreach, readClientOutreach, reviewClientOutreach } = outreachRoutes;

async function agreed() {
  const town = await outreachTown();
  const one = await town.receive();
  await town.tries(one, true);
  await town.discloses(one);
  const clientId = await town.client();
  const parameters = { clientId, ...one };
  const agree = () => town.as('outreachWorker', agreeOutreach, { parameters, body: {} });
  const scope = town.house.scope(town.tenantId, 'outreach');
  return { ...town, one, clientId, parameters, agree, scope };
}

describe('A young person who agrees', () => {
  it('becomes a client: what the law records goes over, the register forgets, an anonymous row remains', async () => {
    const town = await agreed();
    const answer = await town.agree();
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      id: town.one.notificationId,
      agreedBy: { id: people.outreachWorker.id },
      destroyed: false,
      told: { sender: 'DEFENCE_FORCES', organisation: 'Prikaati', disclosures: [{ to: 'Kela' }] },
    });
    const { kept, counted } = await town.register();
    expect(kept).toEqual([]);
    expect(counted).toMatchObject([{ outcome: 'AGREED' }]);
    expect((await town.agree()).body).toEqual(answer.body);
    expect((await town.register()).counted).toHaveLength(1);
    const read = await town.as('outreachWorker', readClientOutreach, {
      parameters: { clientId: town.clientId },
    });
    expect(read.body.notifications).toEqual([answer.body]);
    expect(await outreachOf(town.scope, town.clientId)).toMatchObject([
      { sender: 'DEFENCE_FORCES', organisation: 'Prikaati' },
    ]);
  });

  it('has the story told and the review as a task of the client', async () => {
    const town = await agreed();
    await town.agree();
    const { keys, cases } = town.scope;
    const rows = await cases.query(keys.client(town.clientId, 'STORY#').pk, z.looseObject({}), {
      begins: 'STORY#',
    });
    expect(rows.items).toContainEqual(
      expect.objectContaining({ what: 'OUTREACH', record: town.one.notificationId, category: 'GUIDANCE' }),
    );
    const client = await cases.get(
      keys.client(town.clientId, 'CLIENT'),
      z.looseObject({ tasks: z.record(z.string(), z.looseObject({})) }),
    );
    expect(Object.values(client?.tasks ?? {})).toContainEqual({
      kind: 'OUTREACH_REVIEW',
      dueOn: '2027-05-01',
      record: town.one.notificationId,
    });
  });

  it('is asked first: nobody becomes a client who was not reached', async () => {
    const town = await outreachTown();
    const one = await town.receive();
    const clientId = await town.client();
    const answer = await town.as('outreachWorker', agreeOutreach, {
      parameters: { clientId, ...one },
      body: {},
    });
    expect(answer.problem.type).toBe('/problems/state-conflict');
    expect((await town.register()).kept).toHaveLength(1);
  });

  it('is not shown to a partner’s worker to whom the case was not given', async () => {
    const town = await agreed();
    await town.agree();
    const parameters = { clientId: town.clientId };
    expect((await town.as('partner', readClientOutreach, { parameters })).status).toBe(404);
  });

  it('has it taken away when it is no longer needed: only that there was one stays', async () => {
    const town = await agreed();
    await town.agree();
    const review = (needed: boolean) =>
      town.as('outreachWorker', reviewClientOutreach, { parameters: town.parameters, body: { needed } });
    town.clock.set('2027-02-01T15:00+02:00');
    expect((await review(true)).body).toMatchObject({ destroyed: false, reviewOn: '2027-05-01' });
    const gone = await review(false);
    expect(gone.body.destroyed).toBe(true);
    expect(gone.body.told).toBeUndefined();
    expect((await review(false)).body).toEqual(gone.body);
    expect((await review(true)).problem.type).toBe('/problems/state-conflict');
    const held = JSON.stringify(await outreachOf(town.scope, town.clientId));
    expect(held).not.toContain('DEFENCE');
    expect(held).not.toContain('Prikaati');
  });
});
