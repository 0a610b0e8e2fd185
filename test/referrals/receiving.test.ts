import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { randomIds, referralId } from '@ohjaamo/shared/kernel/ids.ts';
import { referralsRoutes } from '@ohjaamo/shared/referrals/contract.ts';
import { describe, expect, it } from 'vitest';
import { people } from '../support/workTown.ts';
import { referralTown } from './referralTown.ts';

const conflict = '/problems/state-conflict';

describe('The list of those who receive', () => {
  it('says before the opening who sent it and what is wished, and not of whom', async () => {
    const town = await referralTown();
    const { client, id } = await town.sent();
    const lines = await town.list();
    expect(lines).toMatchObject([
      { id, state: 'SENT', fromName: { fi: 'Nuorisopalvelut' }, wish: 'GUIDANCE' },
    ]);
    expect(JSON.stringify(lines)).not.toContain('Tunturi');
    expect(JSON.stringify(lines)).not.toContain(client);
    const unopened = await town.looks(id);
    expect(unopened.body.sent).toBeUndefined();
    expect(unopened.text).not.toContain('Tunturi');
  });

  it('opening it is on the log with the purpose and the consent, and is seen by the sender', async () => {
    const town = await referralTown();
    const { client, consent, id } = await town.sent();
    const opened = await town.answers(id, { step: 'OPEN' });
    expect(opened.body).toMatchObject({
      state: 'SEEN',
      name: 'Testi Tunturi',
      sent: {
        name: 'Testi Tunturi',
        contact: { phone: '+358 40 0000000' },
        words: 'Asumistuki yhdessä, kiitos',
      },
    });
    expect(await town.trailOf(client)).toContainEqual(
      expect.objectContaining({
        ...{ action: 'ANSWER_REFERRAL', staffId: people.partner.id, organisation: 'KELA' },
        ...{ purpose: 'REFERRAL', consents: [consent] },
      }),
    );
    expect((await town.list()).map(({ name }) => name)).toEqual(['Testi Tunturi']);
    expect((await town.trailOf(client)).map(({ action }) => action)).toContain('LIST_RECEIVED_REFERRALS');
    const { referrals } = await town.referrals(client);
    expect(referrals).toMatchObject([{ state: 'SEEN', seenAt: '2027-02-01T06:30:00.000Z' }]);
  });

  it('a name is shown to whoever has opened it, not to colleagues', async () => {
    const town = await referralTown();
    const { id } = await town.sent();
    await town.answers(id, { step: 'OPEN' });
    const lines = await town.asActor(town.colleague, referralsRoutes.listReceived);
    expect(lines.body.referrals).toMatchObject([{ id, state: 'SEEN' }]);
    expect(lines.text).not.toContain('Tunturi');
    const unopened = await town.colleagueLooks(id);
    expect(unopened.text).not.toContain('Tunturi');
    expect(unopened.body.steps).toEqual(['OPEN']);
    const opened = await town.colleagueAnswers(id, { step: 'OPEN' });
    expect(opened.body).toMatchObject({ state: 'SEEN', name: 'Testi Tunturi', sent: { language: 'fi' } });
    expect((await town.asActor(town.colleague, referralsRoutes.listReceived)).body.referrals).toMatchObject([
      { name: 'Testi Tunturi' },
    ]);
  });

  it('carries nothing of a category that was not ticked', async () => {
    const town = await referralTown();
    const { id } = await town.sent({ categories: ['MONEY'] });
    const { body } = await town.answers(id, { step: 'OPEN' });
    expect(body.sent).toEqual({
      name: 'Testi Tunturi',
      language: 'fi',
      parts: [],
      words: 'Asumistuki yhdessä, kiitos',
    });
  });

  it('is nobody’s of another organisation: not found, as one that there is not', async () => {
    const town = await referralTown();
    const { id } = await town.sent();
    const foreign = await town.looks(id, 'outreachWorker');
    const nobodys = await town.looks(referralId.parse(randomIds.id(20)), 'outreachWorker');
    expect(foreign.status).toBe(404);
    expect({ ...foreign.problem, requestId: '' }).toEqual({ ...nobodys.problem, requestId: '' });
    expect((await town.answers(id, { step: 'OPEN' }, 'outreachWorker')).status).toBe(404);
    expect(await town.list('outreachWorker')).toEqual([]);
  });

  it('gives no answer when the trail cannot be written', async () => {
    const town = await referralTown();
    const { id } = await town.sent();
    await town.answers(id, { step: 'OPEN' });
    const answer = await town.withoutTrail('partner', referralsRoutes.readReceived, {
      parameters: { referralId: id },
    });
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('Tunturi');
  });
});

