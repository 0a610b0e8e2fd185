import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { describe, expect, it } from 'vitest';
import { workTown } from '../support/workTown.ts';
import { clientForm, consentForm } from './caseTown.ts';

const { openClient, readClient, recordConsent, setGuardianProhibition } = casesRoutes;

/** A town with a client of this birth date. */
async function townWith(birthDate?: string) {
  const town = await workTown();
  const body = clientForm(birthDate === undefined ? {} : { birthDate });
  await town.as('counsellor', openClient, { body });
  const parameters = { clientId: body.clientId };
  return {
    ...town,
    parameters,
    record: (parts: Parameters<typeof consentForm>[0]) =>
      town.as('counsellor', recordConsent, { parameters, body: consentForm(parts) }),
  };
}

describe('A consent of a minor', () => {
  it('given alone asks how the ability to decide was judged, and why', async () => {
    const town = await townWith('2010-03-01');
    const without = await town.record({});
    expect(without.problem.errors).toEqual([{ pointer: '/body/capacityReason', code: 'capacity_missing' }]);
    const given = await town.record({ capacityReason: 'Ymmärtää, mitä suostumus tarkoittaa' });
    expect(given.body).toMatchObject({
      giver: 'SELF',
      capacity: { judgement: 'MINOR_DECIDES', reason: 'Ymmärtää, mitä suostumus tarkoittaa' },
    });
    const { body } = await town.as('counsellor', readClient, { parameters: town.parameters });
    expect(body.consents).toEqual([given.body]);
  });

  it('given with the guardian asks no judgement', async () => {
    const town = await townWith('2010-03-01');
    const given = await town.record({ giver: 'BOTH' });
    expect(given.status).toBe(201);
    expect(given.body.capacity).toBeUndefined();
  });

  it('given by the guardian alone says why the minor does not decide', async () => {
    const town = await townWith('2015-03-01');
    const given = await town.record({ giver: 'GUARDIAN', capacityReason: 'Ei vielä ymmärrä asiaa' });
    expect(given.body.capacity?.judgement).toBe('GUARDIAN_DECIDES');
  });

  it('is not asked of a guardian who may not be told', async () => {
    const town = await townWith('2010-03-01');
    await town.as('counsellor', setGuardianProhibition, {
      parameters: town.parameters,
      body: { inForce: true, reason: 'Nuori ei halua' },
    });
    const refused = await town.record({ giver: 'BOTH' });
    expect(refused.problem.errors).toEqual([{ pointer: '/body/giver', code: 'guardian_prohibited' }]);
  });

  it('with another reason is another consent', async () => {
    const town = await townWith('2010-03-01');
    const body = consentForm({ capacityReason: 'Ymmärtää asian' });
    const send = (reason: string) =>
      town.as('counsellor', recordConsent, {
        parameters: town.parameters,
        body: { ...body, capacityReason: reason },
      });
    const first = await send('Ymmärtää asian');
    expect((await send('Ymmärtää asian')).body).toEqual(first.body);
    expect((await send('Muu syy')).problem.type).toBe('/problems/id-already-used');
  });

  it('is an adult’s from the eighteenth birthday on', async () => {
    const town = await townWith('2009-02-02');
    expect((await town.record({})).status).toBe(400);
    town.clock.set('2027-02-02T00:30+02:00');
    await town.opens('counsellor', town.parameters.clientId);
    expect((await town.record({})).status).toBe(201);
    expect((await town.record({ giver: 'BOTH' })).problem.errors).toEqual([
      { pointer: '/body/giver', code: 'of_age' },
    ]);
  });
});
