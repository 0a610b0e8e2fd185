import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { IDENTIFICATIONS_A_DAY } from '@ohjaamo/functions/rights/beginIdentification.ts';
import { authorize } from '@ohjaamo/functions/authorizer/authorize.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { rightsRoutes } from '@ohjaamo/shared/rights/contract.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { everyRowOf } from '../support/everyRow.ts';
import { workTown } from '../support/workTown.ts';
import { CHILD, REVONTULI, rightsTown, type RightsTown } from './rightsTown.ts';

let town: RightsTown;
beforeEach(async () => {
  town = await rightsTown();
});
afterEach(() => town.stop());

/** Who the cookies of an answer sign in, as the authorizer reads them. */
async function signedIn(cookies: readonly string[]) {
  const { platform } = town.house;
  const sent = cookies.filter((each) => !each.includes('Max-Age=0')).map((each) => each.split(';')[0] ?? '');
  const { person } = await authorize({ platform, clock: town.clock }, sent);
  return person === undefined
    ? undefined
    : (JSON.parse(person) as { state: string; actor?: { clientId: string } });
}

describe('a young person who identifies strongly', () => {
  it('comes to the own page, and the way there asks for everything the protocol has against fraud', async () => {
    const client = await town.identifiedClient();
    const { address, cookie } = await town.leave();
    const asked = Object.fromEntries(new URL(address).searchParams);
    expect(asked).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: `https://ohjaamo.example/fi/${town.tenantSlug}/me/return`,
      prompt: 'login',
    });
    expect(asked['state']).toMatch(/^.{20,}$/u);
    expect(asked['nonce']).toMatch(/^.{20,}$/u);
    expect(address).not.toContain(REVONTULI);

    const answer = await town.comeBack(town.issuer.identify(address, REVONTULI), cookie);
    expect(answer.body).toEqual({ outcome: 'SIGNED_IN', language: 'fi' });
    expect(await signedIn(answer.cookies)).toMatchObject({
      state: 'ACTIVE',
      actor: { realm: 'person', tenantId: town.tenantId, clientId: client },
    });
  });

  it('is known as strongly identified from then on, and signing in is on the trail as the own act', async () => {
    const client = await town.identifiedClient();
    await town.signIn(REVONTULI);
    await town.opens('counsellor', client);
    const { body } = await town.as('counsellor', casesRoutes.readClient, {
      parameters: { clientId: client },
    });
    expect(body.identification).toBe('STRONG');
    const { audit, keys } = town.house.scope(town.tenantId, 'auditor');
    const row = z.looseObject({ action: z.string() });
    const { items } = await audit.query(keys.auditMonth('2027-02', '').pk, row);
    const own = items.filter(({ action }) => action === 'SIGN_IN');
    expect(own).toEqual([expect.objectContaining({ person: true, subject: client, outcome: 'DONE' })]);
    expect(own[0]).not.toHaveProperty('staffId');
  });

  it('leaves the identity code nowhere: not in the session, not in the cookies, not in the answer', async () => {
    await town.identifiedClient();
    const answer = await town.signIn(REVONTULI);
    expect(JSON.stringify([answer.text, answer.cookies, answer.headers])).not.toContain(REVONTULI);
    const secret = /__Host-person=([^;]+)/u.exec(answer.cookies.join())?.[1] ?? '';
    expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/u);
    expect(answer.cookies.join()).toMatch(/__Host-person=[^;]+; Path=\/; Secure; HttpOnly; SameSite=Strict/u);
  });

  it('is told when the municipality knows nobody of that code, and leaves nothing behind', async () => {
    const answer = await town.signIn(REVONTULI);
    expect(answer.body.outcome).toBe('UNKNOWN');
    expect(await signedIn(answer.cookies)).toBeUndefined();
    expect(await town.trail()).toEqual([]);
  });

  it('whose code a worker typed into a sister’s record is not let in, and the guide gets a task to look at it', async () => {
    const client = await town.identifiedClient();
    const sister = { claims: { given_name: 'Aava Ilona' } };
    const answer = await town.signIn(REVONTULI, sister);
    expect(answer.body.outcome).toBe('UNKNOWN');
    expect(await signedIn(answer.cookies)).toBeUndefined();
    const { cases, keys } = town.house.scope(town.tenantId, 'rights');
    const row = z.object({ tasks: z.record(z.string(), z.unknown()), identification: z.string() });
    expect(await cases.get(keys.client(client, 'CLIENT'), row)).toEqual({
      tasks: { IDENTITY_DIFFERS: { kind: 'IDENTITY_DIFFERS', dueOn: '2027-02-01' } },
      identification: 'STAFF_VERIFIED',
    });
  });

  it('is out at once when the code turns out wrong; whoever has it next finds the own record by it', async () => {
    const client = await town.identifiedClient();
    await town.signIn(REVONTULI);
    expect((await town.onOwnPage(client, rightsRoutes.readMe)).status).toBe(200);
    await town.opens('counsellor', client);
    const body = { reason: 'Tunnus on siskon' };
    const taken = await town.as('counsellor', casesRoutes.takeOutIdentityCode, {
      parameters: { clientId: client },
      body,
    });
    expect(taken.body).toMatchObject({ identification: 'STAFF_VERIFIED' });
    expect(taken.body).not.toHaveProperty('identityCodeMask');
    for (const route of [rightsRoutes.readMe, rightsRoutes.readMyLog, rightsRoutes.takeEverything]) {
      expect((await town.onOwnPage(client, route)).problem.type).toBe('/problems/session-required');
    }
    expect((await town.signIn(REVONTULI)).body.outcome).toBe('UNKNOWN');
    town.clock.set('2027-02-01T08:40+02:00');
    const sister = await town.identifiedClient();
    expect((await town.signIn(REVONTULI)).body.outcome).toBe('SIGNED_IN');
    expect((await town.onOwnPage(sister, rightsRoutes.readMe)).status).toBe(200);
  });

  it('under 13 is told to come in person (1050/2018 §5)', async () => {
    await town.identifiedClient(CHILD, '2015-01-01');
    const answer = await town.signIn(CHILD);
    expect(answer.body.outcome).toBe('TOO_YOUNG');
    expect(await signedIn(answer.cookies)).toBeUndefined();
  });

  it('who turns back is signed in to nothing', async () => {
    await town.identifiedClient();
    const { address, cookie } = await town.leave();
    const state = new URL(address).searchParams.get('state') ?? '';
    const answer = await town.comeBack(`error=access_denied&state=${state}`, cookie);
    expect(answer.body.outcome).toBe('CANCELLED');
    expect(await signedIn(answer.cookies)).toBeUndefined();
  });

  it('finds a plain answer where the municipality has no keys to the service', async () => {
    const other = await workTown();
    expect((await town.leave({ ...town, ...other })).status).toBe(409);
  });
});

