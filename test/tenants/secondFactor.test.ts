import type { Message } from '@ohjaamo/functions/kernel/mail.ts';
import { hashOf } from '@ohjaamo/functions/kernel/hash.ts';
import { sessionWrite } from '@ohjaamo/functions/tenants/accessRepository.ts';
import { oneTimeCode } from '@ohjaamo/infra/local/oneTimeCode.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { TenantActor } from '@ohjaamo/shared/kernel/roles.ts';
import { tenantsRoutes } from '@ohjaamo/shared/tenants/contract.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call } from '../support/house.ts';
import { type Doors, openDoors, PASSWORD, type Worker } from './doors.ts';

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
  worker = await doors.hire(['COUNSELLOR', 'SITE_MANAGER'], admin);
});

const as = ({ subject, tenantId, staffId }: Worker): TenantActor => ({
  ...{ realm: 'tenant', subject, tenantId, staffId, roles: ['TENANT_ADMIN'] },
});
const reset = (who = worker, by = admin) =>
  call(doors.handler, tenantsRoutes.resetSecondFactor, {
    actor: as(by),
    parameters: { staffId: who.staffId },
    body: {},
  });
const linkOf = (mail: Message | undefined) => ({
  invitation: /\/fi\/invitation\/([\w-]{43})\n/u.exec(mail?.text ?? '')?.[1] ?? '',
});
const mailed = async () => linkOf((await doors.sendInvitations(admin.tenantId))[0]);
const prove = (parameters: { invitation: string }, password = PASSWORD) =>
  call(doors.handler, tenantsRoutes.acceptInvitation, { parameters, body: { password } });
const confirm = (parameters: { invitation: string }, challenge: string, code: string) =>
  call(doors.handler, tenantsRoutes.confirmInvitation, { parameters, body: { challenge, code } });
const seen = async () => {
  const { body } = await call(doors.handler, tenantsRoutes.listAccounts, { actor: as(admin) });
  return body.workers.find(({ staffId }) => staffId === worker.staffId);
};
const signInWith = async (totpSecret: string) => {
  const { body } = await doors.password(worker.email);
  return doors.code(body.challenge, oneTimeCode(totpSecret));
};

