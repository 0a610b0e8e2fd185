import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { consentId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { referralsOf } from '@ohjaamo/functions/referrals/index.ts';
import { notesRoutes } from '@ohjaamo/shared/notes/contract.ts';
import { plansRoutes } from '@ohjaamo/shared/plans/contract.ts';
import { referralsRoutes } from '@ohjaamo/shared/referrals/contract.ts';
import { describe, expect, it } from 'vitest';
import { draftForm, givenNow, referralTown } from './referralTown.ts';

const conflict = '/problems/state-conflict';

describe('Drafting a referral', () => {
  it('is one draft however often it is sent, and not the id of another', async () => {
    const town = await referralTown();
    const client = await town.client();
    const body = draftForm();
    const ask = (parts = {}) =>
      town.as('counsellor', referralsRoutes.draftReferral, {
        parameters: { clientId: client },
        body: { ...body, ...parts },
      });
    const first = await ask();
    expect(first.body).toMatchObject({ state: 'DRAFT', words: body.words, to: { code: 'KELA' } });
    expect((await ask()).body).toEqual(first.body);
    expect((await ask({ words: 'Toinen' })).problem.type).toBe('/problems/id-already-used');
    expect((await ask({ organisation: 'YOUTH' })).problem.type).toBe('/problems/id-already-used');
    expect((await town.referrals(client)).referrals).toHaveLength(1);
  });

  it.each([
    ['an organisation that nobody knows', { organisation: 'NOBODY' }, '/body/organisation'],
    [
      'another municipality that nobody knows',
      { kind: 'MUNICIPALITY', municipality: 'nowhere' },
      '/body/municipality',
    ],
    ['somebody without an address', { kind: 'OUTSIDE', name: 'Yhdistys' }, '/body/email'],
  ] as const)('refuses %s', async (_, parts, pointer) => {
    const town = await referralTown();
    const client = await town.client();
    const answer = await town.drafts(client, parts);
    expect(answer.problem.errors?.map((each) => each.pointer)).toEqual([pointer]);
  });

  it('refuses an identity code among its words', async () => {
    const town = await referralTown();
    const client = await town.client();
    const answer = await town.as('counsellor', referralsRoutes.draftReferral, {
      parameters: { clientId: client },
      anyBody: { ...draftForm(), words: 'Tunnus 010594Y9032' },
    });
    expect(answer.problem.errors).toEqual([{ pointer: '/body/words', code: 'identity_code' }]);
  });

  it('takes words in any script as they are, scripts among them', async () => {
    const town = await referralTown();
    const client = await town.client();
    const words = 'مرحبا · Čázehisvuohta 🌲\n<script>alert(1)</script>';
    expect((await town.drafts(client, { words })).body.words).toBe(words);
  });

  it('is not for partners to make of somebody else’s case', async () => {
    const town = await referralTown();
    const { client, id } = await town.sent();
    await town.answers(id, { step: 'OPEN' });
    await town.answers(id, { step: 'ACCEPT', join: true });
    await town.opens('partner', client, 'REFERRAL');
    const answer = await town.as('partner', referralsRoutes.draftReferral, {
      parameters: { clientId: client },
      body: draftForm(),
    });
    expect(answer.problem.type).toBe('/problems/access-refused');
  });
});

describe('What another municipality can read', () => {
  it('is the plan a line for each goal and action, and who sends the young person on', async () => {
    const town = await referralTown();
    const client = await town.client();
    const goal = randomIds.id(20);
    const act = randomIds.id(20);
    const set = [
      { path: `goals/${goal}/words`, value: 'Oma koti' },
      { path: `actions/${act}/what`, value: 'Haetaan tukea' },
      { path: `actions/${act}/organisation`, value: 'KELA' },
      { path: `actions/${act}/deadline`, value: '2027-02-10' },
      { path: `actions/${act}/goal`, value: goal },
      { path: `actions/${act}/state`, value: 'OPEN' },
    ];
    const changed = await town.as('counsellor', plansRoutes.changePlan, {
      parameters: { clientId: client },
      body: plansRoutes.changePlan.body.parse({ changeId: randomIds.id(20), base: 0, set, remove: [] }),
    });
    expect(changed.status).toBe(200);
    const draft = await town.drafts(client, {
      ...{ categories: ['SHARED_PLAN'], warm: true, senderPhone: '040 1234567' },
    });
    await town.grounds(client, draft.body.id, givenNow());
    await town.sends(client, draft.body.id);
    const { sent } = (await town.answers(draft.body.id, { step: 'OPEN' })).body;
    expect(sent?.parts).toMatchObject([
      { what: 'PLAN', text: 'Oma koti\n– Haetaan tukea (Kela, 10.2.2027)' },
    ]);
    expect(sent?.sender).toMatchObject({
      organisation: { fi: 'Nuorisopalvelut' },
      phone: '0401234567',
    });
    expect(sent?.sender?.name).toBe(draft.body.history[0]?.by?.name);
    const own = await referralsOf(town.house.scope(town.tenantId, 'rights'), client);
    expect(JSON.stringify(own)).not.toContain('0401234567');
  });

  it('a ticked category of which there is nothing is told before it is sent', async () => {
    const town = await referralTown();
    const client = await town.client({ phone: undefined, email: undefined, birthDate: undefined });
    const { body } = await town.drafts(client, { categories: ['MONEY', 'CONTACT_DETAILS'] });
    const [draft] = (await town.referrals(client)).referrals;
    expect(draft?.id).toBe(body.id);
    expect(draft?.nothingOf).toEqual(['CONTACT_DETAILS', 'MONEY']);
    const other = await town.client();
    await town.drafts(other, { categories: ['CONTACT_DETAILS'] });
    expect((await town.referrals(other)).referrals[0]?.nothingOf).toEqual([]);
  });
});

describe('L03: nothing is sent without a consent in force or a provision of law', () => {
  it('cannot be sent as a draft', async () => {
    const town = await referralTown();
    const client = await town.client();
    const { body } = await town.drafts(client);
    expect((await town.sends(client, body.id)).problem.type).toBe(conflict);
    expect(await town.list()).toEqual([]);
  });

  it.each([
    ['of other categories', { categories: ['MONEY' as const] }, 'not_covered'],
    ['to another organisation', { from: 'KELA', to: 'YOUTH' }, 'other_organisation'],
  ])('a consent %s does not carry it', async (_, parts, code) => {
    const town = await referralTown();
    const client = await town.client();
    const consent = await town.consents(client, parts);
    const { body } = await town.drafts(client);
    expect(body.carriedBy).toEqual([]);
    const answer = await town.grounds(client, body.id, { consentId: consent });
    expect(answer.problem.errors).toEqual([{ pointer: '/body/consentId', code }]);
  });

  it('a consent that ended or was withdrawn between drafting and sending does not carry it', async () => {
    const town = await referralTown();
    const client = await town.client();
    const consent = await town.consents(client);
    const { body } = await town.drafts(client);
    expect(body.carriedBy).toEqual([consent]);
    expect((await town.grounds(client, body.id, { consentId: consent })).body.state).toBe('CONSENTED');
    await town.withdraws(client, consent);
    expect((await town.sends(client, body.id)).problem.type).toBe(conflict);
    expect(await town.list()).toEqual([]);
  });

  it('does not know a consent of another client', async () => {
    const town = await referralTown();
    const [client, other] = [await town.client(), await town.client()];
    const foreign = await town.consents(other);
    const { body } = await town.drafts(client);
    expect((await town.grounds(client, body.id, { consentId: foreign })).status).toBe(404);
    const nobodys = consentId.parse(randomIds.id(20));
    expect((await town.grounds(client, body.id, { consentId: nobodys })).status).toBe(404);
  });

  it('a consent given with the referral is a consent like any other: to this receiver, for what is ticked', async () => {
    const town = await referralTown();
    const client = await town.client();
    const { body } = await town.drafts(client);
    const given = givenNow();
    expect((await town.grounds(client, body.id, given)).body.ground).toEqual({
      consentId: given.consentId,
      inForce: true,
    });
    const read = await town.as('counsellor', casesRoutes.readClient, { parameters: { clientId: client } });
    expect(read.body.consents).toMatchObject([
      {
        id: given.consentId,
        to: { code: 'KELA' },
        categories: ['CONTACT_DETAILS', 'MONEY'],
        state: 'IN_FORCE',
      },
    ]);
  });

  it('a minor’s consent alone needs the judgement and its reason (1285/2016 §12)', async () => {
    const town = await referralTown();
    const client = await town.client({ birthDate: '2011-05-01' });
    const { body } = await town.drafts(client);
    const without = await town.grounds(client, body.id, givenNow());
    expect(without.problem.errors).toEqual([{ pointer: '/body/reason', code: 'capacity_missing' }]);
    const judged = await town.grounds(client, body.id, givenNow({ reason: 'Ymmärtää, mistä on kyse' }));
    expect(judged.body.state).toBe('CONSENTED');
  });

  it('the log of a sending names the consent', async () => {
    const town = await referralTown();
    const { client, consent } = await town.sent();
    const rows = await town.trailOf(client);
    expect(rows.find(({ action }) => action === 'SEND_REFERRAL')).toMatchObject({ consents: [consent] });
  });

  it('sends nothing when the trail cannot be written', async () => {
    const town = await referralTown();
    const client = await town.client();
    const { body } = await town.drafts(client);
    await town.grounds(client, body.id, givenNow());
    const answer = await town.withoutTrail('counsellor', referralsRoutes.sendReferral, {
      parameters: { clientId: client, referralId: body.id },
      body: { secret: randomIds.secret(128) },
    });
    expect(answer.status).toBe(500);
    expect(await town.list()).toEqual([]);
  });
});

describe('What goes along', () => {
  it('is what was chosen among the notes, of ticked categories, as they are when it is sent', async () => {
    const town = await referralTown();
    const client = await town.client();
    const write = async (category: 'MONEY' | 'WELLBEING', text: string) => {
      const body = notesRoutes.writeNote.body.parse({
        ...{ noteId: randomIds.id(20), category, source: 'CLIENT', text },
      });
      const answer = await town.as('counsellor', notesRoutes.writeNote, {
        parameters: { clientId: client },
        body,
      });
      if (answer.status !== 201) throw new Error(answer.text);
      return body.noteId;
    };
    const chosen = await write('MONEY', 'Vuokra on maksettu');
    await write('MONEY', 'Ei valittu');
    const unticked = await write('WELLBEING', 'Ei rastitettu');
    const consent = await town.consents(client);
    const { body } = await town.drafts(client, { notes: [chosen, unticked] });
    await town.grounds(client, body.id, { consentId: consent });
    await town.sends(client, body.id);
    const opened = await town.answers(body.id, { step: 'OPEN' });
    expect(opened.body.sent?.parts).toEqual([
      { category: 'MONEY', what: 'NOTE', at: '2027-02-01T06:30:00.000Z', text: 'Vuokra on maksettu' },
    ]);
    const held = await referralsOf(town.house.scope(town.tenantId, 'referrals'), client);
    expect(held.referrals).toMatchObject([{ id: body.id, state: 'SEEN', sent: { name: 'Testi Tunturi' } }]);
  });
});

describe('Non-disclosure for personal safety', () => {
  it('keeps contact details out of what is drafted, and out of what was sent before it came', async () => {
    const town = await referralTown();
    const { client, id } = await town.sent();
    await town.answers(id, { step: 'OPEN' });
    const { cases, keys } = town.house.scope(town.tenantId, 'cases');
    await cases.update({
      Key: keys.client(client, 'CLIENT'),
      UpdateExpression: 'SET shielded = :true',
      ExpressionAttributeValues: { ':true': true },
    });
    expect((await town.looks(id)).body.sent?.contact).toBeUndefined();
    const answer = await town.drafts(client);
    expect(answer.problem.errors).toEqual([{ pointer: '/body/categories', code: 'shielded' }]);
  });
});
