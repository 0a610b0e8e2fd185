import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { type ClientId, randomIds, requestId } from '@ohjaamo/shared/kernel/ids.ts';
import { rightsRoutes } from '@ohjaamo/shared/rights/contract.ts';
import { restricting, restrictionStates, restrictionSteps } from '@ohjaamo/shared/rights/restriction.ts';
import { describe, expect, it } from 'vitest';
import { clientForm } from '../cases/caseTown.ts';
import { fullTown } from '../cases/erasedTown.ts';
import { openAs } from '../cases/mergeTown.ts';
import { nightsOf } from '../cases/nights.ts';
import { courierOf, givenNow, referralTown } from '../referrals/referralTown.ts';
import { type WorkTown, workTown } from '../support/workTown.ts';

const { answerRequest, restrictProcessing, tellRestrictionEnds, liftRestriction, askMyRequest } =
  rightsRoutes;
const newId = () => requestId.parse(randomIds.id(20));
const readMe = async (town: WorkTown, client: ClientId) =>
  (await town.onOwnPage(client, rightsRoutes.readMe)).body;
const restrict = (
  town: WorkTown,
  clientId: ClientId,
  restrictionId = newId(),
  reason = 'Koulu tarkistetaan',
) =>
  town.as('counsellor', restrictProcessing, {
    parameters: { clientId },
    body: { restrictionId, ground: 'ACCURACY_CONTESTED', reason },
  });
const tell = (town: WorkTown, clientId: ClientId, liftsOn: string) =>
  town.as('counsellor', tellRestrictionEnds, {
    parameters: { clientId },
    body: { text: 'Koulu on korjattu', liftsOn },
  });
const lift = (town: WorkTown, clientId: ClientId) =>
  town.as('counsellor', liftRestriction, { parameters: { clientId }, body: {} });

