import { accessRoutes } from '@ohjaamo/shared/access/contract.ts';
import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { type ClientId, randomIds, reviewId } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import { clientForm, consentForm, openedClient } from '../cases/caseTown.ts';
import { people, type Person, type WorkTown, workTown } from '../support/workTown.ts';

const { readClient, assignWorker, recordConsent, withdrawConsent, listMyClients } = casesRoutes;
const { openInDanger, listAccessReviews, reviewAccess } = accessRoutes;

const read = (town: WorkTown, person: Person, client: ClientId) =>
  town.as(person, readClient, { parameters: { clientId: client } });

/** Gives the case to the partner's worker. */
const give = (town: WorkTown, client: ClientId, person: Person = 'partner', part: 'TEAM' | 'NONE' = 'TEAM') =>
  town.as('counsellor', assignWorker, {
    parameters: { clientId: client },
    body: { staffId: people[person].id, part, reason: 'Talous selvitetään yhdessä' },
  });

const danger = (town: WorkTown, person: Person, client: ClientId, id = randomIds.id(20)) =>
  town.as(person, openInDanger, {
    parameters: { clientId: client },
    body: { reviewId: reviewId.parse(id), reason: 'Nuorta ei ole tavoitettu eilisen jälkeen' },
  });

describe('Why a case is opened', () => {
  it('is asked once in a session, and stands in every row of the log', async () => {
    const town = await workTown();
    const client = await openedClient(town);
    const before = await read(town, 'outreachWorker', client);
    expect(before.problem.type).toBe('/problems/purpose-required');
    expect(before.text).not.toContain('Asiakas');
    expect((await town.opens('outreachWorker', client, 'COVERING_FOR_COLLEAGUE')).status).toBe(201);
    expect((await read(town, 'outreachWorker', client)).status).toBe(200);
    expect(await town.trailOf(client)).toContainEqual({
      action: 'VIEW_CLIENT',
      outcome: 'DONE',
      staffId: people.outreachWorker.id,
      subject: client,
      organisation: 'YOUTH',
      purpose: 'COVERING_FOR_COLLEAGUE',
    });
  });

  it('is asked again the next day', async () => {
    const town = await workTown();
    const client = await openedClient(town);
    await town.opens('outreachWorker', client);
    town.clock.set('2027-02-02T08:30+02:00');
    expect((await read(town, 'outreachWorker', client)).problem.type).toBe('/problems/purpose-required');
  });

  it('is of one worker: a colleague in the same browser session is asked', async () => {
    const town = await workTown();
    const client = await openedClient(town);
    await town.opens('outreachWorker', client);
    expect((await read(town, 'manager', client)).problem.type).toBe('/problems/purpose-required');
  });
});

describe("A partner's worker", () => {
  it('learns nothing of a client who was not given to that worker, not even that there is one', async () => {
    const town = await workTown();
    const client = await openedClient(town);
    const [known, unknown] = [
      await read(town, 'partner', client),
      await read(town, 'partner', clientForm().clientId),
    ];
    expect(known.status).toBe(404);
    expect({ ...known.problem, requestId: '' }).toEqual({ ...unknown.problem, requestId: '' });
    expect((await town.opens('partner', client)).status).toBe(404);
  });

  it('sees what the young person agreed to, until the consent is withdrawn: the next request shows it no more', async () => {
    const town = await workTown();
    const client = await openedClient(town);
    await give(town, client);
    await town.opens('partner', client, 'REFERRAL');
    const withheld = await read(town, 'partner', client);
    expect(withheld.body).toMatchObject({
      displayName: 'Asiakas',
      withheld: ['CONTACT_DETAILS'],
      consents: [],
    });
    expect(withheld.text).not.toContain('040');

    const consent = consentForm({ categories: ['CONTACT_DETAILS'] });
    await town.as('counsellor', recordConsent, { parameters: { clientId: client }, body: consent });
    const open = await read(town, 'partner', client);
    expect(open.body).toMatchObject({ phone: '+358 40 0000000', withheld: [] });
    expect(await town.trailOf(client)).toContainEqual(
      expect.objectContaining({
        organisation: 'KELA',
        purpose: 'REFERRAL',
        consents: [consent.consentId],
      }),
    );

    const parameters = { clientId: client, consentId: consent.consentId };
    await town.as('counsellor', withdrawConsent, { parameters, body: {} });
    expect((await read(town, 'partner', client)).text).not.toContain('0000000');
  });

  it('sees nothing from the day after a consent ended', async () => {
    const town = await workTown();
    const client = await openedClient(town);
    await give(town, client);
    const consent = consentForm({ categories: ['CONTACT_DETAILS'], validUntil: '2027-02-01' });
    await town.as('counsellor', recordConsent, { parameters: { clientId: client }, body: consent });
    await town.opens('partner', client);
    expect((await read(town, 'partner', client)).text).toContain('0000000');
    town.clock.set('2027-02-02T00:01+02:00');
    await town.opens('partner', client);
    expect((await read(town, 'partner', client)).text).not.toContain('0000000');
  });

  it('finds the client in the own list while in the team, and no longer', async () => {
    const town = await workTown();
    const client = await openedClient(town);
    const mine = async () => (await town.as('partner', listMyClients)).body.clients.map(({ id }) => id);
    expect(await mine()).toEqual([]);
    await give(town, client);
    expect(await mine()).toEqual([client]);
    await give(town, client, 'partner', 'NONE');
    expect(await mine()).toEqual([]);
    expect((await read(town, 'partner', client)).status).toBe(404);
  });

  it('can neither give oneself a case nor record a consent', async () => {
    const town = await workTown();
    const client = await openedClient(town);
    await give(town, client);
    await town.opens('partner', client);
    const parameters = { clientId: client };
    const body = { staffId: people.partner.id, part: 'NAMED', reason: 'Otan tämän' } as const;
    const asked = await town.as('partner', assignWorker, { parameters, body });
    const consent = await town.as('partner', recordConsent, { parameters, body: consentForm() });
    expect([asked.problem.type, consent.problem.type]).toEqual([
      '/problems/role-required',
      '/problems/role-required',
    ]);
  });
});

