import { clientOfIdentityCode, personOf, strongIdentification } from '@ohjaamo/functions/cases/index.ts';
import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { guardianId, notificationId, randomIds, requestId } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import * as z from 'zod';
import { people, type Person, type WorkTown, workTown } from '../support/workTown.ts';
import { clientForm } from './caseTown.ts';

const { openClient, readClient, readPerson, identifyClient, changeClient, revealIdentityCode, assignWorker } =
  casesRoutes;
const CODE = '020204A9021';
const BIRTH = '2004-02-02';

/** A town with one client of the counsellor's. */
async function townWith(parts: Parameters<typeof clientForm>[0] = {}) {
  const town = await workTown();
  const client = await opened(town, parts);
  const parameters = { clientId: client };
  return {
    ...town,
    client,
    parameters,
    read: async (who: Person = 'counsellor') => (await town.as(who, readClient, { parameters })).body,
    identify: (told: Partial<z.input<typeof identifyClient.body>> = {}) =>
      town.as('counsellor', identifyClient, { parameters, anyBody: { ...identity(), ...told } }),
    change: (told: Record<string, unknown>, who: Person = 'counsellor') =>
      town.as(who, changeClient, {
        parameters,
        anyBody: { version: 1, displayName: 'Asiakas', contactLanguage: 'fi', ...told },
      }),
  };
}

async function opened(town: WorkTown, parts: Parameters<typeof clientForm>[0] = {}) {
  const body = clientForm(parts);
  const answer = await town.as('counsellor', openClient, { body });
  if (answer.status !== 201) throw new Error(answer.text);
  return body.clientId;
}

function identity(): z.input<typeof identifyClient.body> {
  return {
    version: 1,
    displayName: 'Testi Revontuli',
    birthDate: BIRTH,
    identityCode: CODE,
    means: 'PASSPORT',
  };
}

