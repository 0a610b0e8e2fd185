import { clientOfIdentityCode, personOf, strongIdentification } from '@ohjaamo/functions/cases/index.ts';
import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { randomIds, requestId } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import * as z from 'zod';
import { CODE, BIRTH, identity, opened, townWith } from './personTown.ts';

const { readClient, readPerson, identifyClient, revealIdentityCode } = casesRoutes;

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
    // Taking the other record in changed this one.
    const told = { ...identity(), version: 2, birthDate: '2009-05-14', identityCode: '140509A901E' };
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
    onTestFinished(() => {
      lines.mockRestore();
    });
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
