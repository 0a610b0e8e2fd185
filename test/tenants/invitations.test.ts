import { createHash } from 'node:crypto';
import type { Message } from '@ohjaamo/functions/kernel/mail.ts';
import { platformKeys } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import { readTenant } from '@ohjaamo/functions/tenants/index.ts';
import { oneTimeCode } from '@ohjaamo/infra/local/oneTimeCode.ts';
import type { TenantActor } from '@ohjaamo/shared/kernel/roles.ts';
import { tenantsRoutes } from '@ohjaamo/shared/tenants/contract.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call } from '../support/house.ts';
import { type Doors, openDoors, PASSWORD, type Worker } from './doors.ts';

let doors: Doors;
let admin: Worker;
/** An address that no other test has. */
let fresh: (name: string) => string;

beforeAll(async () => {
  doors = await openDoors();
});
afterAll(() => doors.stop());
beforeEach(async () => {
  doors.clock.set('2027-02-01T09:00+02:00');
  admin = await doors.hire(['TENANT_ADMIN']);
  fresh = (name) => `${name}-${admin.staffId}@town.example`;
});

const as = ({ subject, tenantId, staffId }: Worker): TenantActor => ({
  ...{ realm: 'tenant', subject, tenantId, staffId, roles: ['TENANT_ADMIN'] },
});
const preview = async (text: string, by = admin) =>
  (
    await call(doors.handler, tenantsRoutes.previewInvitees, {
      actor: as(by),
      body: { lines: text.split('\n') },
    })
  ).body;
/** Looks at a pasted list and sends what is right in it; gives what was known of each. */
async function send(text: string, by = admin) {
  const { rows } = await preview(text, by);
  const invitees = rows.flatMap(({ invitee }) => (invitee ? [invitee] : []));
  const { body } = await call(doors.handler, tenantsRoutes.inviteWorkers, {
    actor: as(by),
    body: { invitees },
  });
  return body.standings;
}
const list = async () =>
  (await call(doors.handler, tenantsRoutes.listAccounts, { actor: as(admin) })).body.workers;
const named = async (name: string) => (await list()).find((each) => each.name === name)!;
const inviteAnew = (staffId: string, email: string) =>
  call(doors.handler, tenantsRoutes.inviteWorker, {
    actor: as(admin),
    parameters: { staffId },
    body: { email, roles: ['COUNSELLOR'] },
  });
const revoke = (staffId: string, by = admin) =>
  call(doors.handler, tenantsRoutes.revokeInvitation, { actor: as(by), parameters: { staffId } });

const secretOf = (mail: Message | undefined) =>
  /\/fi\/invitation\/([\w-]{43})\n/u.exec(mail?.text ?? '')?.[1] ?? '';
const read = (invitation: string) =>
  call(doors.handler, tenantsRoutes.readInvitation, { parameters: { invitation } });
async function accept(invitation: string) {
  const { body } = await call(doors.handler, tenantsRoutes.acceptInvitation, {
    parameters: { invitation },
    body: { password: PASSWORD },
  });
  const code = oneTimeCode(body.totpSecret!);
  return call(doors.handler, tenantsRoutes.confirmInvitation, {
    parameters: { invitation },
    body: { challenge: body.challenge, code },
  });
}
const row = (name: string, email: string, roles = 'Ohjaaja') => `${name};${email};${roles}`;

