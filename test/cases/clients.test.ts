import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { clientId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import { people, type Person, workTown } from '../support/workTown.ts';
import { clientForm, lentBy, openedClient } from './caseTown.ts';

const { openClient, readClient, listMyClients, assignWorker } = casesRoutes;

describe('Opening a client', () => {
  it('opens the client with an episode whose named worker is whoever met the young person first', async () => {
    const town = await workTown();
    const body = clientForm({ birthDate: '2008-05-01' });
    const answer = await town.as('outreachWorker', openClient, { body });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      id: body.clientId,
      displayName: 'Asiakas',
      identification: 'LIGHT',
      birthDate: '2008-05-01',
      episodes: [
        {
          id: body.episodeId,
          openedOn: '2027-02-01',
          state: 'OPEN',
          routeIn: 'SCHOOL',
          namedWorker: { id: people.outreachWorker.id },
        },
      ],
      consents: [],
    });
    expect((await town.trailOf(body.clientId)).map(({ action }) => action)).toEqual(['OPEN_CLIENT']);
  });

  it('opens one client however often it is sent', async () => {
    const town = await workTown();
    const body = clientForm();
    const first = await town.as('counsellor', openClient, { body });
    town.clock.set('2027-02-01T08:31+02:00');
    const again = await town.as('counsellor', openClient, { body });
    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect((await town.as('counsellor', listMyClients)).body.clients).toHaveLength(1);
  });

  it('sent again shows no more than the policies open by then: nothing to whoever was taken out', async () => {
    const town = await workTown();
    const lent = lentBy(town);
    const body = clientForm({ phone: '040 1111111' });
    const parameters = { clientId: body.clientId };
    await town.asActor(lent, openClient, { body });
    const names = (staffId: (typeof people)[Person]['id'], part: 'NAMED' | 'NONE') =>
      town.as('outreachWorker', assignWorker, { parameters, body: { staffId, part, reason: 'Vaihtuu' } });
    await town.opens('outreachWorker', body.clientId);
    await names(people.outreachWorker.id, 'NAMED');
    const colleague = await town.asActor(lent, openClient, { body });
    expect(colleague.body).toMatchObject({ id: body.clientId, displayName: 'Asiakas' });
    await names(people.partner.id, 'NONE');
    const stranger = await town.asActor(lent, openClient, { body });
    expect(stranger.status).toBe(404);
    expect(await town.trailOf(body.clientId)).toContainEqual(
      expect.objectContaining({ action: 'OPEN_CLIENT', outcome: 'NOT_FOUND', staffId: people.partner.id }),
    );
  });

  it('sent again the next day asks why, and tells nothing of a shielded person’s new address', async () => {
    const town = await workTown();
    const body = clientForm();
    const parameters = { clientId: body.clientId };
    await town.as('counsellor', openClient, { body });
    await town.as('counsellor', assignWorker, {
      parameters,
      body: { staffId: people.outreachWorker.id, part: 'NAMED', reason: 'Vaihtuu' },
    });
    await town.opens('outreachWorker', body.clientId);
    await town.as('outreachWorker', casesRoutes.changeClient, {
      parameters,
      anyBody: {
        ...{ version: 1, displayName: 'Asiakas', contactLanguage: 'fi', phone: body.phone },
        address: 'Testikuja 10 A 1',
      },
    });
    await town.as('outreachWorker', casesRoutes.setShield, {
      parameters,
      body: { inForce: true, reason: 'Turvakielto' },
    });
    const again = await town.as('counsellor', openClient, { body });
    expect(again.status).toBe(201);
    expect(again.body.withheld).toEqual(['WHEREABOUTS']);
    town.clock.set('2027-02-02T09:00+02:00');
    const later = await town.as('counsellor', openClient, { body });
    expect(later.problem.type).toBe('/problems/purpose-required');
    for (const { text } of [again, later]) expect(text).not.toContain('Testikuja');
  });

  it('refuses the ids for other content or from another worker', async () => {
    const town = await workTown();
    const body = clientForm();
    const first = await town.as('counsellor', openClient, { body });
    const different = [
      town.as('counsellor', openClient, { body: { ...body, displayName: 'Toinen' } }),
      town.as('counsellor', openClient, { body: { ...body, episodeId: clientForm().episodeId } }),
      town.as('outreachWorker', openClient, { body }),
    ];
    for (const answer of await Promise.all(different)) {
      expect(answer.problem.type).toBe('/problems/id-already-used');
    }
    const read = await town.as('counsellor', readClient, { parameters: { clientId: body.clientId } });
    expect(read.body).toEqual(first.body);
  });

  it.each([
    ['a name over several lines', { displayName: 'A\nB' }, '/body/displayName'],
    ['a name of 121 letters', { displayName: 'x'.repeat(121) }, '/body/displayName'],
    ['an anonymous client', { identification: 'ANONYMOUS' }, '/body/identification'],
    ['a birth date that does not exist', { birthDate: '2008-02-30' }, '/body/birthDate'],
    ['a birth date to come', { birthDate: '2027-02-02' }, '/body/birthDate'],
    ['an unknown field', { hetu: 'x' }, '/body'],
  ])('refuses %s and opens nothing', async (_, wrong, pointer) => {
    const town = await workTown();
    const body = { ...clientForm(), ...wrong };
    const answer = await town.as('counsellor', openClient, { anyBody: body });
    expect(answer.status).toBe(400);
    expect(answer.problem.errors?.map((each) => each.pointer)).toEqual([pointer]);
    expect((await town.as('counsellor', listMyClients)).body.clients).toEqual([]);
  });

  it('opens nothing when the trail cannot be written', async () => {
    const town = await workTown();
    const answer = await town.withoutTrail('counsellor', openClient, { body: clientForm() });
    expect(answer.status).toBe(500);
    expect((await town.as('counsellor', listMyClients)).body.clients).toEqual([]);
  });
});

