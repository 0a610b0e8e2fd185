import { personOf } from '@ohjaamo/functions/cases/index.ts';
import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { guardianId, notificationId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import { people } from '../support/workTown.ts';
import { lentGuides } from './caseTown.ts';
import { BIRTH, townWith } from './personTown.ts';

const { readClient, readPerson, assignWorker } = casesRoutes;

describe('A non-disclosure for personal safety', () => {
  const shielded = async () => {
    const town = await townWith({ birthDate: BIRTH });
    await town.change({ phone: '040 1111111', municipality: 'Vantaa', address: 'Testikuja 10 A 1' });
    const { parameters } = town;
    for (const person of ['partner', 'outreachWorker'] as const) {
      const body = { staffId: people[person].id, part: 'TEAM', reason: 'Mukana' } as const;
      await town.as('counsellor', assignWorker, { parameters, body });
      await town.opens(person, town.client);
    }
    const set = (inForce: boolean) =>
      town.as('counsellor', casesRoutes.setShield, { parameters, body: { inForce, reason: 'Turvakielto' } });
    return { ...town, set };
  };

  it('hides from all but the named worker and the deputy where the person lives, from the next request on', async () => {
    const town = await shielded();
    expect((await town.read('outreachWorker')).address).toBe('Testikuja 10 A 1');
    expect((await town.set(true)).body.shielded).toBe(true);
    const colleague = await town.as('outreachWorker', readClient, { parameters: town.parameters });
    expect(colleague.body).toMatchObject({ phone: '040 1111111', shielded: true, withheld: ['WHEREABOUTS'] });
    const partner = await town.as('partner', readClient, { parameters: town.parameters });
    expect(partner.body.withheld).toEqual(['CONTACT_DETAILS']);
    for (const { text } of [colleague, partner]) expect(text).not.toMatch(/Vantaa|Testikuja/u);
    expect((await town.read()).address).toBe('Testikuja 10 A 1');
    await town.set(false);
    expect((await town.read('outreachWorker')).municipality).toBe('Vantaa');
  });

  it('keeps what it hides when a colleague who does not see it changes the rest', async () => {
    const town = await shielded();
    await town.set(true);
    const { version } = await town.read('outreachWorker');
    await town.change({ version, phone: '040 3333333' }, 'outreachWorker');
    expect(await town.read()).toMatchObject({ phone: '040 3333333', municipality: 'Vantaa' });
  });

  it('is told with its reason to those who keep the case, and to nobody else', async () => {
    const town = await shielded();
    await town.set(true);
    const { body } = await town.as('counsellor', readPerson, { parameters: town.parameters });
    expect(body).toMatchObject({ shieldedSince: '2027-02-01T06:30:00.000Z', shieldReason: 'Turvakielto' });
    const partner = await town.as('partner', readPerson, { parameters: town.parameters });
    expect(partner.text).not.toContain('Turvakielto');
  });

  it('is begun but not ended by a lent worker, whom its end would show more', async () => {
    const town = await shielded();
    const lent = await lentGuides(town, town.client);
    const set = (inForce: boolean) =>
      town.asActor(lent, casesRoutes.setShield, {
        parameters: town.parameters,
        body: { inForce, reason: 'Turvakielto' },
      });
    expect((await set(true)).body.shielded).toBe(true);
    expect((await set(false)).problem.type).toBe('/problems/access-refused');
    expect((await town.read()).shielded).toBe(true);
    expect((await town.set(false)).body.shielded).toBe(false);
  });

  it('is put in force once when two do it at one time', async () => {
    const town = await shielded();
    const answers = await Promise.all([town.set(true), town.set(true)]);
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    const held = await personOf(town.house.scope(town.tenantId, 'cases'), town.client);
    expect(held?.person.filter(({ kind }) => kind === 'SHIELD')).toHaveLength(1);
  });
});

describe('A minor and the guardians', () => {
  const minors = async () => {
    const town = await townWith({ birthDate: '2010-03-01' });
    const { parameters } = town;
    const guardian = {
      guardianId: guardianId.parse(randomIds.id(20)),
      name: 'Testi Huoltaja',
      phone: '040 4444444',
      relation: 'PARENT',
    } as const;
    return {
      ...town,
      guardian,
      add: (parts: Partial<Record<string, unknown>> = {}) =>
        town.as('counsellor', casesRoutes.addGuardian, { parameters, anyBody: { ...guardian, ...parts } }),
      prohibit: (inForce = true) =>
        town.as('counsellor', casesRoutes.setGuardianProhibition, {
          parameters,
          body: { inForce, reason: 'Nuori ei halua' },
        }),
      person: async () => (await town.as('counsellor', readPerson, { parameters })).body,
      call: async () => town.as('counsellor', casesRoutes.readGuardianCall, { parameters }),
    };
  };

  it('are on record with a number to call, once however often they are sent', async () => {
    const town = await minors();
    const first = await town.add();
    expect(first.status).toBe(201);
    expect((await town.add()).body).toEqual(first.body);
    expect((await town.add({ name: 'Toinen' })).problem.type).toBe('/problems/id-already-used');
    expect((await town.person()).guardians).toEqual([first.body]);
  });

  it('are not called while the minor forbids it, and hear nothing but general advice', async () => {
    const town = await minors();
    await town.add();
    expect((await town.call()).body.answer).toBe('ASK_FIRST');
    expect((await town.prohibit()).body.guardianProhibited).toBe(true);
    const call = await town.call();
    expect(call.body).toEqual({ answer: 'NOTHING', shielded: false });
    expect(call.text).not.toMatch(/Asiakas|Huoltaja|040/u);
    const [guardian] = (await town.person()).guardians;
    expect(guardian).toMatchObject({ name: 'Testi Huoltaja' });
    expect(guardian?.phone).toBeUndefined();
    expect((await town.person()).guardianProhibitionReason).toBe('Nuori ei halua');
    await town.prohibit(false);
    expect((await town.person()).guardians[0]?.phone).toBe('040 4444444');
  });

  it('are forgotten when they are taken out', async () => {
    const town = await minors();
    await town.add();
    const removal = { parameters: { ...town.parameters, guardianId: town.guardian.guardianId }, body: {} };
    expect((await town.as('counsellor', casesRoutes.removeGuardian, removal)).body).toEqual({
      removed: true,
    });
    expect((await town.as('counsellor', casesRoutes.removeGuardian, removal)).status).toBe(200);
    expect((await town.person()).guardians).toEqual([]);
    const held = await personOf(town.house.scope(town.tenantId, 'cases'), town.client);
    expect(JSON.stringify(held)).not.toContain('Testi Huoltaja');
  });

  it('are nobody’s whom the tenant does not know, and not of an adult', async () => {
    const adult = await townWith({ birthDate: BIRTH });
    const body = {
      guardianId: guardianId.parse(randomIds.id(20)),
      name: 'Testi',
      relation: 'PARENT',
    } as const;
    const { parameters } = adult;
    const added = await adult.as('counsellor', casesRoutes.addGuardian, { parameters, body });
    expect(added.problem.type).toBe('/problems/state-conflict');
    const forbidden = await adult.as('counsellor', casesRoutes.setGuardianProhibition, {
      parameters,
      body: { inForce: true, reason: 'Ei saa kertoa' },
    });
    expect(forbidden.problem.type).toBe('/problems/state-conflict');
  });
});

describe('A child-welfare notification', () => {
  const notified = (parts: Record<string, unknown> = {}) => ({
    notificationId: notificationId.parse(randomIds.id(20)),
    notifiedOn: '2027-02-01',
    way: 'PHONE',
    policeTold: false,
    personTold: true,
    ...parts,
  });

  it('is recorded without any consent, by an act of its own, apart from the story and the export', async () => {
    const town = await townWith({ birthDate: '2010-03-01' });
    const { parameters } = town;
    const anyBody = notified();
    const answer = await town.as('counsellor', casesRoutes.recordChildWelfare, { parameters, anyBody });
    expect(answer.status).toBe(201);
    expect(
      (await town.as('counsellor', casesRoutes.recordChildWelfare, { parameters, anyBody })).body,
    ).toEqual(answer.body);
    expect((await town.trailOf(town.client)).map(({ action }) => action)).toContain('NOTIFY_CHILD_WELFARE');
    expect((await town.as('counsellor', readPerson, { parameters })).body.childWelfare).toEqual([
      answer.body,
    ]);
    const held = await personOf(town.house.scope(town.tenantId, 'cases'), town.client);
    expect(JSON.stringify(held?.person)).not.toContain('CHILD_WELFARE');
    expect(held?.restricted).toEqual([expect.objectContaining({ kind: 'CHILD_WELFARE', restricted: true })]);
    const call = await town.as('counsellor', casesRoutes.readGuardianCall, { parameters });
    expect(Object.keys(call.body)).toEqual(['answer', 'shielded']);
  });

  it('may be made by a partner in the team, who sees the own one and no other', async () => {
    const town = await townWith({ birthDate: '2010-03-01' });
    const { parameters } = town;
    const body = { staffId: people.partner.id, part: 'TEAM', reason: 'Mukana' } as const;
    await town.as('counsellor', assignWorker, { parameters, body });
    await town.opens('partner', town.client);
    await town.as('counsellor', casesRoutes.recordChildWelfare, { parameters, anyBody: notified() });
    const own = await town.as('partner', casesRoutes.recordChildWelfare, {
      parameters,
      anyBody: notified({ way: 'ELECTRONIC_FORM' }),
    });
    expect((await town.as('partner', readPerson, { parameters })).body.childWelfare).toEqual([own.body]);
  });

  it('is of children, or of whose age nobody knows, and of a day that has been', async () => {
    const adult = await townWith({ birthDate: BIRTH });
    const send = (town: typeof adult, parts = {}) =>
      town.as('counsellor', casesRoutes.recordChildWelfare, {
        parameters: town.parameters,
        anyBody: notified(parts),
      });
    expect((await send(adult)).problem.type).toBe('/problems/state-conflict');
    const unknown = await townWith();
    expect((await send(unknown)).status).toBe(201);
    expect((await send(unknown, { notifiedOn: '2027-02-02' })).problem.errors).toEqual([
      { pointer: '/body/notifiedOn', code: 'in_the_future' },
    ]);
  });
});