describe('Identifying a client', () => {
  it('keeps the id and everything in the record, and raises the level', async () => {
    const town = await townWith();
    const before = await town.read();
    const answer = await town.identify();
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      ...before,
      version: 2,
      displayName: 'Testi Revontuli',
      birthDate: BIRTH,
      minor: false,
      identityCodeMask: '020204-****',
      identification: 'STAFF_VERIFIED',
    });
    expect(await town.read()).toEqual(answer.body);
    expect((await town.trailOf(town.client)).map(({ action }) => action)).toContain('IDENTIFY_CLIENT');
  });

  it('sent again is the same identifying, also with the version of then', async () => {
    const town = await townWith();
    const first = await town.identify();
    expect((await town.identify()).body).toEqual(first.body);
  });

  it('asks no identity code, and takes one later', async () => {
    const town = await townWith();
    const without = await town.identify({ identityCode: undefined });
    expect(without.body.identityCodeMask).toBeUndefined();
    expect(without.body.identification).toBe('STAFF_VERIFIED');
    const later = await town.identify({ version: 2 });
    expect(later.body.identityCodeMask).toBe('020204-****');
  });

  it.each([
    ['a birth date to come', { birthDate: '2027-02-02' }, '/body/birthDate', 'in_the_future'],
    ['a code of another birth date', { birthDate: '2004-02-03' }, '/body/identityCode', 'other_birth_date'],
    [
      'a wrong check character',
      { identityCode: '020204A902X' },
      '/body/identityCode',
      'invalid_identity_code',
    ],
  ])('refuses %s and changes nothing', async (_, wrong, pointer, code) => {
    const town = await townWith();
    const answer = await town.identify(wrong);
    expect(answer.status).toBe(400);
    expect(answer.problem.errors).toContainEqual({ pointer, code });
    expect((await town.read()).identification).toBe('LIGHT');
  });

  it('does not give one code to two, and does not tell who has it', async () => {
    const town = await townWith();
    await town.identify();
    const second = await opened(town, { displayName: 'Toinen' });
    const answer = await town.as('counsellor', identifyClient, {
      parameters: { clientId: second },
      body: { ...identity(), displayName: 'Toinen' },
    });
    expect(answer.problem.errors).toEqual([{ pointer: '/body/identityCode', code: 'identity_code_in_use' }]);
    expect(answer.text).not.toContain(town.client);
    expect(answer.text).not.toContain('Revontuli');
    const scope = town.house.scope(town.tenantId, 'cases');
    expect(await clientOfIdentityCode(scope, CODE)).toBe(town.client);
  });

  it('gives the code to one of two who ask at one time', async () => {
    const town = await townWith();
    const second = await opened(town);
    const answers = await Promise.all([
      town.identify(),
      town.as('counsellor', identifyClient, { parameters: { clientId: second }, body: identity() }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  it('does not replace a code that the record has', async () => {
    const town = await townWith();
    await town.identify();
    const answer = await town.identify({ version: 2, birthDate: '2009-05-14', identityCode: '140509A901E' });
    expect(answer.problem.errors).toContainEqual({
      pointer: '/body/identityCode',
      code: 'other_identity_code',
    });
  });

  it('by a service raises to STRONG once and is never taken back by a worker', async () => {
    const town = await townWith();
    await town.identify();
    const scope = town.house.scope(town.tenantId, 'cases');
    const act = { at: '2027-02-01T07:00:00.000Z', today: '2027-02-01' };
    expect(await strongIdentification(scope, town.client, act)).toBe(true);
    expect(await strongIdentification(scope, town.client, act)).toBe(true);
    expect((await town.read()).identification).toBe('STRONG');
    await town.identify({ version: 3, displayName: 'Testi Uusinimi', identityCode: undefined });
    expect(await town.read()).toMatchObject({ identification: 'STRONG', displayName: 'Testi Uusinimi' });
  });

  it('is not for a partner, nor for whoever only helps', async () => {
    const town = await townWith();
    await town.opens('outreachWorker', town.client);
    const helping = await town.as('outreachWorker', identifyClient, {
      parameters: town.parameters,
      body: identity(),
    });
    expect(helping.problem.type).toBe('/problems/access-refused');
  });
});

describe('Two records of one person', () => {
  it('taken together keep the silence towards the guardian and find the person by the identity code', async () => {
    const town = await townWith();
    const { parameters } = town;
    await town.identify({ birthDate: '2009-05-14', identityCode: '140509A901E' });
    await town.as('counsellor', casesRoutes.setGuardianProhibition, {
      parameters,
      body: { inForce: true, reason: 'Nuori ei halua' },
    });
    const into = await opened(town, { displayName: 'Sama nuori' });
    const merged = await town.as('counsellor', casesRoutes.mergeClients, {
      parameters: { clientId: into },
      body: { mergeId: requestId.parse(randomIds.id(20)), other: town.client, reason: 'Sama nuori' },
    });
    expect(merged.status, merged.text).toBe(201);
    const scope = town.house.scope(town.tenantId, 'cases');
    expect(await clientOfIdentityCode(scope, '140509A901E')).toBe(into);
    const told = { ...identity(), birthDate: '2009-05-14', identityCode: '140509A901E' };
    const again = await town.as('counsellor', identifyClient, { parameters: { clientId: into }, body: told });
    expect(again.body).toMatchObject({ guardianProhibited: true, identityCodeMask: '140509-****' });
    expect(await clientOfIdentityCode(scope, '140509A901E')).toBe(into);
  });
});

describe('Changing contact details', () => {
  it('changes how the person is reached, with the language of an interpreter', async () => {
    const town = await townWith();
    const answer = await town.change({
      displayName: 'Testi Äänekoski',
      interpreterLanguage: 'ar',
      municipality: 'Vantaa',
      address: 'Testikuja 10 A 1',
    });
    expect(answer.body).toMatchObject({
      version: 2,
      displayName: 'Testi Äänekoski',
      interpreterLanguage: 'ar',
      municipality: 'Vantaa',
      address: 'Testikuja 10 A 1',
    });
    expect(answer.body.phone).toBeUndefined();
    expect(await town.read()).toEqual(answer.body);
  });

  it('shows both who came first and what was typed, when two change at one time', async () => {
    const town = await townWith();
    await town.change({ phone: '040 1111111' });
    const late = await town.change({ phone: '040 2222222', email: 'testi@example.org' });
    expect(late.problem.type).toBe('/problems/stale-version');
    expect(late.problem.errors).toEqual([
      { pointer: '/body/phone', code: 'changed_meanwhile' },
      { pointer: '/body/email', code: 'changed_meanwhile' },
    ]);
    expect((await town.read()).phone).toBe('040 1111111');
  });

  it('is the same change when sent again', async () => {
    const town = await townWith();
    const first = await town.change({ phone: '040 1111111' });
    expect((await town.change({ phone: '040 1111111' })).body).toEqual(first.body);
  });

  it.each(['Áŋŋá Čáhppes', 'أحمد', '👩‍👧 Emo', '<script>alert(1)</script>', '{{7*7}} ${x}'])(
    'takes %s as it is written',
    async (displayName) => {
      const town = await townWith();
      await town.change({ displayName, address: displayName });
      expect(await town.read()).toMatchObject({ displayName, address: displayName });
    },
  );

  it('refuses an identity code in the address', async () => {
    const town = await townWith();
    const answer = await town.change({ address: `Testikuja 1, ${CODE}` });
    expect(answer.problem.errors).toEqual([{ pointer: '/body/address', code: 'identity_code' }]);
    expect(answer.text).not.toContain(CODE);
  });
});

describe('The identity code', () => {
  it('is told with a reason, which stands in the record and the act in the trail', async () => {
    const town = await townWith();
    await town.identify();
    const answer = await town.as('counsellor', revealIdentityCode, {
      parameters: town.parameters,
      body: { reason: 'Hakemus Kelaan yhdessä' },
    });
    expect(answer.body).toEqual({ identityCode: CODE });
    expect((await town.trailOf(town.client)).map(({ action }) => action)).toContain('REVEAL_IDENTITY_CODE');
    const held = await personOf(town.house.scope(town.tenantId, 'cases'), town.client);
    expect(held?.person).toContainEqual(
      expect.objectContaining({ kind: 'REVEAL', reason: 'Hakemus Kelaan yhdessä' }),
    );
  });

  it('is not told without a reason, without the trail, or to whoever only helps', async () => {
    const town = await townWith();
    await town.identify();
    const { parameters } = town;
    const body = { reason: 'Hakemus Kelaan' };
    const silent = await town.as('counsellor', revealIdentityCode, { parameters, anyBody: { reason: ' ' } });
    const unlogged = await town.withoutTrail('counsellor', revealIdentityCode, { parameters, body });
    await town.opens('outreachWorker', town.client);
    const helping = await town.as('outreachWorker', revealIdentityCode, { parameters, body });
    expect([silent.status, unlogged.status, helping.status]).toEqual([400, 500, 403]);
    for (const answer of [silent, unlogged, helping]) expect(answer.text).not.toContain(CODE);
  });

  it('stands in no answer but that one, no line of the log, no row of the trail and no plain row of the case', async () => {
    const lines = vi.spyOn(console, 'log');
    onTestFinished(() => lines.mockRestore());
    const town = await townWith();
    const answers = [await town.identify(), await town.identify({ birthDate: '2004-02-03' })];
    const { parameters } = town;
    const texts = [
      ...answers.map(({ text }) => text),
      (await town.as('counsellor', readClient, { parameters })).text,
      (await town.as('counsellor', readPerson, { parameters })).text,
      (await town.as('counsellor', casesRoutes.listMyClients)).text,
      JSON.stringify(await town.trail()),
      JSON.stringify(lines.mock.calls),
    ];
    const scope = town.house.scope(town.tenantId, 'cases');
    const { pk } = scope.keys.client(town.client, '');
    const rows = (await scope.cases.query(pk, z.record(z.string(), z.unknown()))).items;
    texts.push(JSON.stringify(rows));
    for (const text of texts) expect(text).not.toMatch(/020204A9021|A9021/u);
    expect(rows.length).toBeGreaterThan(4);
  });

  it('has no place in an address: every route that takes one is asked by POST', () => {
    for (const [name, route] of Object.entries(casesRoutes)) {
      const inAddress = JSON.stringify(Object.keys(('parameters' in route && route.parameters.shape) || {}));
      expect(`${name} ${inAddress}`).not.toMatch(/identityCode/u);
    }
  });
});

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
