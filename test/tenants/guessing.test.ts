import { oneTimeCode } from '@ohjaamo/infra/local/oneTimeCode.ts';
import { hashOf } from '@ohjaamo/functions/kernel/hash.ts';
import { visitorOf } from '@ohjaamo/functions/kernel/http/visitor.ts';
import { failuresOf } from '@ohjaamo/functions/tenants/attempts.ts';
import { countAttempt, FREE_FAILURES } from '@ohjaamo/shared/tenants/attempts.ts';
import { tenantsRoutes } from '@ohjaamo/shared/tenants/contract.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
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

/** A network address that no other test fails from. */
const somewhere = () => `2001:db8::${randomIds.id(10)}`;
const password = (email: string, typed: string, address: string) =>
  call(doors.handler, tenantsRoutes.signIn, { body: { email, password: typed }, address });
const code = (challenge: string, typed: string, address: string) =>
  call(doors.handler, tenantsRoutes.answerSecondFactor, { body: { challenge, code: typed }, address });
/** Lets so many failures have come from there. */
async function failed(address: string, count: number): Promise<void> {
  const event = { headers: {}, requestContext: { http: { sourceIp: address } } };
  const failures = failuresOf(doors.house.platform, visitorOf(event as never, undefined), doors.clock);
  for (let each = 0; each < count; each++) await failures.count();
}

describe('Whoever tries many accounts from one network address', () => {
  it('waits after a hundred failures, at every account alike, and is told the same of each', async () => {
    const address = somewhere();
    await failed(address, FREE_FAILURES - 1);
    const last = await password(`${randomIds.id(10)}@town.example`, 'guess', address);
    expect(last.problem.type).toBe('/problems/credentials-rejected');
    const known = await password(worker.email, 'guess', address);
    const unknown = await password(`${randomIds.id(10)}@town.example`, 'guess', address);
    expect(known.problem.type).toBe('/problems/too-many-attempts');
    expect(known.headers['retry-after']).toBe('30');
    expect({ ...unknown.problem, requestId: '' }).toEqual({ ...known.problem, requestId: '' });
    expect(unknown.headers['retry-after']).toBe('30');
  });

  it('keeps nobody else waiting: a worker elsewhere signs in, and there after the wait', async () => {
    const address = somewhere();
    await failed(address, FREE_FAILURES);
    expect((await password(worker.email, PASSWORD, somewhere())).status).toBe(200);
    expect((await password(worker.email, PASSWORD, address)).status).toBe(429);
    doors.clock.set('2027-02-01T09:00:30+02:00');
    expect((await password(worker.email, PASSWORD, address)).status).toBe(200);
  });

  it('fails with wrong codes as with wrong passwords', async () => {
    const address = somewhere();
    await failed(address, FREE_FAILURES - 1);
    const { body } = await password(worker.email, PASSWORD, address);
    const wrong = await code(body.challenge, oneTimeCode(worker.totpSecret, 0), address);
    expect(wrong.problem.type).toBe('/problems/credentials-rejected');
    const right = await code(body.challenge, oneTimeCode(worker.totpSecret), address);
    expect(right.problem.type).toBe('/problems/too-many-attempts');
  });

  it('does not fail by signing in: a town hall may have one address', async () => {
    const address = somewhere();
    await failed(address, FREE_FAILURES - 1);
    for (let each = 0; each < 3; each++) {
      expect((await password(worker.email, PASSWORD, address)).status).toBe(200);
    }
    expect((await password(worker.email, 'guess', address)).problem.type).toBe(
      '/problems/credentials-rejected',
    );
  });

  it('is counted under a name of the day, from which no address can be read', () => {
    const event = (sourceIp: string) => ({ headers: {}, requestContext: { http: { sourceIp } } }) as never;
    const named = visitorOf(event('192.0.2.7'), 'proof');
    expect(named('2027-02-01')).not.toBe(named('2027-02-02'));
    expect(named('2027-02-01')).not.toContain('192.0.2.7');
    expect(named('2027-02-01')).not.toBe(visitorOf(event('192.0.2.7'), 'another proof')('2027-02-01'));
  });

  it('waits twice as long each time, up to a quarter of an hour', () => {
    const waits = [0, 1, 4, 5, 30].map((more) => {
      const answer = countAttempt({ count: FREE_FAILURES + more, lastAt: 0 }, 1, FREE_FAILURES);
      return answer.ok ? 0 : answer.error.waitMilliseconds + 1;
    });
    expect(waits).toEqual([30_000, 60_000, 480_000, 900_000, 900_000]);
  });
});

describe('The session of whoever signs in', () => {
  const signIn = async (more: { readonly cookie?: string; readonly sessionHash?: string } = {}) => {
    const { body } = await doors.password(worker.email);
    const { cookie, sessionHash } = more;
    const { subject, tenantId, staffId } = worker;
    const answer = await call(doors.handler, tenantsRoutes.answerSecondFactor, {
      body: { challenge: body.challenge, code: oneTimeCode(worker.totpSecret) },
      ...(cookie !== undefined && { headers: { cookie } }),
      ...(sessionHash !== undefined && {
        sessionHash,
        actor: { realm: 'tenant', subject, tenantId, staffId, roles: ['COUNSELLOR'] } as const,
      }),
    });
    return answer.cookies[0]!.split(';')[0]!;
  };

  it('is never one that the browser brought: a planted secret stays nobody’s', async () => {
    const planted = `__Host-session=${randomIds.secret(256)}`;
    const given = await signIn({ cookie: planted });
    expect(given).not.toBe(planted);
    expect(await doors.see(planted)).toEqual({ state: 'NONE' });
    expect(await doors.see(given)).toMatchObject({ state: 'ACTIVE' });
  });

  it('is a new one each time, and the one that the browser had is over', async () => {
    const first = await signIn();
    const second = await signIn({ sessionHash: hashOf(first.split('=')[1]!) });
    expect(second).not.toBe(first);
    expect(await doors.see(first)).toEqual({ state: 'NONE' });
    expect(await doors.see(second)).toMatchObject({ state: 'ACTIVE' });
  });

  it('leaves the one in another browser alone', async () => {
    const first = await signIn();
    const second = await signIn();
    expect(await doors.see(first)).toMatchObject({ state: 'ACTIVE' });
    expect(await doors.see(second)).toMatchObject({ state: 'ACTIVE' });
  });
});
