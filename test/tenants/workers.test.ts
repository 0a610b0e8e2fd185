import { oneTimeCode } from '@ohjaamo/infra/local/oneTimeCode.ts';
import { readTenant } from '@ohjaamo/functions/tenants/index.ts';
import { rolesAt, type TenantActor, type TenantRole } from '@ohjaamo/shared/kernel/roles.ts';
import { tenantsRoutes } from '@ohjaamo/shared/tenants/contract.ts';
import type { rolesAtSite, SuspensionReason } from '@ohjaamo/shared/tenants/workers.ts';
import type * as z from 'zod';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call } from '../support/house.ts';
import { type Doors, openDoors, type Worker } from './doors.ts';

let doors: Doors;
let admin: Worker;
let worker: Worker;

beforeAll(async () => {
  doors = await openDoors();
});
afterAll(() => doors.stop());
beforeEach(async () => {
  doors.clock.set('2027-02-01T09:00+02:00');
  admin = await doors.hire(['TENANT_ADMIN']);
  worker = await doors.hire(['COUNSELLOR'], admin);
});

const as = ({ subject, tenantId, staffId }: Worker): TenantActor => ({
  ...{ realm: 'tenant', subject, tenantId, staffId, roles: ['TENANT_ADMIN'] },
});
const list = async (by = admin) =>
  (await call(doors.handler, tenantsRoutes.listAccounts, { actor: as(by) })).body.workers;
const one = async (who: Worker) => (await list()).find(({ staffId }) => staffId === who.staffId)!;
const suspend = (who: Worker, reason: SuspensionReason = 'ABSENCE', by = admin) =>
  call(doors.handler, tenantsRoutes.suspendWorker, {
    actor: as(by),
    parameters: { staffId: who.staffId },
    body: { reason },
  });
const bringBack = (who: Worker) =>
  call(doors.handler, tenantsRoutes.returnWorker, {
    actor: as(admin),
    parameters: { staffId: who.staffId },
  });
const give = (who: Worker, roles: TenantRole[], by = admin, siteRoles: AtSite[] = []) =>
  call(doors.handler, tenantsRoutes.setWorkerRoles, {
    actor: as(by),
    parameters: { staffId: who.staffId },
    body: { roles, siteRoles },
  });
type AtSite = z.infer<typeof rolesAtSite>;
const LAST = [{ reason: 'LAST_ADMINISTRATOR' }];

describe('The administrator and the people of the municipality', () => {
  it('sees who works there, from which organisation, where, and with which roles', async () => {
    const workers = await list();
    expect(workers.map(({ staffId, roles, state }) => [staffId, roles, state]).sort()).toEqual(
      [
        [admin.staffId, ['TENANT_ADMIN'], 'ACTIVE'],
        [worker.staffId, ['COUNSELLOR'], 'ACTIVE'],
      ].sort(),
    );
    expect(await one(worker)).toMatchObject({
      name: 'Testi Ohjaaja',
      organisation: 'Nuorisopalvelut',
      lastAdministrator: false,
      self: false,
    });
    expect(await one(admin)).toMatchObject({ lastAdministrator: true, self: true });
  });

  it('sees and reaches nobody of another municipality', async () => {
    const stranger = await doors.hire(['TENANT_ADMIN']);
    expect((await list(stranger)).map(({ staffId }) => staffId)).toEqual([stranger.staffId]);
    expect((await suspend(worker, 'OTHER', stranger)).problem.type).toBe('/problems/not-found');
    expect((await give(worker, ['TENANT_ADMIN'], stranger)).problem.type).toBe('/problems/not-found');
  });

  it('gives several roles, which count with the next request', async () => {
    const cookie = await doors.signIn(worker);
    expect((await give(worker, ['COUNSELLOR', 'SITE_MANAGER'])).status).toBe(200);
    expect((await doors.actor(cookie)).roles).toEqual(['COUNSELLOR', 'SITE_MANAGER']);
    expect((await one(worker)).roles).toEqual(['COUNSELLOR', 'SITE_MANAGER']);
  });

  it('gives roles at one site, which the worker has with the next request and nowhere else', async () => {
    const cookie = await doors.signIn(worker);
    const tenant = await readTenant(doors.house.scope(admin.tenantId, 'auditor'));
    const site = tenant!.sites[0]!.id;
    const there: AtSite[] = [{ site, roles: ['SITE_MANAGER', 'COUNSELLOR'] }];
    expect((await give(worker, [], admin, there)).status).toBe(200);
    const actor = await doors.actor(cookie);
    expect(actor).toMatchObject({ roles: [], siteRoles: { [site]: ['SITE_MANAGER', 'COUNSELLOR'] } });
    if (actor.realm !== 'tenant') throw new Error('no worker');
    expect(rolesAt(actor, site)).toEqual(['SITE_MANAGER', 'COUNSELLOR']);
    expect(rolesAt(actor, undefined)).toEqual([]);
    expect(rolesAt(actor, 'another000')).toEqual([]);
    expect(await one(worker)).toMatchObject({ roles: [], siteRoles: there });
    const seen = await call(doors.handler, tenantsRoutes.listAccounts, { actor });
    expect(seen.problem.type).toBe('/problems/role-required');
    expect((await give(worker, ['COUNSELLOR'])).status).toBe(200);
    expect(await doors.actor(cookie)).not.toHaveProperty('siteRoles');
  });

  it('gives no role at a site that the municipality does not have, and leaves nobody without any role', async () => {
    const stranger = await doors.hire(['TENANT_ADMIN']);
    const theirs = await readTenant(doors.house.scope(stranger.tenantId, 'auditor'));
    const there: AtSite[] = [{ site: theirs!.sites[0]!.id, roles: ['COUNSELLOR'] }];
    expect((await give(worker, [], admin, there)).problem.type).toBe('/problems/not-found');
    expect((await give(worker, [])).problem.type).toBe('/problems/invalid-request');
    expect((await one(worker)).roles).toEqual(['COUNSELLOR']);
  });

  it('finds each change in the log of use, with the name of the worker', async () => {
    await suspend(worker);
    const { body } = await call(doors.handler, tenantsRoutes.listAccess, { actor: as(admin), query: {} });
    expect(body.rows).toContainEqual(
      expect.objectContaining({ action: 'SUSPEND_WORKER', outcome: 'DONE', subjects: ['Testi Ohjaaja'] }),
    );
  });
});