describe('Reading a client', () => {
  it('adds a row to the trail with every look', async () => {
    const town = await workTown();
    const client = await openedClient(town);
    await town.opens('outreachWorker', client);
    await town.as('outreachWorker', readClient, { parameters: { clientId: client } });
    expect(await town.trailOf(client)).toContainEqual({
      organisation: 'YOUTH',
      purpose: 'GUIDANCE',
      action: 'VIEW_CLIENT',
      outcome: 'DONE',
      staffId: people.outreachWorker.id,
      subject: client,
    });
  });

  it('does not know a client of another municipality, and keeps the attempt in the own trail only', async () => {
    const [town, other] = [await workTown(), await workTown()];
    const foreign = await openedClient(other);
    const answer = await town.as('counsellor', readClient, { parameters: { clientId: foreign } });
    const nobodys = await town.as('counsellor', readClient, {
      parameters: { clientId: clientId.parse(randomIds.id(20)) },
    });
    expect(answer.status).toBe(404);
    expect({ ...answer.problem, requestId: '' }).toEqual({ ...nobodys.problem, requestId: '' });
    expect(await town.trailOf(foreign)).toEqual([
      { action: 'VIEW_CLIENT', outcome: 'NOT_FOUND', staffId: people.counsellor.id, subject: foreign },
    ]);
    expect((await other.trailOf(foreign)).map(({ action }) => action)).toEqual(['OPEN_CLIENT']);
  });

  it('gives no answer when the trail cannot be written', async () => {
    const town = await workTown();
    const client = await openedClient(town);
    const answer = await town.withoutTrail('counsellor', readClient, { parameters: { clientId: client } });
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('Asiakas');
  });

  it('refuses the administrator, on the trail', async () => {
    const person = 'admin';
    const town = await workTown();
    const client = await openedClient(town);
    const answer = await town.as(person, readClient, { parameters: { clientId: client } });
    expect(answer.problem.type).toBe('/problems/role-required');
    expect(await town.trailOf(client)).toContainEqual({
      action: 'VIEW_CLIENT',
      outcome: 'REFUSED',
      staffId: people[person].id,
      subject: client,
    });
  });
});

describe('The own clients', () => {
  it('are listed by name for their named worker, each with a row of the trail', async () => {
    const town = await workTown();
    const [second, first] = [clientForm({ displayName: 'Öö' }), clientForm({ displayName: 'Aa' })];
    for (const body of [second, first]) await town.as('counsellor', openClient, { body });
    await town.as('outreachWorker', openClient, { body: clientForm() });
    const { body } = await town.as('counsellor', listMyClients);
    expect(body.clients).toEqual([
      {
        id: first.clientId,
        displayName: 'Aa',
        identification: 'LIGHT',
        episodeOpenedOn: '2027-02-01',
        part: 'NAMED',
      },
      {
        id: second.clientId,
        displayName: 'Öö',
        identification: 'LIGHT',
        episodeOpenedOn: '2027-02-01',
        part: 'NAMED',
      },
    ]);
    expect(body.organisations.map(({ code }) => code)).toEqual(['KELA', 'YOUTH']);
    expect(body.today).toBe('2027-02-01');
    for (const { clientId: id } of [first, second]) {
      const acts = (await town.trailOf(id)).map(({ action }) => action);
      expect(acts.sort()).toEqual(['LIST_CLIENTS', 'OPEN_CLIENT']);
    }
  });
});