describe('A lost second factor', () => {
  it('is taken away by an administrator: sessions end at once and the lost one opens nothing', async () => {
    const cookie = await doors.signIn(worker);
    doors.clock.set('2027-02-01T09:01+02:00');
    expect((await reset()).status).toBe(200);
    expect(await doors.see(cookie)).toEqual({ state: 'NONE' });
    const refused = await signInWith(worker.totpSecret);
    expect([refused.problem.type, refused.cookies]).toEqual(['/problems/credentials-rejected', []]);
    expect(await seen()).toMatchObject({ state: 'ACTIVE', factorLost: true });
  });

  it('is replaced by whoever has the link and the password; roles stay, and the link works once', async () => {
    await reset();
    const link = await mailed();
    const opened = await call(doors.handler, tenantsRoutes.readInvitation, { parameters: link });
    expect(opened.body).toMatchObject({ purpose: 'SECOND_FACTOR' });
    const { body } = await prove(link);
    const confirmed = await confirm(link, body.challenge, oneTimeCode(body.totpSecret!));
    expect(confirmed.body).toMatchObject({
      roles: ['COUNSELLOR', 'SITE_MANAGER'],
      staffId: worker.staffId,
    });
    expect(await doors.see(confirmed.cookies[0]!.split(';')[0]!)).toMatchObject({ state: 'ACTIVE' });
    expect(await seen()).toMatchObject({
      ...{ state: 'ACTIVE', factorLost: false, roles: ['COUNSELLOR', 'SITE_MANAGER'] },
    });
    expect((await seen())?.invitation).toBeUndefined();
    expect((await prove(link)).problem.type).toBe('/problems/link-not-found');
    expect((await signInWith(worker.totpSecret)).status).toBe(401);
    doors.clock.set('2027-02-01T09:05+02:00');
    const next = { ...worker, totpSecret: body.totpSecret! };
    const { body: again } = await doors.password(next.email);
    // Cognito takes a code once: the next one is that of half a minute later.
    const code = oneTimeCode(next.totpSecret, Date.now() + 30_000);
    expect((await doors.code(again.challenge, code)).status).toBe(200);
  });

  it('is not replaced with the link alone: a wrong password is refused, and guessing waits', async () => {
    await reset();
    const link = await mailed();
    const types: string[] = [];
    for (let tried = 0; tried < 11; tried++) types.push((await prove(link, 'guess')).problem.type);
    expect(types).toEqual([
      ...Array<string>(10).fill('/problems/credentials-rejected'),
      '/problems/too-many-attempts',
    ]);
    doors.clock.set('2027-02-01T09:01+02:00');
    expect((await prove(link)).status).toBe(200);
  });

  it('is set up anew as often as the first code does not come: the password is proven each time', async () => {
    await reset();
    const link = await mailed();
    await prove(link);
    expect((await prove(link, 'another password')).problem.type).toBe('/problems/credentials-rejected');
    const { body } = await prove(link);
    expect((await confirm(link, body.challenge, oneTimeCode(body.totpSecret!))).status).toBe(200);
  });

  it('is nobody’s own to take away, and a suspended account gets no link', async () => {
    expect((await reset(admin)).problem.type).toBe('/problems/state-conflict');
    const parameters = { staffId: worker.staffId };
    const suspend = { actor: as(admin), parameters, body: { reason: 'ABSENCE' as const } };
    await call(doors.handler, tenantsRoutes.suspendWorker, suspend);
    expect((await reset()).problem.type).toBe('/problems/state-conflict');
    expect(await doors.sendInvitations(admin.tenantId)).toEqual([]);
  });

  it('stays lost for whoever is suspended before the link is used', async () => {
    await reset();
    const link = await mailed();
    const { body } = await prove(link);
    const parameters = { staffId: worker.staffId };
    const suspend = { actor: as(admin), parameters, body: { reason: 'SECURITY' as const } };
    await call(doors.handler, tenantsRoutes.suspendWorker, suspend);
    const late = await confirm(link, body.challenge, oneTimeCode(body.totpSecret!));
    expect([late.problem.type, late.cookies]).toEqual(['/problems/link-not-found', []]);
    expect((await prove(link)).problem.type).toBe('/problems/link-not-found');
  });

  it('opens nothing to a session that began while it was being taken away', async () => {
    await reset();
    doors.clock.set('2027-02-01T09:05+02:00');
    const late = randomIds.secret(256);
    const times = { createdAt: doors.clock.now(), lastSeenAt: doors.clock.now() };
    const { platform } = doors.house;
    await platform.transact([sessionWrite(platform, hashOf(late), { ...as(worker) }, times)]);
    expect(await doors.see(`__Host-session=${late}`)).toEqual({ state: 'NONE' });
  });

  it('stays lost for whoever is suspended while the code is being confirmed', async () => {
    await reset();
    const link = await mailed();
    const { body } = await prove(link);
    const { platform } = doors.house;
    const query = platform.query.bind(platform);
    const suspend = {
      actor: as(admin),
      parameters: { staffId: worker.staffId },
      body: { reason: 'SECURITY' as const },
    };
    Object.assign(platform, {
      query: async (...given: Parameters<typeof query>) => {
        const read = await query(...given);
        Object.assign(platform, { query });
        await call(doors.handler, tenantsRoutes.suspendWorker, suspend);
        return read;
      },
    });
    const late = await confirm(link, body.challenge, oneTimeCode(body.totpSecret!));
    Object.assign(platform, { query });
    expect([late.problem.type, late.cookies]).toEqual(['/problems/link-not-found', []]);
    expect(await seen()).toMatchObject({ state: 'SUSPENDED' });
  });

  it('is reset again with another link, and the first one is over', async () => {
    await reset();
    const first = await mailed();
    doors.clock.set('2027-02-01T10:00+02:00');
    expect((await reset()).status).toBe(200);
    const second = await mailed();
    expect((await prove(first)).problem.type).toBe('/problems/link-not-found');
    expect((await prove(second)).status).toBe(200);
  });

  it('is of the own municipality’s workers only, and stands in its log', async () => {
    const stranger = await doors.hire(['TENANT_ADMIN']);
    expect((await reset(worker, stranger)).problem.type).toBe('/problems/not-found');
    await reset();
    const { body } = await call(doors.handler, tenantsRoutes.listAccess, { actor: as(admin), query: {} });
    expect(body.rows).toContainEqual(
      expect.objectContaining({
        ...{ action: 'RESET_SECOND_FACTOR', outcome: 'DONE', subjects: ['Testi Ohjaaja'] },
      }),
    );
  });
});