describe('A suspended worker', () => {
  it('is out with the next request, cannot sign in, and is told why once password and code are proven', async () => {
    const cookie = await doors.signIn(worker);
    expect((await suspend(worker, 'SECURITY')).status).toBe(200);
    expect(await doors.see(cookie)).toEqual({ state: 'NONE' });
    const { body } = await doors.password(worker.email);
    const answer = await doors.code(body.challenge, oneTimeCode(worker.totpSecret));
    expect([answer.problem.type, answer.cookies]).toEqual(['/problems/account-suspended', []]);
    const guessed = await doors.password(worker.email);
    const wrong = await doors.code(guessed.body.challenge, '000000');
    expect(wrong.problem.type).toBe('/problems/credentials-rejected');
    expect(await one(worker)).toMatchObject({
      state: 'SUSPENDED',
      suspended: { reason: 'SECURITY', at: '2027-02-01T07:00:00.000Z', by: 'Testi Ohjaaja' },
    });
  });

  it('comes back with the same roles; a session from before stays over', async () => {
    const cookie = await doors.signIn(worker);
    doors.clock.set('2027-02-01T09:01+02:00');
    await suspend(worker);
    doors.clock.set('2027-02-01T09:02+02:00');
    expect((await bringBack(worker)).status).toBe(200);
    expect(await doors.see(cookie)).toEqual({ state: 'NONE' });
    expect(await doors.see(await doors.signIn(worker))).toMatchObject({ state: 'ACTIVE' });
    expect(await one(worker)).toMatchObject({ state: 'ACTIVE', roles: ['COUNSELLOR'] });
  });

  it('is suspended once and brought back once; a repetition says that somebody was faster', async () => {
    await suspend(worker);
    expect((await suspend(worker)).problem.type).toBe('/problems/state-conflict');
    await bringBack(worker);
    expect((await bringBack(worker)).problem.type).toBe('/problems/state-conflict');
  });
});

describe('The last administrator', () => {
  it('cannot lose the role, and nobody suspends themselves', async () => {
    const answer = await give(admin, ['COUNSELLOR']);
    expect([answer.problem.type, answer.problem.conflicts]).toEqual(['/problems/state-conflict', LAST]);
    expect((await suspend(admin)).problem.type).toBe('/problems/state-conflict');
    expect(await one(admin)).toMatchObject({ state: 'ACTIVE', roles: ['TENANT_ADMIN'] });
  });

  it('is one of two who suspend each other at the same moment', async () => {
    const other = await doors.hire(['TENANT_ADMIN'], admin);
    const answers = await Promise.all([suspend(other, 'OTHER', admin), suspend(admin, 'OTHER', other)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const states = (await list()).filter(({ roles }) => roles.includes('TENANT_ADMIN'));
    expect(states.map(({ state }) => state).sort()).toEqual(['ACTIVE', 'SUSPENDED']);
  });

  it('is one of two who take the role from each other, whichever way it happens', async () => {
    const other = await doors.hire(['TENANT_ADMIN', 'COUNSELLOR'], admin);
    await Promise.all([give(other, ['COUNSELLOR'], admin), give(admin, ['COUNSELLOR'], other)]);
    const left = (await list()).filter(({ roles }) => roles.includes('TENANT_ADMIN'));
    expect(left).toHaveLength(1);
  });

  it('is not a suspended one: who is left alone is protected until the other is back', async () => {
    const other = await doors.hire(['TENANT_ADMIN'], admin);
    await suspend(other);
    expect((await give(admin, ['COUNSELLOR'])).problem.conflicts).toEqual(LAST);
    await bringBack(other);
    expect((await give(admin, ['COUNSELLOR'])).status).toBe(200);
  });

  it('may change when another one was given the role', async () => {
    await give(worker, ['TENANT_ADMIN']);
    expect((await give(admin, ['COUNSELLOR'])).status).toBe(200);
    expect((await give(worker, ['COUNSELLOR'], worker)).problem.conflicts).toEqual(LAST);
  });
});