describe('A site manager', () => {
  it('names another worker and sees nothing of the case but that there is one', async () => {
    const town = await workTown();
    const client = await openedClient(town);
    await town.opens('manager', client, 'QUALITY_OF_DATA');
    const parameters = { clientId: client };
    const assigned = await town.as('manager', assignWorker, {
      parameters,
      body: { staffId: people.outreachWorker.id, part: 'NAMED', reason: 'Vuorotteluvapaa' },
    });
    expect(assigned.body).toMatchObject({
      withheld: ['CONTACT_DETAILS', 'EPISODES'],
      team: [
        { id: people.outreachWorker.id, part: 'NAMED' },
        { id: people.counsellor.id, part: 'TEAM' },
      ],
    });
    const body = { staffId: people.manager.id, part: 'DEPUTY', reason: 'Minä itse' } as const;
    expect((await town.as('manager', assignWorker, { parameters, body })).problem.type).toBe(
      '/problems/access-refused',
    );
  });

  it('is shown no consent, no mark and no start of the guidance, in the case or its story', async () => {
    const town = await workTown();
    const body = clientForm({ birthDate: '2010-03-01', mainActivity: 'SICK_LEAVE_REHABILITATION' });
    const parameters = { clientId: body.clientId };
    const told = { inForce: true, reason: 'Nuoren pyynnöstä' };
    await town.as('counsellor', casesRoutes.openClient, { body });
    await town.as('counsellor', casesRoutes.setShield, { parameters, body: told });
    await town.as('counsellor', casesRoutes.setGuardianProhibition, { parameters, body: told });
    await town.as('counsellor', recordConsent, {
      parameters,
      body: consentForm({ categories: ['WELLBEING'], capacityReason: 'Ymmärtää, mihin suostuu' }),
    });
    await town.opens('manager', body.clientId);
    const story = await town.as('manager', casesRoutes.readStory, { parameters });
    expect(story.body.client).toEqual(
      expect.not.objectContaining({ shielded: expect.anything() as unknown }),
    );
    expect(story.body.client).toMatchObject({
      displayName: 'Asiakas',
      episodes: [],
      consents: [],
      withheld: ['CONTACT_DETAILS', 'CONSENTS', 'EPISODES'],
      team: [{ id: people.counsellor.id }],
    });
    expect(story.text).not.toMatch(
      /SICK_LEAVE|shielded|guardianProhibited|minor|WELLBEING|SHIELD_SET|TOLD_NOTHING/u,
    );
    expect(story.body.entries.map(({ what }) => what)).toEqual(['EPISODE_OPENED']);
    const colleague = await town.as('counsellor', casesRoutes.readStory, { parameters });
    expect(colleague.body.entries.map(({ what }) => what).toSorted()).toEqual([
      'CONSENT_GIVEN',
      'EPISODE_OPENED',
      'GUARDIAN_TOLD_NOTHING',
      'SHIELD_SET',
    ]);
  });

  it('cannot leave a case without a named worker', async () => {
    const town = await workTown();
    const client = await openedClient(town);
    const gone = await give(town, client, 'counsellor', 'NONE');
    expect(gone.problem.errors).toEqual([{ pointer: '/body/part', code: 'nobody_named' }]);
  });
});

describe('Danger to life', () => {
  it('opens who it is and how to reach them for an hour, and an administrator goes through it, never the worker', async () => {
    const town = await workTown();
    const client = await openedClient(town);
    const id = randomIds.id(20);
    expect((await danger(town, 'partner', client, id)).status).toBe(404);
    await give(town, client);
    expect((await danger(town, 'partner', client, id)).status).toBe(201);
    expect((await danger(town, 'partner', client, id)).status).toBe(201);
    expect((await read(town, 'partner', client)).body).toMatchObject({
      phone: '+358 40 0000000',
      consents: [],
    });
    const { reviews } = (await town.as('admin', listAccessReviews)).body;
    expect(reviews).toMatchObject([{ id, kind: 'DANGER_TO_LIFE', state: 'OPEN', clientId: client }]);

    const finding = { parameters: { reviewId: id }, body: { finding: 'Perusteltu' } };
    expect((await town.as('admin', reviewAccess, finding)).body).toMatchObject({ state: 'REVIEWED' });
    expect((await town.as('admin', reviewAccess, finding)).status).toBe(200);
    const other = { ...finding, body: { finding: 'Toinen' } };
    expect((await town.as('admin', reviewAccess, other)).problem.type).toBe('/problems/state-conflict');

    town.clock.set('2027-02-01T09:31+02:00');
    expect((await read(town, 'partner', client)).problem.type).toBe('/problems/purpose-required');
  });
});

describe('Unusual opening', () => {
  it('is brought before the administrator when a worker opens more cases in an hour than work explains', async () => {
    const town = await workTown();
    for (let each = 0; each < 21; each++) {
      await town.opens('outreachWorker', await openedClient(town));
    }
    const { reviews } = (await town.as('admin', listAccessReviews)).body;
    expect(reviews).toMatchObject([
      { kind: 'MANY_CASES', cases: 21, worker: { id: people.outreachWorker.id } },
    ]);
  });
});
