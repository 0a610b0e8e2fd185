import { accessRoutes } from '@ohjaamo/shared/access/contract.ts';
import { referralsRoutes } from '@ohjaamo/shared/referrals/contract.ts';
import { describe, expect, it } from 'vitest';
import { referralTown } from './referralTown.ts';

describe('A referral on a provision of law (L03)', () => {
  it('a provision of law carries it by name, and the log says so', async () => {
    const town = await referralTown();
    const client = await town.client();
    const { body } = await town.drafts(client);
    await town.grounds(client, body.id, { provision: '1285/2016 §11' });
    expect((await town.sends(client, body.id)).body.state).toBe('SENT');
    const rows = await town.trailOf(client);
    expect(rows.find(({ action }) => action === 'SEND_REFERRAL')).toMatchObject({
      disclosed: {
        record: body.id,
        to: 'Kela',
        provision: '1285/2016 §11',
        categories: ['CONTACT_DETAILS', 'MONEY'],
      },
    });
  });

  it('a provision is one of a short list, or another with its name and the reason', async () => {
    const town = await referralTown();
    const client = await town.client();
    const { id } = (await town.drafts(client)).body;
    const asks = (anyBody: Record<string, unknown>) =>
      town.as('counsellor', referralsRoutes.groundReferral, {
        parameters: { clientId: client, referralId: id },
        anyBody,
      });
    const pointers = async (body: Record<string, unknown>) =>
      (await asks(body)).problem.errors?.map(({ pointer }) => pointer);
    expect(await pointers({ provision: '.' })).toEqual(['/body/provision']);
    expect(await pointers({ provision: 'OTHER', reason: 'Pyydetty' })).toEqual(['/body/provisionName']);
    expect(await pointers({ provision: 'OTHER', provisionName: '1 §' })).toEqual(['/body/reason']);
    const other = { provision: 'OTHER', provisionName: '1214/2020 §14', reason: 'Vailla opiskelupaikkaa' };
    expect((await asks(other)).body.ground).toEqual({
      ...{ provision: '1214/2020 §14', reason: 'Vailla opiskelupaikkaa', inForce: true },
    });
  });

  it('what is sent on a provision of law an administrator goes through afterwards, and by consent not', async () => {
    const town = await referralTown();
    await town.sent();
    expect((await town.as('admin', accessRoutes.listAccessReviews)).body.reviews).toEqual([]);
    const client = await town.client();
    const { id } = (await town.drafts(client)).body;
    await town.grounds(client, id, {
      ...{ provision: 'OTHER', provisionName: '1214/2020 §14', reason: 'Vailla opiskelupaikkaa' },
    });
    await town.sends(client, id);
    await town.sends(client, id);
    const { reviews } = (await town.as('admin', accessRoutes.listAccessReviews)).body;
    expect(reviews).toMatchObject([
      {
        ...{ kind: 'SENT_BY_LAW', clientId: client, state: 'OPEN' },
        reason: '1214/2020 §14: Vailla opiskelupaikkaa',
      },
    ]);
    const found = await town.as('admin', accessRoutes.reviewAccess, {
      parameters: { reviewId: reviews[0]?.id ?? '' },
      body: { finding: 'Oikein' },
    });
    expect(found.body).toMatchObject({ state: 'REVIEWED' });
  });
});