describe('an answer that is not believed', () => {
  const hour = () => Math.floor(Date.now() / 1000) - 3600;
  const wrongs = {
    'of another nonce': { claims: { nonce: 'another-nonce-than-was-asked' } },
    'without a nonce': { without: ['nonce'] },
    'that has expired': { claims: { exp: hour(), iat: hour() - 60 } },
    'of another issuer': { claims: { iss: 'https://evil.example' } },
    'for another audience': { claims: { aud: 'client-of-somebody-else' } },
    'signed by another key': { forged: true },
    'of a weaker identification': { claims: { acr: 'http://ftn.ficora.fi/2017/loa1' } },
    'that does not say how strongly': { without: ['acr'] },
    'whose identity code is none': { claims: { nationalIdentificationNumber: '020204A9022' } },
  };

  it.each(Object.entries(wrongs))('%s signs nobody in', async (_what, wrong) => {
    await town.identifiedClient();
    const answer = await town.signIn(REVONTULI, wrong);
    expect(answer.body.outcome).toBe('REFUSED');
    expect(await signedIn(answer.cookies)).toBeUndefined();
  });

  it('with another state is refused before the code is spent', async () => {
    await town.identifiedClient();
    const { address, cookie } = await town.leave();
    const query = new URLSearchParams(town.issuer.identify(address, REVONTULI));
    query.set('state', 'another-state');
    const answer = await town.comeBack(query.toString(), cookie);
    expect(answer.body.outcome).toBe('REFUSED');
    expect(town.issuer.tokensAsked()).toBe(0);
  });

  it('that was used already opens nothing a second time', async () => {
    await town.identifiedClient();
    const { address, cookie } = await town.leave();
    const query = town.issuer.identify(address, REVONTULI);
    expect((await town.comeBack(query, cookie)).body.outcome).toBe('SIGNED_IN');
    const again = await town.comeBack(query, cookie);
    expect(again.body.outcome).toBe('REFUSED');
    expect(await signedIn(again.cookies)).toBeUndefined();
  });

  it('in another browser than the one that began opens nothing: neither without its mark nor with another one’s', async () => {
    await town.identifiedClient();
    const victim = await town.leave();
    const attacker = await town.leave();
    const query = town.issuer.identify(attacker.address, REVONTULI);
    expect((await town.comeBack(query, '')).body.outcome).toBe('REFUSED');
    expect((await town.comeBack(query, victim.cookie)).body.outcome).toBe('REFUSED');
  });

  it('that comes after ten minutes is too late', async () => {
    await town.identifiedClient();
    const { address, cookie } = await town.leave();
    const query = town.issuer.identify(address, REVONTULI);
    town.clock.set('2027-02-01T08:40+02:00');
    expect((await town.comeBack(query, cookie)).body.outcome).toBe('REFUSED');
  });

  it('that was begun in another municipality signs nobody in here, though the same person is known', async () => {
    const other = await workTown();
    await town.identifiedClient();
    process.env['IDENTIFICATION'] = town.keysOf(town, other);
    const { address, cookie } = await town.leave({ ...town, ...other });
    const answer = await town.comeBack(town.issuer.identify(address, REVONTULI), cookie);
    expect(answer.body.outcome).toBe('REFUSED');
  });

  it('can be begun from one address so often in a day, and anew the next day', async () => {
    const { work } = town.house.scope(town.tenantId, 'identifying');
    expect((await town.leave()).status).toBe(200);
    const row = z.object({ pk: z.string(), sk: z.string() });
    const counted = (await everyRowOf(town.tenantId)).find(({ key }) => key.includes('IDENTIFICATIONS'));
    expect(counted).toBeDefined();
    const { pk, sk } = row.parse(JSON.parse(counted?.text ?? '{}'));
    await work.update({
      Key: { pk, sk },
      UpdateExpression: 'SET #count = :count',
      ExpressionAttributeNames: { '#count': 'count' },
      ExpressionAttributeValues: { ':count': IDENTIFICATIONS_A_DAY },
    });
    const parameters = { tenantSlug: town.tenantSlug };
    const again = () =>
      town.fromStreet(rightsRoutes.beginIdentification, { parameters, body: { language: 'fi' } });
    expect((await again()).problem.type).toBe('/problems/cap-reached');
    town.clock.set('2027-02-02T08:30+02:00');
    expect((await again()).status).toBe(200);
  });

  it('goes by the secret of the municipality as it is now, not by the one that was first used', async () => {
    await town.identifiedClient();
    await town.signIn(REVONTULI);
    expect(town.issuer.secretGiven()).toBe('secret');
    const changed = JSON.parse(town.keysOf(town)) as { clients: Record<string, { secret: string }> };
    for (const each of Object.values(changed.clients)) each.secret = 'another';
    process.env['IDENTIFICATION'] = JSON.stringify(changed);
    await town.signIn(REVONTULI);
    expect(town.issuer.secretGiven()).toBe('another');
  });

  it('of a service that is away says so and can be tried again', async () => {
    const { address, cookie } = await town.leave();
    const query = town.issuer.identify(address, REVONTULI);
    await town.issuer.stop();
    const answer = await town.comeBack(query, cookie);
    expect(answer.status).toBe(503);
  });
});

