import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import { everyRowOf } from '../support/everyRow.ts';
import type { ReferralTown } from './referralTown.ts';
import { anything, newIds, twoTowns } from './twoTowns.ts';

type Towns = Awaited<ReturnType<typeof twoTowns>>;

/** Two municipalities; the receiving one has opened what was sent. */
async function openedThere(): Promise<Towns> {
  const towns = await twoTowns();
  await towns.courier.run();
  await towns.other.answers(towns.id, { step: 'OPEN' }, 'counsellor');
  towns.home.clock.set('2027-02-01T08:31+02:00');
  towns.other.clock.set('2027-02-01T08:31+02:00');
  return towns;
}

async function envelopeOf({ other, id }: Towns) {
  const { cases, keys } = other.house.scope(other.tenantId, 'referrals');
  return cases.get(keys.envelope(id), anything);
}

/** Asked for by the one who guides, decided by an administrator. */
async function erases(town: ReferralTown, clientId: ClientId) {
  const parameters = { clientId };
  const ground = 'PERSON_ASKS' as const;
  await town.as('counsellor', casesRoutes.askErasure, { parameters, body: { asked: true, ground } });
  return town.as('admin', casesRoutes.eraseClient, { parameters, body: { ground } });
}

const clientsOf = async (town: ReferralTown) =>
  (await town.as('counsellor', casesRoutes.listMyClients)).body.clients;

describe('What another municipality sent', () => {
  it('is the client’s own from the acceptance on: the envelope carries it no more', async () => {
    const towns = await openedThere();
    const ids = await towns.accepts();
    expect((await envelopeOf(towns))?.['sealed']).toEqual({});
    const look = (await towns.other.looks(towns.id, 'counsellor')).body;
    expect(look).toMatchObject({ name: 'Testi Tunturi', clientId: ids.clientId });
    expect(look.sent).toBeUndefined();
  });

  it('goes with the client that it became: no row of the municipality names the erased', async () => {
    const towns = await openedThere();
    const ids = await towns.accepts();
    await towns.other.opens('counsellor', ids.clientId);
    const erased = await erases(towns.other, ids.clientId);
    expect(erased.status, erased.text).toBe(200);
    expect(await envelopeOf(towns)).toBeUndefined();
    const left = (await everyRowOf(towns.other.tenantId)).filter(
      ({ table, key }) => table === 'cases' && key.includes(ids.clientId) && !key.endsWith('ERASURE'),
    );
    expect(left).toEqual([]);
  });

  it.each(['DECLINE', 'CLOSE'] as const)(
    'is emptied by %s of those who never had the client',
    async (step) => {
      const towns = await openedThere();
      if (step === 'CLOSE') {
        await towns.other.answers(
          towns.id,
          { step: 'OFFER_ALTERNATIVE', text: 'Kela olisi parempi' },
          'counsellor',
        );
      }
      const detail =
        step === 'DECLINE' ? { reason: 'NO_ROOM_NOW' as const } : { outcome: 'NOT_REACHED' as const };
      const done = await towns.other.answers(towns.id, { step, ...detail }, 'counsellor');
      expect(done.status, done.text).toBe(200);
      expect((await envelopeOf(towns))?.['sealed']).toEqual({});
      expect((await towns.other.looks(towns.id, 'counsellor')).text).not.toContain('Tunturi');
    },
  );

  it('is taken back when the sender closes it without an acceptance', async () => {
    const towns = await openedThere();
    const offer = { step: 'OFFER_ALTERNATIVE', text: 'Kela olisi parempi' } as const;
    await towns.other.answers(towns.id, offer, 'counsellor');
    await towns.courier.run();
    const closed = await towns.home.moves(towns.client, towns.id, {
      step: 'CLOSE',
      outcome: 'NOT_REACHED',
    } as never);
    expect(closed.status, closed.text).toBe(200);
    await towns.courier.run();
    expect((await envelopeOf(towns))?.['sealed']).toEqual({});
  });

  it('is taken back when the sender erases the person before anybody has accepted', async () => {
    const towns = await openedThere();
    await erases(towns.home, towns.client);
    await towns.courier.run();
    expect((await envelopeOf(towns))?.['sealed']).toEqual({});
    const accepted = await towns.other.answers(towns.id, { step: 'ACCEPT', ...newIds() }, 'counsellor');
    expect(accepted.problem.type).toBe('/problems/state-conflict');
    expect(await clientsOf(towns.other)).toEqual([]);
    expect(JSON.stringify(await everyRowOf(towns.home.tenantId))).not.toContain(`LETTER#${towns.id}`);
  });

  it('each name that the list shows is a row of the log of the one it names', async () => {
    const towns = await openedThere();
    const listings = async (subject: string) =>
      (await towns.other.trailOf(subject)).filter(({ action }) => action === 'LIST_RECEIVED_REFERRALS')
        .length;
    await towns.other.list('counsellor');
    expect(await listings(towns.id)).toBe(1);
    const ids = await towns.accepts();
    await towns.other.list('counsellor');
    expect(await listings(ids.clientId)).toBe(1);
  });
});

