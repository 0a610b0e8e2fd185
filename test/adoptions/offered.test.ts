import { adoptionsRoutes } from '@ohjaamo/shared/adoptions/contract.ts';
import { stewardshipRoutes } from '@ohjaamo/shared/stewardship/contract.ts';
import { templatesRoutes } from '@ohjaamo/shared/templates/contract.ts';
import { describe, expect, it } from 'vitest';
import { call } from '../support/house.ts';
import { people } from '../support/workTown.ts';
import { practiceTown, steward } from './practiceTown.ts';

async function offered() {
  const practice = await practiceTown();
  const { town, parameters, adopt, change, read, stewards, library } = practice;
  await adopt();
  await change('/meetings/first/title/fi', 'Menot näkyviin');
  const offer = () =>
    town.as('admin', adoptionsRoutes.offerChanges, { parameters, body: { version: '1.1' } });
  const { address } = (await offer()).body.offered!;
  const at = { parameters: { address } };
  const became = async () => (await read()).offered;
  /** Whether the list and the copy's own page call it returned. */
  const isReturned = async () => {
    const { adoptions } = (await town.as('admin', adoptionsRoutes.listAdoptions)).body;
    return [adoptions.map((each) => each.isReturned), (await read()).isReturned].flat();
  };
  return {
    ...{ offer, became, isReturned, address },
    publish: () => call(stewards, stewardshipRoutes.publishTemplate, { actor: steward, ...at, body: {} }),
    sendBack: (reason: string) =>
      call(stewards, stewardshipRoutes.returnTemplate, { actor: steward, ...at, body: { reason } }),
    retire: (reason: string) =>
      call(stewards, stewardshipRoutes.retireTemplate, { actor: steward, ...at, body: { reason } }),
    takeBack: () =>
      call(library, templatesRoutes.takeBackTemplate, {
        actor: {
          ...{ realm: 'tenant', subject: 'subject-of-admin', tenantId: town.tenantId },
          ...{ staffId: people.admin.id, roles: ['TENANT_ADMIN'] },
        },
        ...at,
        body: {},
      }),
  };
}

describe('What became of changes that were offered', () => {
  it('is told on the copy: reviewed, sent back with the stewards’ words, offered again, published, retired', async () => {
    const { offer, became, isReturned, publish, sendBack, retire } = await offered();
    expect(await became()).toMatchObject({ version: '1.1', state: 'REVIEW' });
    await sendBack('Kerro, kenelle tämä sopii.');
    expect(await became()).toMatchObject({ state: 'DRAFT', reason: 'Kerro, kenelle tämä sopii.' });
    expect(await isReturned()).toEqual([true, true]);
    await offer();
    expect(await isReturned()).toEqual([false, false]);
    const again = await became();
    expect([again?.state, again?.reason]).toEqual(['REVIEW', undefined]);
    await publish();
    expect(await became()).toMatchObject({ state: 'PUBLISHED' });
    await retire('Uudempi on parempi.');
    expect(await became()).toMatchObject({ state: 'RETIRED', reason: 'Uudempi on parempi.' });
  });

  it('is that it was taken back, without anybody’s words', async () => {
    const { became, isReturned, takeBack } = await offered();
    expect((await takeBack()).status).toBe(200);
    const now = await became();
    expect([now?.state, now?.reason]).toEqual(['DRAFT', undefined]);
    expect(await isReturned()).toEqual([false, false]);
  });
});