describe('a session of the own page', () => {
  it('ends a quarter of an hour after the last request, and not before', async () => {
    await town.identifiedClient();
    const { cookies } = await town.signIn(REVONTULI);
    town.clock.set('2027-02-01T08:44+02:00');
    expect(await signedIn(cookies)).toMatchObject({ state: 'ACTIVE' });
    town.clock.set('2027-02-01T08:58:59+02:00');
    expect(await signedIn(cookies)).toMatchObject({ state: 'ACTIVE' });
    town.clock.set('2027-02-01T09:14+02:00');
    expect(await signedIn(cookies)).toEqual({ state: 'EXPIRED' });
  });

  it('ends after two hours whatever happens in it', async () => {
    await town.identifiedClient();
    const { cookies } = await town.signIn(REVONTULI);
    for (let minute = 10; minute < 120; minute += 10) {
      const at = Date.parse('2027-02-01T08:30+02:00') + minute * 60_000;
      town.clock.set(new Date(at).toISOString());
      expect(await signedIn(cookies)).toMatchObject({ state: 'ACTIVE' });
    }
    town.clock.set('2027-02-01T10:30+02:00');
    expect(await signedIn(cookies)).toEqual({ state: 'EXPIRED' });
  });

  it('is over when somebody signs out, and unknown when it was made up', async () => {
    const client = await town.identifiedClient();
    await town.signIn(REVONTULI);
    expect(await signedIn([`__Host-person=${randomIds.secret(256)}`])).toBeUndefined();
    const out = await town.onOwnPage(client, rightsRoutes.endMySession, { body: {} });
    expect(out.cookies.join()).toMatch(/__Host-person=; .*Max-Age=0/u);
  });
});