describe('Two workers who accept at one time', () => {
  it('open one client, and both are told who took it', async () => {
    const towns = await openedThere();
    const { other, id } = towns;
    await other.answers(id, { step: 'OPEN' }, 'outreachWorker');
    const both = await Promise.all([
      other.answers(id, { step: 'ACCEPT', ...newIds() }, 'counsellor'),
      other.answers(id, { step: 'ACCEPT', ...newIds() }, 'outreachWorker'),
    ]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    await towns.courier.run();
    const [one, two] = [await other.looks(id, 'counsellor'), await other.looks(id, 'outreachWorker')];
    expect(one.body.clientId).toEqual(expect.any(String));
    expect(one.body.clientId).toBe(two.body.clientId);
    expect([one.body.mine, two.body.mine].filter(Boolean)).toHaveLength(1);
    expect(both.map(({ body }) => body.acceptedBy)).toEqual([one.body.acceptedBy, two.body.acceptedBy]);
    const opened = (await everyRowOf(other.tenantId)).filter(({ key }) => /CLIENT#\w+\|CLIENT$/u.test(key));
    expect(opened).toHaveLength(1);
  });

  it('is moved by who took it alone: a colleague sees who did, and cannot end it', async () => {
    const towns = await openedThere();
    const { other, id } = towns;
    const unopened = await other.looks(id, 'outreachWorker');
    expect(unopened.text).not.toContain('Tunturi');
    expect(unopened.body.steps).toEqual(['OPEN']);
    expect(JSON.stringify(await other.list('outreachWorker'))).not.toContain('Tunturi');
    await towns.accepts();
    const late = await other.looks(id, 'outreachWorker');
    expect(late.body).toMatchObject({ state: 'ACCEPTED', mine: false, steps: [] });
    expect(late.body.acceptedBy).toEqual(expect.any(String));
    expect(late.text).not.toContain('Tunturi');
    const ended = await other.answers(id, { step: 'CLOSE', outcome: 'NOT_WANTED' }, 'outreachWorker');
    expect(ended.problem.type).toBe('/problems/state-conflict');
    expect((await other.looks(id, 'counsellor')).body.state).toBe('ACCEPTED');
  });

  it('open none when the courier has taken it back in between', async () => {
    const towns = await openedThere();
    await towns.home.withdraws(towns.client, towns.consent);
    await Promise.all([
      towns.courier.run().catch(() => undefined),
      towns.other.answers(towns.id, { step: 'ACCEPT', ...newIds() }, 'counsellor'),
    ]);
    const clients = await clientsOf(towns.other);
    const envelope = await envelopeOf(towns);
    expect(clients.length === 0).toBe(envelope?.['recalledAt'] !== undefined);
  });
});

describe('A non-disclosure for personal safety at the sender’s', () => {
  const shield = (town: ReferralTown, clientId: ClientId) =>
    town.as('counsellor', casesRoutes.setShield, {
      parameters: { clientId },
      body: { inForce: true, reason: 'Turvakielto väestötiedoissa' },
    });

  it('that comes before the courier lets no contact details leave', async () => {
    const towns = await twoTowns();
    const done = await shield(towns.home, towns.client);
    expect(done.status, done.text).toBe(200);
    await towns.courier.run();
    const opened = await towns.other.answers(towns.id, { step: 'OPEN' }, 'counsellor');
    expect(opened.body.sent).toMatchObject({ name: 'Testi Tunturi' });
    expect(opened.body.sent?.contact).toBeUndefined();
  });

  it('that comes before the acceptance takes them out of what was delivered', async () => {
    const towns = await openedThere();
    await shield(towns.home, towns.client);
    await towns.courier.run();
    const look = (await towns.other.looks(towns.id, 'counsellor')).body;
    expect(look.sent).toMatchObject({ name: 'Testi Tunturi' });
    expect(look.sent?.contact).toBeUndefined();
  });
});

describe('A consent that ends while the courier is on the way', () => {
  it.each(['withdrawn', 'erased', 'taken back'] as const)(
    'before the sender was asked: %s, nobody becomes a client, and nothing of the person stays',
    async (how) => {
      const towns = await openedThere();
      const { home, other, client, id, consent, courier } = towns;
      await courier.run();
      const pressed = await other.answers(id, { step: 'ACCEPT', ...newIds() }, 'counsellor');
      expect(pressed.body.confirming).toBe(true);
      if (how === 'withdrawn') await home.withdraws(client, consent);
      if (how === 'erased') await erases(home, client);
      if (how === 'taken back') await home.moves(client, id, { step: 'WITHDRAW' });
      await courier.run();
      await courier.run();
      expect(await clientsOf(other)).toEqual([]);
      expect((await envelopeOf(towns))?.['sealed']).toEqual({});
      const look = await other.looks(id, 'counsellor');
      expect(look.body).toMatchObject({ ended: true, confirming: false, steps: [] });
      expect(look.text).not.toContain('Tunturi');
      const left = how === 'erased' ? [] : (await home.referrals(client)).referrals;
      expect(left.flatMap(({ history }) => history.map(({ step }) => step))).not.toContain('ACCEPT');
    },
  );

  it('and nothing else can be done meanwhile by those who are about to receive', async () => {
    const { other, id } = await openedThere();
    await other.answers(id, { step: 'ACCEPT', ...newIds() }, 'counsellor');
    const declined = { step: 'DECLINE', reason: 'NO_ROOM_NOW' } as const;
    expect((await other.answers(id, declined, 'counsellor')).problem.type).toBe('/problems/state-conflict');
  });

  it('ids that are a client’s already open nothing, and the referral can be accepted again', async () => {
    const towns = await openedThere();
    const taken = await towns.other.client({ displayName: 'Testi Toinen' });
    await towns.accepts({ ...newIds(), clientId: taken });
    expect((await towns.other.looks(towns.id, 'counsellor')).body).toMatchObject({
      ...{ state: 'SEEN', confirming: false },
    });
    const { clientId } = await towns.accepts();
    const names = (await clientsOf(towns.other)).map(({ displayName }) => displayName);
    expect(names).toEqual(['Testi Toinen', 'Testi Tunturi']);
    expect((await towns.other.looks(towns.id, 'counsellor')).body.clientId).toBe(clientId);
  });

  it('after an acceptance: nothing is asked of the receiver, and what came of it still reaches the sender without words', async () => {
    const towns = await openedThere();
    const { home, other, client, id, consent, courier, accepts } = towns;
    const ids = await accepts();
    home.clock.set('2027-02-01T08:32+02:00');
    await home.withdraws(client, consent);
    await courier.run();
    other.clock.set('2027-02-01T08:33+02:00');
    const meeting = { on: '2027-02-08', at: '10:00', place: 'Ohjaamo' };
    await other.answers(id, { step: 'BOOK_MEETING', ...meeting }, 'counsellor');
    await courier.run();
    expect(await other.tasks(ids.clientId)).toEqual({});
    const [back] = (await home.referrals(client)).referrals;
    expect(back).toMatchObject({ state: 'FIRST_MEETING_BOOKED', meeting: { on: '2027-02-08' } });
    expect(back?.meeting).not.toHaveProperty('place');
  });
});
