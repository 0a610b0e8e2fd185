import { outreachRoutes } from '@ohjaamo/shared/outreach/contract.ts';
import { notificationId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import { people } from '../support/workTown.ts';
import { newEvent, notificationForm, outreachTown } from './outreachTown.ts';

const { receiveOutreach, listOutreach, readOutreach, decideOutreachMeasure, reviewOutreach, countOutreach } =
  outreachRoutes;

describe('Receiving a notification', () => {
  it('keeps who the person is and how to reach them, who notified and whether they were told', async () => {
    const town = await outreachTown();
    const body = notificationForm();
    const answer = await town.as('outreachWorker', receiveOutreach, { body });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      id: body.notificationId,
      displayName: 'Testi Keloranta',
      phone: '0401234567',
      minor: false,
      sender: 'DEFENCE_FORCES',
      by: 'SECURE_MESSAGE',
      toldInAdvance: 'YES',
      recordedBy: { id: people.outreachWorker.id },
      state: 'RECEIVED',
      firstContactBy: '2027-02-05',
      reviewOn: '2027-04-29',
      expiresOn: '2028-01-29',
      next: 'FIRST_CONTACT',
    });
    expect((await town.trailOf(body.notificationId)).map(({ action }) => action)).toEqual([
      'RECEIVE_OUTREACH',
    ]);
  });

  it('lies in the table sealed: nothing that names anybody can be read there', async () => {
    const town = await outreachTown();
    await town.receive({ displayName: 'يوسف Áigi 🦌', email: 'nuori@town.example' });
    const stored = JSON.stringify((await town.register()).kept);
    for (const told of ['يوسف', 'Áigi', 'nuori@town', '1234567', 'Prikaati', '1999-11-30']) {
      expect(stored).not.toContain(told);
    }
    expect((await town.list())[0]?.displayName).toBe('يوسف Áigi 🦌');
  });

  it('is one however often it is sent; the id for other content is refused', async () => {
    const town = await outreachTown();
    const body = notificationForm();
    const first = await town.as('outreachWorker', receiveOutreach, { body });
    const again = await town.as('outreachWorker', receiveOutreach, { body });
    expect(again.body).toEqual(first.body);
    const other = await town.as('outreachWorker', receiveOutreach, {
      body: { ...body, displayName: 'Toinen' },
    });
    expect(other.problem.type).toBe('/problems/id-already-used');
    expect(await town.list()).toHaveLength(1);
  });

  it.each([
    ['an organisation without consent', { sender: 'ORGANISATION' }, '/body/consentBy', 'consent_required'],
    ['somebody of 29', { birthDate: '1998-02-01' }, '/body/birthDate', 'not_young'],
    ['nothing to reach the person by', { phone: undefined }, '/body/phone', 'unreachable'],
    ['a day to come', { receivedOn: '2027-02-02' }, '/body/receivedOn', 'in_the_future'],
    ['a name with an identity code', { displayName: 'Testi 301199-905Y' }, '/body/displayName', undefined],
    ['an address with a diagnosis', { address: 'Katu 1, F32.1' }, '/body/address', undefined],
    ['a story', { story: 'Jäi pois koulusta' }, '/body', undefined],
  ])('refuses %s and keeps nothing', async (_, wrong, pointer, code) => {
    const town = await outreachTown();
    const answer = await town.as('outreachWorker', receiveOutreach, {
      anyBody: { ...notificationForm(), ...wrong },
    });
    expect(answer.problem.errors?.map((each) => each.pointer)).toEqual([pointer]);
    if (code) expect(answer.problem.errors?.[0]?.code).toBe(code);
    expect((await town.register()).kept).toEqual([]);
  });

  it('keeps nothing when the trail cannot be written', async () => {
    const town = await outreachTown();
    const answer = await town.withoutTrail('outreachWorker', receiveOutreach, { body: notificationForm() });
    expect(answer.status).toBe(500);
    expect((await town.register()).kept).toEqual([]);
  });
});

