import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { consentId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import { people, workTown } from '../support/workTown.ts';
import { consentForm, lentGuides, openedClient } from './caseTown.ts';

const { recordConsent, withdrawConsent, readClient } = casesRoutes;

async function townWithClient(now?: string) {
  const town = await workTown(now);
  const client = await openedClient(town);
  const parameters = { clientId: client };
  return {
    ...town,
    client,
    record: (body = consentForm()) => town.as('counsellor', recordConsent, { parameters, body }),
    withdraw: (id: ReturnType<typeof consentForm>['consentId']) =>
      town.as('counsellor', withdrawConsent, { parameters: { ...parameters, consentId: id }, body: {} }),
    consents: async () => (await town.as('counsellor', readClient, { parameters })).body.consents,
  };
}

describe('Recording a consent', () => {
  it('says who, what, from which organisation to which, what for, until when and how', async () => {
    const town = await townWithClient();
    const body = consentForm();
    const answer = await town.record(body);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      id: body.consentId,
      categories: ['CONTACT_DETAILS', 'MONEY'],
      from: { code: 'YOUTH', name: { fi: 'Nuorisopalvelut' } },
      to: { code: 'KELA' },
      purpose: 'Asumistuen hakeminen yhdessä',
      validUntil: '2027-12-31',
      means: 'ON_PAPER',
      language: 'fi',
      recordedBy: { id: people.counsellor.id },
      state: 'IN_FORCE',
    });
    expect(await town.consents()).toEqual([answer.body]);
    expect((await town.trailOf(town.client)).map(({ action }) => action)).toContain('RECORD_CONSENT');
  });

  it('records it once however often it is sent, and refuses the id for other content', async () => {
    const town = await townWithClient();
    const body = consentForm();
    const first = await town.record(body);
    town.clock.set('2027-02-01T09:00+02:00');
    expect((await town.record(body)).body).toEqual(first.body);
    const other = await town.record({ ...body, purpose: 'Muu' });
    expect(other.problem.type).toBe('/problems/id-already-used');
    expect(await town.consents()).toEqual([first.body]);
  });

  it('is not for a lent worker to whose own organisation it would open the case', async () => {
    const town = await townWithClient();
    const lent = await lentGuides(town, town.client);
    const record = (parts: Parameters<typeof consentForm>[0]) =>
      town.asActor(lent, recordConsent, {
        parameters: { clientId: town.client },
        body: consentForm(parts),
      });
    expect((await record({ to: 'KELA' })).problem.type).toBe('/problems/access-refused');
    expect(await town.consents()).toEqual([]);
    expect((await record({ from: 'KELA', to: 'YOUTH' })).status).toBe(201);
    expect((await town.record()).status).toBe(201);
  });

  it.each([
    ['to the organisation it comes from', { to: 'YOUTH' }, '/body/to'],
    ['to an organisation that the municipality does not have', { to: 'ELSEWHERE' }, '/body/to'],
    ['until a day that is past', { validUntil: '2027-01-31' }, '/body/validUntil'],
    ['for longer than 24 months', { validUntil: '2029-02-02' }, '/body/validUntil'],
    ['without a category', { categories: [] }, '/body/categories'],
    ['to all', { categories: ['ALL'] }, '/body/categories/0'],
  ])('refuses a consent %s', async (_, wrong, pointer) => {
    const town = await townWithClient();
    const answer = await town.as('counsellor', recordConsent, {
      parameters: { clientId: town.client },
      anyBody: { ...consentForm(), ...wrong },
    });
    expect(answer.problem.type).toBe('/problems/invalid-request');
    expect(answer.problem.errors?.map((each) => each.pointer)).toEqual([pointer]);
    expect(await town.consents()).toEqual([]);
  });

  it('does not know a client of another municipality', async () => {
    const [town, other] = [await townWithClient(), await townWithClient()];
    const answer = await town.as('counsellor', recordConsent, {
      parameters: { clientId: other.client },
      body: consentForm(),
    });
    expect(answer.status).toBe(404);
    expect((await town.trailOf(other.client)).map(({ outcome }) => outcome)).toEqual(['NOT_FOUND']);
    expect(await other.consents()).toEqual([]);
  });

  it('records nothing when the trail cannot be written', async () => {
    const town = await townWithClient();
    const answer = await town.withoutTrail('counsellor', recordConsent, {
      parameters: { clientId: town.client },
      body: consentForm(),
    });
    expect(answer.status).toBe(500);
    expect(await town.consents()).toEqual([]);
  });
});

describe('Withdrawing a consent', () => {
  it('has effect at once: a consent withdrawn while the page is open is withdrawn at the next look', async () => {
    const town = await townWithClient();
    const body = consentForm();
    await town.record(body);
    expect((await town.consents()).map(({ state }) => state)).toEqual(['IN_FORCE']);
    const withdrawn = await town.withdraw(body.consentId);
    expect(withdrawn.body).toMatchObject({ state: 'WITHDRAWN', withdrawnAt: '2027-02-01T06:30:00.000Z' });
    expect(await town.consents()).toEqual([withdrawn.body]);
  });

  it('is the same withdrawal when sent again, and keeps its time', async () => {
    const town = await townWithClient();
    const body = consentForm();
    await town.record(body);
    const first = await town.withdraw(body.consentId);
    town.clock.set('2027-02-02T09:00+02:00');
    await town.opens('counsellor', town.client);
    const again = await town.withdraw(body.consentId);
    expect(again.status).toBe(200);
    expect(again.body).toEqual(first.body);
  });

  it('happens once when two do it at one time', async () => {
    const town = await townWithClient();
    const body = consentForm();
    await town.record(body);
    const answers = await Promise.all([town.withdraw(body.consentId), town.withdraw(body.consentId)]);
    expect(answers.map(({ body: { state } }) => state)).toEqual(['WITHDRAWN', 'WITHDRAWN']);
  });

  it('is refused after the last day: a consent that ended cannot be withdrawn', async () => {
    const town = await townWithClient();
    const body = consentForm({ validUntil: '2027-02-01' });
    await town.record(body);
    town.clock.set('2027-02-01T23:59+02:00');
    await town.opens('counsellor', town.client);
    expect((await town.consents()).map(({ state }) => state)).toEqual(['IN_FORCE']);
    town.clock.set('2027-02-02T00:00+02:00');
    expect((await town.withdraw(body.consentId)).problem.type).toBe('/problems/state-conflict');
    expect((await town.consents()).map(({ state }) => state)).toEqual(['ENDED']);
  });

  it('does not know a consent of another client or municipality', async () => {
    const [town, other] = [await townWithClient(), await townWithClient()];
    const body = consentForm();
    await other.record(body);
    expect((await town.withdraw(body.consentId)).status).toBe(404);
    expect((await town.withdraw(consentId.parse(randomIds.id(20)))).status).toBe(404);
    expect((await other.consents()).map(({ state }) => state)).toEqual(['IN_FORCE']);
  });

  it('leaves the consent in force when the trail cannot be written', async () => {
    const town = await townWithClient();
    const body = consentForm();
    await town.record(body);
    const answer = await town.withoutTrail('counsellor', withdrawConsent, {
      parameters: { clientId: town.client, consentId: body.consentId },
      body: {},
    });
    expect(answer.status).toBe(500);
    expect((await town.consents()).map(({ state }) => state)).toEqual(['IN_FORCE']);
  });
});