describe('Workers invited by a pasted list', () => {
  it('stand on the list of workers, get a mail each, and come in with the roles of their row', async () => {
    const text = [
      'Nimi;Sähköposti;Roolit',
      row('Testi Etsivä', fresh('etsiva'), 'Etsivä nuorisotyöntekijä, Ohjaaja'),
      row('Testi Esihenkilö', fresh('esihenkilo'), 'Esihenkilö'),
    ].join('\r\n');
    expect((await preview(text)).rows.map(({ standing }) => standing)).toEqual(['NEW', 'NEW']);
    expect(await send(text)).toEqual(['NEW', 'NEW']);
    expect(await named('Testi Etsivä')).toMatchObject({
      state: 'INVITED',
      roles: ['OUTREACH_WORKER', 'COUNSELLOR'],
      organisation: 'Nuorisopalvelut',
      homeSite: 'Ohjaamo',
      invitation: { email: fresh('etsiva'), progress: 'SENDING' },
    });
    const mails = await doors.sendInvitations(admin.tenantId);
    expect(mails.map(({ to }) => to).sort()).toEqual([fresh('esihenkilo'), fresh('etsiva')]);
    expect(mails.map(({ text: mail }) => /Testi|Ohjaaja,/u.test(mail))).toEqual([false, false]);
    expect(await named('Testi Etsivä')).toMatchObject({
      invitation: { progress: 'OPEN', until: '2027-02-08T07:00:00.000Z' },
    });
    const link = secretOf(mails.find(({ to }) => to === fresh('etsiva')));
    expect((await read(link)).body).toMatchObject({ roles: ['OUTREACH_WORKER', 'COUNSELLOR'] });
    const confirmed = await accept(link);
    expect(confirmed.body).toMatchObject({
      roles: ['OUTREACH_WORKER', 'COUNSELLOR'],
      displayName: 'Testi Etsivä',
    });
    expect(await named('Testi Etsivä')).toMatchObject({
      state: 'ACTIVE',
      roles: ['OUTREACH_WORKER', 'COUNSELLOR'],
    });
    expect((await named('Testi Etsivä')).invitation).toBeUndefined();
  });

  it('are invited once when the list is sent twice, also at the same moment', async () => {
    const text = [row('Testi Yksi', fresh('yksi')), row('Testi Kaksi', fresh('kaksi'))].join('\n');
    const { rows } = await preview(text);
    const invitees = rows.flatMap(({ invitee }) => (invitee ? [invitee] : []));
    const request = { actor: as(admin), body: { invitees } };
    const both = await Promise.all([
      call(doors.handler, tenantsRoutes.inviteWorkers, request),
      call(doors.handler, tenantsRoutes.inviteWorkers, request),
    ]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect((await list()).filter(({ state }) => state === 'INVITED')).toHaveLength(2);
    expect(await send(text)).toEqual(['INVITED', 'INVITED']);
    expect(await doors.sendInvitations(admin.tenantId)).toHaveLength(2);
    expect(await doors.sendInvitations(admin.tenantId)).toEqual([]);
    expect((await preview(text)).rows.map(({ standing }) => standing)).toEqual(['INVITED', 'INVITED']);
  });

  it('are told to work here already, and a worker of the list without an account gets that one', async () => {
    const colleague = await doors.hire(['COUNSELLOR'], admin);
    await send(row('Testi Vapaa', fresh('vapaa')));
    const worker = await named('Testi Vapaa');
    await revoke(worker.staffId);
    const text = [row('Joku Muu', colleague.email.toUpperCase()), row('testi vapaa', fresh('toinen'))].join(
      '\n',
    );
    expect((await preview(text)).rows.map(({ standing }) => standing)).toEqual(['WORKS', 'ON_THE_LIST']);
    expect(await send(text)).toEqual(['WORKS', 'ON_THE_LIST']);
    expect(await named('Testi Vapaa')).toMatchObject({
      staffId: worker.staffId,
      state: 'INVITED',
      invitation: { email: fresh('toinen') },
    });
    expect(
      (await list()).map(({ name }) => name.toLowerCase()).filter((name) => name === 'testi vapaa'),
    ).toHaveLength(1);
  });

  it('are two when two rows have one name and another address, of whom the list knows one', async () => {
    await send(row('Testi Kaima', fresh('kaima')));
    const worker = await named('Testi Kaima');
    await revoke(worker.staffId);
    const text = [row('Testi Kaima', fresh('ensin')), row('Testi Kaima', fresh('sitten'))].join('\n');
    expect((await preview(text)).rows.map(({ standing }) => standing)).toEqual(['ON_THE_LIST', 'NEW']);
    expect(await send(text)).toEqual(['ON_THE_LIST', 'NEW']);
    const called = (await list()).filter(({ name }) => name === 'Testi Kaima');
    expect(called.map(({ invitation }) => invitation?.email).sort()).toEqual([
      fresh('ensin'),
      fresh('sitten'),
    ]);
    expect(new Set(called.map(({ staffId }) => staffId)).size).toBe(2);
  });

  it('are not invited by rows that are wrong, which come back as they were typed', async () => {
    const { rows } = await preview(
      `${row('Testi Yksi', 'yksi(at)town')}\n${row('Testi Kaksi', fresh('kaksi'))}`,
    );
    expect(rows[0]).toMatchObject({
      typed: { name: 'Testi Yksi', email: 'yksi(at)town', roles: 'Ohjaaja' },
      faults: [{ column: 'email', code: 'email' }],
    });
    expect(rows[0]?.invitee).toBeUndefined();
    expect(rows[1]?.standing).toBe('NEW');
  });

  it('are of the own municipality only: another one sees, knows and reaches none of them', async () => {
    const stranger = await doors.hire(['TENANT_ADMIN']);
    await send(row('Testi Oma', fresh('oma')));
    const { staffId } = await named('Testi Oma');
    expect((await revoke(staffId, stranger)).problem.type).toBe('/problems/not-found');
    expect((await preview(row('Testi Oma', fresh('oma')), stranger)).rows[0]?.standing).toBe('NEW');
    expect(await doors.sendInvitations(stranger.tenantId)).toEqual([]);
  });

  it('are taken up by sending again when sending was cut short before the worker stood on the list', async () => {
    const { house } = doors;
    const openScope = house.openScope;
    const dead = { transact: () => Promise.reject(new Error('killed')) };
    const cutShort: typeof openScope = (...given) => {
      const scope = openScope(...given);
      return { ...scope, work: { ...scope.work, ...dead } };
    };
    Object.assign(house, { openScope: cutShort });
    const { rows } = await preview(row('Testi Kesken', fresh('kesken')));
    const request = { actor: as(admin), body: { invitees: [rows[0]!.invitee!] } };
    const cut = await call(doors.handler, tenantsRoutes.inviteWorkers, request);
    Object.assign(house, { openScope });
    expect(cut.status).toBe(500);
    expect(await doors.sendInvitations(admin.tenantId)).toEqual([]);
    expect(await send(row('Testi Kesken', fresh('kesken')))).toEqual(['NEW']);
    expect((await list()).filter(({ name }) => name === 'Testi Kesken')).toHaveLength(1);
    expect(await doors.sendInvitations(admin.tenantId)).toHaveLength(1);
  });
});

describe('An only administrator', () => {
  it('whose account the operator has removed is invited anew by a row in the outbox, as the runbook says', async () => {
    const { platform } = doors.house;
    const { email, staffId, tenantId, subject } = admin;
    await doors.identity.remove(email);
    const gone = [platformKeys.membership(subject, tenantId), platformKeys.member(tenantId, staffId)];
    await platform.transact(gone.map((Key) => ({ Delete: { TableName: platform.name, Key } })));
    const sk = createHash('sha256').update(email).digest('base64url');
    await platform.put({
      ...{ pk: `P#INVITED#${tenantId}`, sk, kind: 'INVITED', staffId, by: staffId, email, language: 'fi' },
      ...{ roles: ['TENANT_ADMIN'], state: 'ASKED', askedAt: doors.clock.now() },
    });
    const [mail] = await doors.sendInvitations(tenantId);
    const back = await accept(secretOf(mail));
    expect(back.body).toMatchObject({ roles: ['TENANT_ADMIN'], staffId });
    expect((await list())[0]).toMatchObject({ staffId, state: 'ACTIVE', lastAdministrator: true });
  });
});

describe('An invitation by mail', () => {
  let staffId: string;
  let link: string;
  beforeEach(async () => {
    await send(row('Testi Kutsuttu', fresh('kutsuttu')));
    ({ staffId } = await named('Testi Kutsuttu'));
    const [mail] = await doors.sendInvitations(admin.tenantId);
    link = secretOf(mail);
  });
  const reasonOf = async (secret: string) => {
    const { status, problem } = await read(secret);
    return [status, problem.type, problem.conflicts?.[0]?.reason];
  };

  it('that was used says so to whoever opens it again', async () => {
    await accept(link);
    expect(await reasonOf(link)).toEqual([404, '/problems/link-not-found', 'ACCEPTED']);
    const again = await call(doors.handler, tenantsRoutes.acceptInvitation, {
      parameters: { invitation: link },
      body: { password: PASSWORD },
    });
    expect(again.problem.type).toBe('/problems/link-not-found');
  });

  it('that was taken back says so, and makes nobody a member', async () => {
    expect((await revoke(staffId)).status).toBe(200);
    expect(await reasonOf(link)).toEqual([404, '/problems/link-not-found', 'REVOKED']);
    expect(await named('Testi Kutsuttu')).toMatchObject({ state: 'NO_ACCOUNT', roles: [] });
    expect((await revoke(staffId)).problem.type).toBe('/problems/not-found');
  });

  it('that nobody sent tells nothing', async () => {
    expect(await reasonOf('A'.repeat(43))).toEqual([404, '/problems/link-not-found', undefined]);
  });

  it('that is late is expired, is shown as such, and is sent anew by the list or by the worker’s own form', async () => {
    doors.clock.set('2027-02-08T09:00+02:00');
    expect(await reasonOf(link)).toEqual([410, '/problems/link-expired', undefined]);
    expect((await named('Testi Kutsuttu')).invitation).toMatchObject({ progress: 'EXPIRED' });
    expect(await send(row('Testi Kutsuttu', fresh('kutsuttu')))).toEqual(['NEW']);
    const [second] = await doors.sendInvitations(admin.tenantId);
    expect((await read(secretOf(second))).status).toBe(200);
    expect((await named('Testi Kutsuttu')).staffId).toBe(staffId);
    expect((await inviteAnew(staffId, fresh('kutsuttu'))).status).toBe(200);
    const [third] = await doors.sendInvitations(admin.tenantId);
    expect(await reasonOf(secretOf(second))).toEqual([404, '/problems/link-not-found', 'REVOKED']);
    expect((await accept(secretOf(third))).status).toBe(200);
  });

  it('goes to one address: another one is refused while it stands, and so is a colleague’s', async () => {
    expect((await inviteAnew(staffId, fresh('toinen'))).problem.type).toBe('/problems/state-conflict');
    await revoke(staffId);
    expect((await inviteAnew(staffId, admin.email)).problem.type).toBe('/problems/state-conflict');
    expect((await inviteAnew(staffId, fresh('toinen'))).status).toBe(200);
  });

  it('that the mail service refuses for good is shown as refused', async () => {
    await inviteAnew(staffId, fresh('kutsuttu'));
    await doors.sendInvitations(admin.tenantId, () => true);
    expect((await named('Testi Kutsuttu')).invitation).toEqual({
      email: fresh('kutsuttu'),
      progress: 'REFUSED',
    });
  });

  it('leaves one valid link when the run that mails it is cut short', async () => {
    await inviteAnew(staffId, fresh('kutsuttu'));
    const mails: Message[] = [];
    const cut = doors.sendInvitations(admin.tenantId, (mail) => {
      mails.push(mail);
      throw new Error('killed');
    });
    await expect(cut).rejects.toThrow();
    mails.push(...(await doors.sendInvitations(admin.tenantId)));
    const open = await Promise.all(
      [link, ...mails.map(secretOf)].map(async (each) => (await read(each)).status),
    );
    expect(open).toEqual([404, 404, 200]);
  });

  it('and what became of it stand in the log of use', async () => {
    await revoke(staffId);
    const { body } = await call(doors.handler, tenantsRoutes.listAccess, { actor: as(admin), query: {} });
    const acts = body.rows.filter(({ subjects }) => subjects.includes('Testi Kutsuttu'));
    expect(acts.map(({ action, outcome }) => [action, outcome]).sort()).toEqual([
      ['INVITE_WORKERS', 'DONE'],
      ['REVOKE_INVITATION', 'DONE'],
    ]);
  });

  it('makes its person a worker of the list as it stands', async () => {
    await accept(link);
    const tenant = await readTenant(doors.house.scope(admin.tenantId, 'auditor'));
    expect(tenant?.staff.find(({ id }) => id === staffId)).toMatchObject({
      name: 'Testi Kutsuttu',
      organisation: 'NUO',
      share: 1,
    });
  });
});
