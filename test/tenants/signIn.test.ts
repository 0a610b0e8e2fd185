import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { platformKeys } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import { membershipWrite } from '@ohjaamo/functions/tenants/index.ts';
import { oneTimeCode } from '@ohjaamo/infra/local/oneTimeCode.ts';
import { tenantsRoutes } from '@ohjaamo/shared/tenants/contract.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call } from '../support/house.ts';
import { type Doors, openDoors, PASSWORD, type Worker } from './doors.ts';

let doors: Doors;
let worker: Worker;

beforeAll(async () => {
  doors = await openDoors();
});
afterAll(() => doors.stop());
beforeEach(async () => {
  doors.clock.set('2027-02-01T09:00+02:00');
  worker = await doors.hire();
});

describe('Signing in', () => {
  it('takes the password and the code, and gives a cookie that only this host gets back', async () => {
    const { body } = await doors.password(worker.email.toUpperCase());
    const answer = await doors.code(body.challenge, oneTimeCode(worker.totpSecret));
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      realm: 'tenant',
      roles: ['COUNSELLOR'],
      displayName: 'Testi Ohjaaja',
      staffId: worker.staffId,
      sites: [{ slug: 'keskus' }],
    });
    expect(answer.cookies).toEqual([
      expect.stringMatching(/^__Host-session=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict$/u),
    ]);
    expect(answer.text).not.toContain(answer.cookies[0]!.slice(15, 58));
  });

  it('answers an unknown address as it answers a wrong password', async () => {
    const wrong = await doors.password(worker.email, 'another password');
    const unknown = await doors.password(`${randomIds.id(10)}@town.example`);
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect({ ...unknown.problem, requestId: '' }).toEqual({ ...wrong.problem, requestId: '' });
  });

  it('refuses a wrong code, bears three and then asks for the password again', async () => {
    const { body } = await doors.password(worker.email);
    const wrong = oneTimeCode(worker.totpSecret, 0);
    for (let tried = 0; tried < 3; tried++) {
      expect((await doors.code(body.challenge, wrong)).problem.type).toBe('/problems/credentials-rejected');
    }
    const right = await doors.code(body.challenge, oneTimeCode(worker.totpSecret));
    expect(right.problem.type).toBe('/problems/challenge-expired');
  });

  it('lets a challenge be answered for five minutes and once', async () => {
    const first = (await doors.password(worker.email)).body.challenge;
    doors.clock.set('2027-02-01T09:04:59.999+02:00');
    expect((await doors.code(first, oneTimeCode(worker.totpSecret))).status).toBe(200);
    const again = await doors.code(first, oneTimeCode(worker.totpSecret));
    expect(again.problem.type).toBe('/problems/challenge-expired');
    const second = (await doors.password(worker.email)).body.challenge;
    doors.clock.set('2027-02-01T09:09:59.999+02:00');
    const late = await doors.code(second, oneTimeCode(worker.totpSecret));
    expect(late.problem.type).toBe('/problems/challenge-expired');
  });

  it('makes guessing wait, also at an address that nobody has', async () => {
    for (const email of [worker.email, `${randomIds.id(10)}@town.example`]) {
      const types: string[] = [];
      for (let tried = 0; tried < 11; tried++)
        types.push((await doors.password(email, 'guess')).problem.type);
      expect(types).toEqual([
        ...Array<string>(10).fill('/problems/credentials-rejected'),
        '/problems/too-many-attempts',
      ]);
    }
    const refused = await doors.password(worker.email);
    expect(refused.problem.type).toBe('/problems/too-many-attempts');
    expect(refused.headers['retry-after']).toBe('30');
    doors.clock.set('2027-02-01T09:00:30+02:00');
    expect((await doors.password(worker.email)).status).toBe(200);
  });

  it('opens nothing to an account without a second factor or without a membership', async () => {
    const email = `${randomIds.id(10)}@town.example`;
    await doors.identity.enrol(email, PASSWORD);
    expect((await doors.password(email)).problem.type).toBe('/problems/credentials-rejected');
    const { body } = await doors.password(worker.email);
    await leave();
    const answer = await doors.code(body.challenge, oneTimeCode(worker.totpSecret));
    expect(answer.problem.type).toBe('/problems/credentials-rejected');
    expect(answer.cookies).toEqual([]);
  });

  it('refuses a cross-site form', async () => {
    const answer = await call(doors.handler, tenantsRoutes.signIn, {
      body: { email: worker.email, password: PASSWORD },
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(answer.problem.type).toBe('/problems/cross-origin');
  });
});

/** Takes the worker's membership away. */
async function leave(): Promise<void> {
  const { platform } = doors.house;
  const Key = platformKeys.membership(worker.subject, worker.tenantId);
  await platform.transact([{ Delete: { TableName: platform.name, Key } }]);
}

describe('A session', () => {
  it('is known by its cookie alone; a forged, a doubled or no cookie is none', async () => {
    const cookie = await doors.signIn(worker);
    expect(await doors.see(cookie)).toMatchObject({ state: 'ACTIVE' });
    expect(await doors.see(`__Host-session=${randomIds.secret(256)}`)).toEqual({ state: 'NONE' });
    expect(await doors.see('__Host-session=x')).toEqual({ state: 'NONE' });
    expect(await doors.see(cookie.replace('__Host-', ''))).toEqual({ state: 'NONE' });
  });

  it('ends after half an hour without a request, and not while there are requests', async () => {
    const cookie = await doors.signIn(worker);
    doors.clock.set('2027-02-01T09:29:59+02:00');
    expect(await doors.see(cookie)).toMatchObject({ state: 'ACTIVE' });
    doors.clock.set('2027-02-01T09:59:58+02:00');
    expect(await doors.see(cookie)).toMatchObject({ state: 'ACTIVE' });
    doors.clock.set('2027-02-01T10:29:58+02:00');
    expect(await doors.see(cookie)).toEqual({ state: 'EXPIRED' });
  });

  it('ends after ten hours, however busy it is', async () => {
    const cookie = await doors.signIn(worker);
    const begun = doors.clock.now();
    for (let minute = 20; minute < 600; minute += 20) {
      doors.clock.set(new Date(begun + minute * 60_000).toISOString());
      expect(await doors.see(cookie)).toMatchObject({ state: 'ACTIVE' });
    }
    doors.clock.set(new Date(begun + 600 * 60_000).toISOString());
    expect(await doors.see(cookie)).toEqual({ state: 'EXPIRED' });
  });

  it('is over with the next request when the membership is taken away', async () => {
    const cookie = await doors.signIn(worker);
    await leave();
    expect(await doors.see(cookie)).toEqual({ state: 'NONE' });
  });

  it('has the new roles with the next request when they change', async () => {
    const cookie = await doors.signIn(worker);
    const { subject, tenantId, staffId } = worker;
    const who = { realm: 'tenant', subject, tenantId, staffId, roles: ['TENANT_ADMIN'] } as const;
    const { platform } = doors.house;
    await platform.transact([membershipWrite(platform, { ...who, roles: [...who.roles] })]);
    expect((await doors.actor(cookie)).roles).toEqual(['TENANT_ADMIN']);
  });
});