describe('a restriction of processing (GDPR 18)', () => {
  it('is lifted only after the person was told', () => {
    for (const state of restrictionStates)
      for (const step of restrictionSteps)
        if (restricting[state][step] === 'NONE') expect([state, step]).toEqual(['TOLD', 'LIFT']);
  });

  it('that the person asks for comes before the guide within three days; accepted, it stands and the person sees it', async () => {
    const town = await workTown();
    const client = await openAs(town, 'Testi Saari');
    const asked = newId();
    const body = { requestId: asked, what: 'RESTRICTION', ground: 'OBJECTION', text: 'En halua' } as const;
    expect((await town.onOwnPage(client, askMyRequest, { body })).status).toBe(201);
    const { ground: _none, ...without } = { ...body, requestId: newId() };
    expect((await town.onOwnPage(client, askMyRequest, { body: without })).status).toBe(400);
    await town.opens('counsellor', client, 'REQUEST_OF_THE_PERSON');
    const answered = await town.as('counsellor', answerRequest, {
      parameters: { clientId: client, requestId: asked },
      body: { decision: 'ACCEPTED', reason: 'Asia ratkaistaan' },
    });
    expect(answered.status, answered.text).toBe(200);
    expect(await readMe(town, client)).toMatchObject({
      requests: [{ what: 'RESTRICTION', ground: 'OBJECTION', state: 'ACCEPTED' }],
      restriction: { ground: 'OBJECTION', reason: 'Asia ratkaistaan', since: '2027-02-01T06:30:00.000Z' },
    });
    const seen = await town.as('counsellor', casesRoutes.readClient, { parameters: { clientId: client } });
    expect(seen.body.restrictedSince).toBe('2027-02-01T06:30:00.000Z');
    const { looks } = (await town.onOwnPage(client, rightsRoutes.readMyLog)).body;
    expect(looks.map(({ action }) => action)).toContain('ANSWER_REQUEST');
  });

  it('is one however often it is set, and is not set beside another', async () => {
    const town = await workTown();
    const client = await openAs(town, 'Testi Saari');
    await town.opens('counsellor', client);
    const id = newId();
    expect((await restrict(town, client, id)).status).toBe(201);
    expect((await restrict(town, client, id)).status).toBe(201);
    expect((await restrict(town, client, id, 'Muu')).problem.type).toBe('/problems/id-already-used');
    expect((await restrict(town, client)).problem.type).toBe('/problems/state-conflict');
  });

  it('lets the guide change the case only at the person’s own request, and nobody send anything', async () => {
    const town = await referralTown();
    const client = await town.client();
    const draft = await town.drafts(client);
    await town.grounds(client, draft.body.id, givenNow());
    expect((await restrict(town, client)).status).toBe(201);
    expect((await town.sends(client, draft.body.id)).problem.type).toBe('/problems/access-refused');
    const record = () =>
      town.as('counsellor', rightsRoutes.recordRequest, {
        parameters: { clientId: client },
        body: { requestId: newId(), what: 'CORRECTION', text: 'Koulu on toinen' },
      });
    expect((await record()).problem.type).toBe('/problems/access-refused');
    await town.opens('counsellor', client, 'REQUEST_OF_THE_PERSON');
    expect((await record()).status).toBe(201);
    expect((await town.sends(client, draft.body.id)).problem.type).toBe('/problems/access-refused');
  });

  it('holds back the mail of a referral that was sent before, until it is lifted', async () => {
    const town = await referralTown();
    const client = await town.client();
    const draft = await town.drafts(client, {
      kind: 'OUTSIDE',
      name: 'Testiyhdistys',
      email: 'yhdistys@example.org',
      organisation: undefined,
      categories: ['CONTACT_DETAILS'],
    });
    await town.grounds(client, draft.body.id, givenNow());
    expect((await town.sends(client, draft.body.id)).status).toBe(200);
    await restrict(town, client);
    const courier = courierOf(town);
    await courier.run();
    expect(courier.mails).toEqual([]);
    await tell(town, client, '2027-02-02');
    town.clock.set('2027-02-02T08:30+02:00');
    await town.opens('counsellor', client);
    expect((await lift(town, client)).status).toBe(200);
    await courier.run();
    expect(courier.mails).toHaveLength(1);
  });

  it('ends from the day on that the person was told, not before; lifted twice it stays lifted', async () => {
    const town = await workTown();
    const client = await openAs(town, 'Testi Saari');
    await town.opens('counsellor', client);
    await restrict(town, client);
    expect((await lift(town, client)).problem.type).toBe('/problems/state-conflict');
    expect((await tell(town, client, '2027-02-01')).problem.errors).toEqual([
      { pointer: '/body/liftsOn', code: 'too_soon' },
    ]);
    expect((await tell(town, client, '2027-02-02')).status).toBe(200);
    expect((await readMe(town, client)).restriction?.told).toMatchObject({
      text: 'Koulu on korjattu',
      liftsOn: '2027-02-02',
      mayBeLifted: false,
    });
    expect((await lift(town, client)).problem.type).toBe('/problems/state-conflict');
    town.clock.set('2027-02-02T08:30+02:00');
    await town.opens('counsellor', client);
    expect((await lift(town, client)).status).toBe(200);
    expect((await lift(town, client)).status).toBe(200);
    expect((await readMe(town, client)).restriction?.liftedAt).toBe('2027-02-02T06:30:00.000Z');
    const seen = await town.as('counsellor', casesRoutes.readClient, { parameters: { clientId: client } });
    expect(seen.body).not.toHaveProperty('restrictedSince');
  });

  it('keeps the records past their term; within a week of its end the night erases them', async () => {
    const town = await workTown();
    const night = nightsOf(town);
    const form = clientForm();
    const { clientId, episodeId } = form;
    const of = { parameters: { clientId } };
    const reads = async () => (await town.as('counsellor', casesRoutes.readClient, of)).status;
    await town.as('counsellor', casesRoutes.openClient, { body: form });
    await town.as('counsellor', casesRoutes.closeEpisode, {
      parameters: { clientId, episodeId },
      body: { destination: 'MOVED', reason: 'MOVED', source: 'WORKER', followUp: false },
    });
    expect((await restrict(town, clientId)).status).toBe(201);
    await night('2029-02-01');
    await night('2029-03-01');
    await town.opens('counsellor', clientId);
    expect(await reads()).toBe(200);
    expect((await tell(town, clientId, '2029-03-02')).status).toBe(200);
    town.clock.set('2029-03-02T08:30+02:00');
    await town.opens('counsellor', clientId);
    expect((await lift(town, clientId)).status).toBe(200);
    await night('2029-03-08');
    expect(await reads()).toBe(404);
  });

  it('stands against an administrator who erases at the person’s request', async () => {
    const town = await fullTown();
    await town.opens('counsellor', town.clientId);
    await town.ask();
    expect((await restrict(town, town.clientId)).status).toBe(201);
    expect((await town.decide()).problem.type).toBe('/problems/state-conflict');
    expect((await tell(town, town.clientId, '2027-02-02')).status).toBe(200);
    town.clock.set('2027-02-02T08:30+02:00');
    await town.opens('counsellor', town.clientId);
    expect((await lift(town, town.clientId)).status).toBe(200);
    expect((await town.decide()).status).toBe(200);
  });
});
