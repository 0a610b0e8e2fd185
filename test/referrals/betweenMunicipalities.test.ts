import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { courierOf, referralTown, type ReferralTown } from './referralTown.ts';
import { anything, newIds, twoTowns } from './twoTowns.ts';

const state = async (town: ReferralTown, client: Parameters<ReferralTown['referrals']>[0]) =>
  (await town.referrals(client)).referrals[0];

describe('A referral to another municipality', () => {
  it('is not there before the courier came, and then says nothing of the person until it is opened', async () => {
    const { other, id, courier } = await twoTowns();
    expect(await other.list('counsellor')).toEqual([]);
    await courier.run();
    const lines = await other.list('counsellor');
    expect(lines).toMatchObject([{ id, state: 'SENT', fromName: { fi: 'Testikaupunki' } }]);
    expect(JSON.stringify(lines)).not.toContain('Tunturi');
    expect((await other.looks(id, 'counsellor')).body.sent).toBeUndefined();
    const opened = await other.answers(id, { step: 'OPEN' }, 'counsellor');
    expect(opened.body).toMatchObject({
      state: 'SEEN',
      fromElsewhere: true,
      sent: { name: 'Testi Tunturi' },
    });
  });

  it('lies sealed under the receiver’s key, never plain', async () => {
    const { other, id, courier } = await twoTowns();
    await courier.run();
    const { cases, keys, vault } = other.house.scope(other.tenantId, 'referrals');
    const row = await cases.get(keys.envelope(id), anything);
    expect(JSON.stringify(row)).not.toContain('Tunturi');
    const sealed = z.object({ package: z.string() }).parse(row?.['sealed']);
    expect(await vault.open(`ENVELOPE|${id}|package`, sealed.package)).toContain('Testi Tunturi');
    await expect(vault.open(`ENVELOPE|${randomIds.id(20)}|package`, sealed.package)).rejects.toThrow();
  });

  it('arrives once, however often it is delivered', async () => {
    const { other, id, courier } = await twoTowns();
    await courier.run();
    await other.answers(id, { step: 'OPEN' }, 'counsellor');
    await courier.run();
    await courier.run();
    expect(await other.list('counsellor')).toMatchObject([{ id, state: 'SEEN' }]);
  });

  it('is nobody’s client there without acceptance; accepting opens one with the ticked data, its source marked (L04)', async () => {
    const { other, id, courier } = await twoTowns();
    await courier.run();
    await other.answers(id, { step: 'OPEN' }, 'counsellor');
    expect((await other.as('counsellor', casesRoutes.listMyClients)).body.clients).toEqual([]);
    const ids = newIds();
    const asked = await other.answers(id, { step: 'ACCEPT', ...ids }, 'counsellor');
    expect(asked.body).toMatchObject({ state: 'SEEN', confirming: true, mine: true, steps: [] });
    const again = await other.answers(id, { step: 'ACCEPT', ...newIds() }, 'counsellor');
    expect(again.body).toEqual(asked.body);
    expect((await other.as('counsellor', casesRoutes.listMyClients)).body.clients).toEqual([]);
    await courier.run();
    const accepted = await other.answers(id, { step: 'ACCEPT', ...newIds() }, 'counsellor');
    expect(accepted.body).toMatchObject({
      ...{ state: 'ACCEPTED', confirming: false, mine: true, clientId: ids.clientId },
    });
    const mine = await other.as('counsellor', casesRoutes.listMyClients);
    expect(mine.body.clients).toMatchObject([{ id: ids.clientId, displayName: 'Testi Tunturi' }]);
    await other.opens('counsellor', ids.clientId);
    expect((await other.referrals(ids.clientId)).arrived).toMatchObject([
      { fromName: { fi: 'Testikaupunki' }, sent: { contact: { phone: '+358 40 0000000' } } },
    ]);
  });

  it('the steps there come back to the sender, each once, also when the courier comes late', async () => {
    const { home, other, client, id, courier, accepts } = await twoTowns();
    await courier.run();
    await other.answers(id, { step: 'OPEN' }, 'counsellor');
    await courier.run();
    expect(await state(home, client)).toMatchObject({ state: 'SEEN' });
    expect(await home.tasks(client)).toEqual({});
    other.clock.set('2027-02-01T08:31+02:00');
    await accepts();
    other.clock.set('2027-02-01T08:32+02:00');
    const meeting = { on: '2027-02-08', at: '10:00', place: 'Ohjaamo' };
    await other.answers(id, { step: 'BOOK_MEETING', ...meeting }, 'counsellor');
    other.clock.set('2027-02-01T08:33+02:00');
    await other.answers(id, { step: 'KEEP_MEETING' }, 'counsellor');
    await courier.run();
    await courier.run();
    const back = await state(home, client);
    expect(back).toMatchObject({ state: 'FIRST_MEETING_KEPT', meeting });
    expect(back?.history.map(({ step }) => step)).toEqual([
      ...['DRAFT', 'CONSENT', 'SEND', 'OPEN', 'ACCEPT', 'BOOK_MEETING', 'KEEP_MEETING'],
    ]);
  });

  it('withdrawn before it is accepted, it is emptied there by the next round of the courier', async () => {
    const { home, other, client, id, consent, courier } = await twoTowns();
    await courier.run();
    await home.withdraws(client, consent);
    await courier.run();
    expect(await other.list('counsellor')).toMatchObject([{ id, ended: true }]);
    expect((await other.answers(id, { step: 'OPEN' }, 'counsellor')).problem.type).toBe(
      '/problems/state-conflict',
    );
    const { cases, keys } = other.house.scope(other.tenantId, 'referrals');
    expect((await cases.get(keys.envelope(id), anything))?.['sealed']).toEqual({});
  });

  it('withdrawn before the courier came, it never leaves', async () => {
    const { home, other, client, consent, courier } = await twoTowns();
    await home.withdraws(client, consent);
    await courier.run();
    expect(await other.list('counsellor')).toEqual([]);
  });

  it.each(['SUSPENDED', 'EXPORTING'] as const)(
    'waits while the municipality it goes to is %s, and is delivered when that is open again',
    async (closed) => {
      const { home, other, client, id, courier } = await twoTowns();
      courier.standsAs(other, closed);
      await courier.run();
      const { cases, keys } = other.house.scope(other.tenantId, 'referrals');
      expect(await cases.get(keys.envelope(id), anything)).toBeUndefined();
      expect(await state(home, client)).toMatchObject({ state: 'SENT' });
      courier.standsAs(other, 'ACTIVE');
      await courier.run();
      expect(await other.list('counsellor')).toMatchObject([{ id, state: 'SENT' }]);
    },
  );

  it.each(['ERASING', 'ERASED', undefined] as const)(
    'comes back to the sender as a task when the municipality it goes to is %s, and carries nothing any more',
    async (left) => {
      const { home, other, client, id, courier } = await twoTowns();
      courier.standsAs(other, left);
      await courier.run();
      await courier.run();
      const { cases, keys } = other.house.scope(other.tenantId, 'referrals');
      expect(await cases.get(keys.envelope(id), anything)).toBeUndefined();
      const back = await state(home, client);
      expect(back).toMatchObject({ state: 'WITHDRAWN', steps: [] });
      expect(back?.history.at(-1)).toMatchObject({ step: 'GIVE_BACK' });
      expect(await home.tasks(client)).toMatchObject({
        [`REFERRAL#${id}`]: { kind: 'REFERRAL_ANSWERED', dueOn: '2027-02-01' },
      });
      const own = home.house.scope(home.tenantId, 'referrals');
      const row = await own.cases.get(own.keys.client(client, `REFERRAL#${id}`), anything);
      expect(Object.keys(z.record(z.string(), z.string()).parse(row?.['sealed']))).not.toContain('package');
    },
  );

  it('that was delivered waits with a withdrawal while the receiver is suspended, and is emptied there after it', async () => {
    const { home, other, client, id, consent, courier } = await twoTowns();
    await courier.run();
    await home.withdraws(client, consent);
    courier.standsAs(other, 'SUSPENDED');
    await courier.run();
    const { cases, keys } = other.house.scope(other.tenantId, 'referrals');
    expect((await cases.get(keys.envelope(id), anything))?.['sealed']).not.toEqual({});
    courier.standsAs(other, 'ACTIVE');
    await courier.run();
    expect((await cases.get(keys.envelope(id), anything))?.['sealed']).toEqual({});
  });

  it('makes nobody a client when the sender has left before it could be asked', async () => {
    const { home, other, id, courier, accepts } = await twoTowns();
    await courier.run();
    await other.answers(id, { step: 'OPEN' }, 'counsellor');
    courier.standsAs(home, 'ERASED');
    await accepts();
    expect((await other.as('counsellor', casesRoutes.listMyClients)).body.clients).toEqual([]);
    expect(await other.list('counsellor')).toMatchObject([{ id, ended: true }]);
  });

  it('is for those who guide in the register’s organisation, and for nobody of a third municipality', async () => {
    const { other, id, courier } = await twoTowns();
    const third = await referralTown();
    await courier.run();
    expect(await other.list('partner')).toEqual([]);
    expect((await other.looks(id, 'partner')).status).toBe(404);
    expect((await third.looks(id, 'counsellor')).status).toBe(404);
    expect(await third.list('counsellor')).toEqual([]);
  });

  it('is answered by the municipality it went to and by no other', async () => {
    const { home, other, client, id, courier } = await twoTowns();
    const stranger = await referralTown();
    const scope = stranger.house.scope(stranger.tenantId, 'referrals');
    await courier.run();
    const at = '2027-02-01T06:31:00.000Z';
    await scope.cases.transact([
      scope.cases.putWrite({
        ...scope.keys.outbox(`ANSWER#${id}#${at}#OPEN`),
        ...{
          kind: 'OUTBOX',
          what: 'ANSWER',
          referralId: id,
          to: home.tenantId,
          step: 'OPEN',
          at,
          sealed: {},
        },
      }),
    ]);
    await courierOf(home, other, stranger).run();
    expect((await state(home, client))?.state).toBe('SENT');
  });
});