describe('Who sees the outreach register', () => {
  it('outreach workers do, each name with a row of the trail; the site manager sees numbers alone', async () => {
    const town = await outreachTown();
    const one = await town.receive();
    expect(await town.list()).toHaveLength(1);
    expect((await town.trailOf(one.notificationId)).map(({ action }) => action)).toContain('LIST_OUTREACH');
    for (const person of ['counsellor', 'partner', 'manager', 'admin'] as const) {
      const answer = await town.as(person, listOutreach);
      expect(answer.problem.type).toBe('/problems/role-required');
      const read = await town.as(person, readOutreach, { parameters: one });
      expect(read.problem.type).toBe('/problems/role-required');
    }
    const counts = await town.as('manager', countOutreach);
    expect(counts.body.kept.find(({ state }) => state === 'RECEIVED')?.count).toBe(1);
    expect(counts.text).not.toContain('Keloranta');
  });

  it('does not know one of another municipality', async () => {
    const [town, other] = [await outreachTown(), await outreachTown()];
    const foreign = await other.receive();
    expect((await town.read(foreign)).status).toBe(404);
    expect((await town.read({ notificationId: notificationId.parse(randomIds.id(20)) })).status).toBe(404);
    expect((await town.ends(foreign, 'NO_LONGER_NEEDED')).status).toBe(404);
    expect(await other.list()).toHaveLength(1);
  });
});

describe('Working on a notification', () => {
  it('notes tries until the person is reached, once each', async () => {
    const town = await outreachTown();
    const one = await town.receive();
    const id = newEvent();
    expect((await town.tries(one, false, id)).body).toMatchObject({ state: 'CONTACTING', next: 'TRY_AGAIN' });
    expect((await town.tries(one, false, id)).body.tries).toHaveLength(1);
    expect((await town.tries(one, true, id)).problem.type).toBe('/problems/id-already-used');
    const reached = await town.tries(one, true);
    expect(reached.body).toMatchObject({ state: 'REACHED', next: 'ASK', expiresOn: '2028-02-01' });
    expect(reached.body.firstContactBy).toBeUndefined();
  });

  it('loses nothing when two note a try at one time', async () => {
    const town = await outreachTown();
    const one = await town.receive();
    const answers = await Promise.all([town.tries(one, false), town.tries(one, true)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect((await town.read(one)).body.tries).toHaveLength(2);
  });

  it('keeps what was decided, and asks again three months after it was said to be needed', async () => {
    const town = await outreachTown();
    const one = await town.receive();
    const decided = await town.as('outreachWorker', decideOutreachMeasure, {
      parameters: one,
      body: { eventId: newEvent(), measure: 'FIRST_MEETING', words: 'Tavataan <b>kahvilassa</b>' },
    });
    expect(decided.body.measures).toMatchObject([
      { measure: 'FIRST_MEETING', words: 'Tavataan <b>kahvilassa</b>', by: { id: people.outreachWorker.id } },
    ]);
    town.clock.set('2027-05-03T09:00+03:00');
    expect((await town.read(one)).body.next).toBe('REVIEW');
    const reviewed = await town.as('outreachWorker', reviewOutreach, { parameters: one, body: {} });
    expect(reviewed.body).toMatchObject({ reviewOn: '2027-08-03', next: 'FIRST_CONTACT' });
  });

  it('gives data on only when the person was reached and consented; of a minor with a reason', async () => {
    const town = await outreachTown();
    const one = await town.receive({ birthDate: '2010-03-01' });
    const minor = { minorBasis: 'MINOR_DECIDES', minorReason: 'Ymmärtää, mitä annetaan' } as const;
    expect((await town.discloses(one, minor)).problem.type).toBe('/problems/state-conflict');
    await town.tries(one, true);
    expect((await town.discloses(one)).problem.errors).toEqual([
      { pointer: '/body/minorBasis', code: 'capacity_required' },
    ]);
    expect((await town.discloses(one, { ...minor, consented: false })).problem.errors?.[0]?.code).toBe(
      'consent_required',
    );
    const given = await town.discloses(one, minor);
    expect(given.body.disclosures).toMatchObject([{ to: 'Kela', data: ['NAME'], ...minor }]);
    expect((await town.trailOf(one.notificationId)).map(({ action }) => action)).toContain(
      'DISCLOSE_OUTREACH',
    );
  });
});