describe('A consent withdrawn', () => {
  it('before the opening: the line says nothing of the person and cannot be opened', async () => {
    const town = await referralTown();
    const { client, consent, id } = await town.sent();
    await town.withdraws(client, consent);
    expect(await town.list()).toMatchObject([{ id, ended: true }]);
    expect((await town.answers(id, { step: 'OPEN' })).problem.type).toBe(conflict);
    expect((await town.looks(id)).body.sent).toBeUndefined();
    expect((await town.referrals(client)).referrals[0]?.seenAt).toBeUndefined();
  });

  it('while the page is open: the next look is empty, nothing can be done, and what was seen stays on the log', async () => {
    const town = await referralTown();
    const { client, consent, id } = await town.sent();
    await town.answers(id, { step: 'OPEN' });
    expect((await town.looks(id)).body.sent?.name).toBe('Testi Tunturi');
    await town.withdraws(client, consent);
    const next = await town.looks(id);
    expect(next.body).toMatchObject({ ended: true, steps: [] });
    expect(next.text).not.toContain('Tunturi');
    expect((await town.list()).map(({ name }) => name)).toEqual([undefined]);
    expect((await town.answers(id, { step: 'ACCEPT' })).problem.type).toBe(conflict);
    const actions = (await town.trailOf(client)).map(({ action }) => action);
    expect(actions).toContain('ANSWER_REFERRAL');
    expect(actions).toContain('VIEW_REFERRAL');
  });

  it('after its last day it is the same as withdrawn', async () => {
    const town = await referralTown();
    const { id } = await town.sent();
    await town.answers(id, { step: 'OPEN' });
    town.clock.set('2028-01-01T09:00+02:00');
    expect((await town.looks(id)).body).toMatchObject({ ended: true });
  });
});

describe('Accepting', () => {
  it('opens the case by consent to the organisation, takes the worker into the team, and tells the sender', async () => {
    const town = await referralTown();
    const { client, id } = await town.sent();
    await town.answers(id, { step: 'OPEN' });
    const before = await town.as('partner', casesRoutes.readClient, { parameters: { clientId: client } });
    expect(before.status).toBe(404);
    const accepted = await town.answers(id, { step: 'ACCEPT', join: true });
    expect(accepted.body).toMatchObject({ state: 'ACCEPTED', mine: true, clientId: client });
    await town.opens('partner', client, 'REFERRAL');
    const read = await town.as('partner', casesRoutes.readClient, { parameters: { clientId: client } });
    expect(read.body).toMatchObject({ displayName: 'Testi Tunturi', phone: '+358 40 0000000' });
    expect((await town.as('partner', casesRoutes.listMyClients)).body.clients.map((each) => each.id)).toEqual(
      [client],
    );
    expect(await town.tasks(client)).toMatchObject({ [`REFERRAL#${id}`]: { kind: 'REFERRAL_ANSWERED' } });
  });

  it('twice is one acceptance, and a colleague is told who took it', async () => {
    const town = await referralTown();
    const { client, id } = await town.sent();
    await town.answers(id, { step: 'OPEN' });
    const first = await town.answers(id, { step: 'ACCEPT' });
    expect((await town.answers(id, { step: 'ACCEPT' })).body).toEqual(first.body);
    const late = await town.asActor(town.colleague, referralsRoutes.moveReceived, {
      parameters: { referralId: id },
      body: { step: 'ACCEPT', join: true },
    });
    expect(late.body).toMatchObject({ state: 'ACCEPTED', mine: false, acceptedBy: first.body.acceptedBy });
    const { referrals } = await town.referrals(client);
    expect(referrals[0]?.history.filter(({ step }) => step === 'ACCEPT')).toHaveLength(1);
  });

  it('at one time by two is one acceptance', async () => {
    const town = await referralTown();
    const { client, id } = await town.sent();
    await town.answers(id, { step: 'OPEN' });
    await town.colleagueAnswers(id, { step: 'OPEN' });
    const one = town.answers(id, { step: 'ACCEPT' });
    const other = town.asActor(town.colleague, referralsRoutes.moveReceived, {
      parameters: { referralId: id },
      body: { step: 'ACCEPT' },
    });
    const answers = await Promise.all([one, other]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers.filter(({ body }) => body.mine)).toHaveLength(1);
    const { referrals } = await town.referrals(client);
    expect(referrals[0]?.history.filter(({ step }) => step === 'ACCEPT')).toHaveLength(1);
  });

  it('is by one worker: colleagues see who took it, and neither end nor move it', async () => {
    const town = await referralTown();
    const { client, id } = await town.sent();
    await town.answers(id, { step: 'OPEN' });
    await town.colleagueAnswers(id, { step: 'OPEN' });
    const taken = await town.answers(id, { step: 'ACCEPT' });
    expect((await town.colleagueLooks(id)).body).toMatchObject({
      ...{ state: 'ACCEPTED', mine: false, steps: [], acceptedBy: taken.body.acceptedBy },
    });
    for (const body of [
      { step: 'CLOSE', outcome: 'NOT_WANTED' },
      { step: 'BOOK_MEETING', on: '2027-02-08', at: '10:00' },
      { step: 'DECLINE', reason: 'OTHER' },
    ] as const) {
      expect((await town.colleagueAnswers(id, body)).problem.type).toBe(conflict);
    }
    expect((await town.referrals(client)).referrals).toMatchObject([{ state: 'ACCEPTED' }]);
  });

  it('a colleague who is in the client’s team moves it too', async () => {
    const town = await referralTown();
    const { client, id } = await town.sent();
    await town.answers(id, { step: 'OPEN' });
    await town.answers(id, { step: 'ACCEPT' });
    await town.joinsTeam(client, town.colleague.staffId);
    const closed = await town.colleagueAnswers(id, { step: 'CLOSE', outcome: 'SERVICE_STARTED' });
    expect(closed.body).toMatchObject({ state: 'CLOSED', name: 'Testi Tunturi' });
  });

  it('is not possible unopened, nor after a refusal', async () => {
    const town = await referralTown();
    const { id } = await town.sent();
    expect((await town.answers(id, { step: 'ACCEPT' })).problem.type).toBe(conflict);
    await town.answers(id, { step: 'OPEN' });
    const declined = await town.answers(id, {
      step: 'DECLINE',
      reason: 'NO_ROOM_NOW',
      text: 'Jono on pitkä',
    });
    expect(declined.body).toMatchObject({
      state: 'DECLINED',
      answer: { reason: 'NO_ROOM_NOW', text: 'Jono on pitkä' },
    });
    expect((await town.answers(id, { step: 'ACCEPT' })).problem.type).toBe(conflict);
  });
});

describe('The way after an acceptance', () => {
  it('a missed first meeting is booked anew, kept, and its outcome comes to the sender', async () => {
    const town = await referralTown();
    const { client, id } = await town.sent({ warm: true });
    await town.answers(id, { step: 'OPEN' });
    await town.answers(id, { step: 'ACCEPT' });
    const meeting = { on: '2027-02-08', at: '10:00', place: 'Kela, ovi B' };
    await town.answers(id, { step: 'BOOK_MEETING', ...meeting });
    expect((await town.referrals(client)).referrals).toMatchObject([{ warm: true, meeting }]);
    await town.answers(id, { step: 'MISS_MEETING' });
    expect(await town.tasks(client)).toMatchObject({ [`REFERRAL#${id}`]: { kind: 'REFERRAL_OUTCOME' } });
    await town.moves(client, id, { step: 'BOOK_MEETING', on: '2027-02-09', at: '11:00' });
    await town.answers(id, { step: 'KEEP_MEETING' });
    const closed = await town.answers(id, { step: 'CLOSE', outcome: 'SERVICE_STARTED', text: 'Tuki haettu' });
    expect(closed.body).toMatchObject({ state: 'CLOSED', outcome: 'SERVICE_STARTED' });
    expect((await town.referrals(client)).referrals).toMatchObject([
      { state: 'CLOSED', outcome: 'SERVICE_STARTED', outcomeText: 'Tuki haettu' },
    ]);
    await town.moves(client, id, { step: 'NOTE' });
    expect(await town.tasks(client)).toEqual({});
  });

  it('a meeting has a day and a time, a refusal a reason, an end its outcome', async () => {
    const town = await referralTown();
    const { client, id } = await town.sent();
    const pointers = async (body: Parameters<typeof town.answers>[1]) =>
      (await town.answers(id, body)).problem.errors?.map(({ pointer }) => pointer);
    expect(await pointers({ step: 'BOOK_MEETING' })).toEqual(['/body/on', '/body/at']);
    expect(await pointers({ step: 'DECLINE' })).toEqual(['/body/reason']);
    expect(await pointers({ step: 'OFFER_ALTERNATIVE' })).toEqual(['/body/text']);
    expect((await town.moves(client, id, { step: 'CLOSE' })).problem.errors?.[0]?.pointer).toBe(
      '/body/outcome',
    );
  });
});

describe('A referral that nobody opens', () => {
  it('comes back to the named worker after a week, and not when it was opened', async () => {
    const town = await referralTown();
    const { client, id } = await town.sent();
    expect(await town.tasks(client)).toEqual({
      [`REFERRAL#${id}`]: { kind: 'REFERRAL_UNOPENED', dueOn: '2027-02-08' },
    });
    expect((await town.referrals(client)).referrals[0]?.comesBackOn).toBe('2027-02-08');
    await town.answers(id, { step: 'OPEN' });
    expect(await town.tasks(client)).toEqual({});
  });

  it('is taken back: the receiver sees nothing any more, and another one can be sent', async () => {
    const town = await referralTown();
    const { client, consent, id } = await town.sent();
    town.clock.set('2027-02-08T09:00+02:00');
    await town.opens('counsellor', client);
    expect((await town.moves(client, id, { step: 'WITHDRAW' })).body.state).toBe('WITHDRAWN');
    expect((await town.moves(client, id, { step: 'WITHDRAW' })).body.state).toBe('WITHDRAWN');
    expect(await town.tasks(client)).toEqual({});
    expect(await town.list()).toMatchObject([{ id, ended: true }]);
    expect((await town.answers(id, { step: 'OPEN' })).problem.type).toBe(conflict);
    const { body } = await town.drafts(client);
    await town.grounds(client, body.id, { consentId: consent });
    expect((await town.sends(client, body.id)).body.state).toBe('SENT');
  });
});
