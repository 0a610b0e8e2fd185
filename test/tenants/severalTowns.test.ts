import type { Message } from '@ohjaamo/functions/kernel/mail.ts';
import { authorize } from '@ohjaamo/functions/authorizer/authorize.ts';
import { hashOf } from '@ohjaamo/functions/kernel/hash.ts';
import type { Table } from '@ohjaamo/functions/kernel/table.ts';
import { readHolder } from '@ohjaamo/functions/tenants/lostFactorRepository.ts';
import { readRegistry } from '@ohjaamo/functions/tenants/registryRepository.ts';
import { oneTimeCode } from '@ohjaamo/infra/local/oneTimeCode.ts';
import { slug } from '@ohjaamo/shared/kernel/ids.ts';
import type { TenantActor } from '@ohjaamo/shared/kernel/roles.ts';
import { tenantsRoutes } from '@ohjaamo/shared/tenants/contract.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call } from '../support/house.ts';
import { type Doors, openDoors, PASSWORD, type Worker } from './doors.ts';

let doors: Doors;
/** The administrators of two municipalities, and a partner's worker who works in the first. */
let first: Worker;
let second: Worker;
let worker: Worker;

beforeAll(async () => {
  doors = await openDoors();
});
afterAll(() => doors.stop());
beforeEach(async () => {
  doors.clock.set('2027-02-01T09:00+02:00');
  first = await doors.hire(['TENANT_ADMIN']);
  second = await doors.hire(['TENANT_ADMIN']);
  worker = await doors.hire(['PARTNER_WORKER'], first);
});

const as = ({ subject, tenantId, staffId }: Worker): TenantActor => ({
  ...{ realm: 'tenant', subject, tenantId, staffId, roles: ['TENANT_ADMIN'] },
});
const slugOf = async ({ tenantId }: Worker) => (await readRegistry(doors.house.platform, tenantId))!.slug;
const linkOf = (mail: Message | undefined) => ({
  invitation: /\/fi\/invitation\/([\w-]{43})\n/u.exec(mail?.text ?? '')?.[1] ?? '',
});

/** Invites an address to the municipality of an administrator; gives what the mail brings. */
async function invite(email = worker.email, by = second): Promise<{ invitation: string }> {
  const body = { lines: ['Nimi;Sähköposti;Roolit', `Testi Kumppani;${email};Kumppanin työntekijä`] };
  const { body: seen } = await call(doors.handler, tenantsRoutes.previewInvitees, { actor: as(by), body });
  expect(seen.rows[0]?.standing).toBe('NEW');
  await call(doors.handler, tenantsRoutes.inviteWorkers, {
    actor: as(by),
    body: { invitees: [seen.rows[0]!.invitee!] },
  });
  return linkOf((await doors.sendInvitations(by.tenantId))[0]);
}
const prove = (parameters: { invitation: string }, password = PASSWORD) =>
  call(doors.handler, tenantsRoutes.acceptInvitation, { parameters, body: { password } });
const confirm = (parameters: { invitation: string }, challenge: string, code: string) =>
  call(doors.handler, tenantsRoutes.confirmInvitation, { parameters, body: { challenge, code } });
/** A code that was not used before: Cognito takes each once, and those of half a minute before and after. */
const later = (half: number) => oneTimeCode(worker.totpSecret, Date.now() + half * 30_000);
const join = async (link: { invitation: string }) =>
  confirm(link, (await prove(link)).body.challenge, later(-1));
async function signIn(half: number) {
  const { body } = await doors.password(worker.email);
  return doors.code(body.challenge, later(half));
}
/** Signs in, and changes to the municipality of an administrator when the session is of the other one. */
async function signInTo(by: Worker, half: number): Promise<string> {
  const answer = await signIn(half);
  expect(answer.status, answer.text).toBe(200);
  const to = await slugOf(by);
  return cookieOf(answer.body.tenantSlug === to ? answer : await change(cookieOf(answer), to));
}
const cookieOf = (answer: { readonly cookies: readonly string[] }) => answer.cookies[0]!.split(';')[0]!;
const actorOf = (answer: { readonly cookies: readonly string[] }) => doors.actor(cookieOf(answer));

/** Asks to change the municipality with a session, as the browser does. */
async function change(cookie: string, to: string) {
  return call(doors.handler, tenantsRoutes.chooseMunicipality, {
    actor: await doors.actor(cookie),
    sessionHash: hashOf(cookie.split('=')[1]!),
    body: { tenantSlug: slug.parse(to) },
  });
}
async function see(cookie: string) {
  return call(doors.handler, tenantsRoutes.readSession, {
    actor: await doors.actor(cookie),
    sessionHash: hashOf(cookie.split('=')[1]!),
  });
}
const staffIdIn = async (by: Worker) => {
  const { body } = await call(doors.handler, tenantsRoutes.listAccounts, { actor: as(by) });
  return body.workers.find(({ roles, invitation }) => roles.includes('PARTNER_WORKER') || invitation)!;
};
const suspendIn = async (by: Worker) =>
  call(doors.handler, tenantsRoutes.suspendWorker, {
    actor: as(by),
    parameters: { staffId: (await staffIdIn(by)).staffId },
    body: { reason: 'LEFT' },
  });
const resetIn = async (by: Worker) =>
  call(doors.handler, tenantsRoutes.resetSecondFactor, {
    actor: as(by),
    parameters: { staffId: (await staffIdIn(by)).staffId },
    body: {},
  });

describe('A worker invited to another municipality', () => {
  it('proves the login they have: both municipalities stay, each with its own worker and roles', async () => {
    const link = await invite();
    const opened = await call(doors.handler, tenantsRoutes.readInvitation, { parameters: link });
    expect(opened.body.hasLogin).toBe(true);
    const begun = await prove(link);
    expect([begun.status, begun.body.totpSecret]).toEqual([200, undefined]);
    const joined = await confirm(link, begun.body.challenge, later(0));
    expect(joined.status, joined.text).toBe(200);
    const here = await actorOf(joined);
    expect(here).toMatchObject({ tenantId: second.tenantId, roles: ['PARTNER_WORKER'] });
    expect(here).toMatchObject({ subject: worker.subject });
    expect(here.realm === 'tenant' && here.staffId).not.toBe(worker.staffId);
    expect(await staffIdIn(first)).toMatchObject({ staffId: worker.staffId, state: 'ACTIVE' });
    expect(await staffIdIn(second)).toMatchObject({ name: 'Testi Kumppani', state: 'ACTIVE' });
    expect((await prove(link)).problem.type).toBe('/problems/link-not-found');
  });

  it('is not joined by the link alone, nor by the password: guessing waits, and no password is replaced', async () => {
    const link = await invite();
    expect((await prove(link, 'aivan toinen salasana 2')).problem.type).toBe(
      '/problems/credentials-rejected',
    );
    const { body } = await prove(link);
    const wrong = await confirm(link, body.challenge, oneTimeCode(worker.totpSecret, 0));
    expect([wrong.problem.type, wrong.cookies]).toEqual(['/problems/credentials-rejected', []]);
    const types: string[] = [];
    for (let tried = 0; tried < 12; tried++) types.push((await prove(link, 'guess')).problem.type);
    expect(types.at(-1)).toBe('/problems/too-many-attempts');
    expect(await staffIdIn(second)).toMatchObject({ state: 'INVITED' });
    doors.clock.set('2027-02-01T10:00+02:00');
    expect((await doors.password(worker.email)).status).toBe(200);
  });

  it('stays unknown to whoever invites: the list, the worker and the mail are those of anybody', async () => {
    const stranger = `uusi-${second.staffId}@town.example`;
    const lines = [worker.email, stranger].map((email) => `Testi ${email};${email};Ohjaaja`);
    const actor = as(second);
    const { body } = await call(doors.handler, tenantsRoutes.previewInvitees, { actor, body: { lines } });
    expect(body.rows.map(({ standing }) => standing)).toEqual(['NEW', 'NEW']);
    const invitees = body.rows.map(({ invitee }) => invitee!);
    const sent = await call(doors.handler, tenantsRoutes.inviteWorkers, { actor, body: { invitees } });
    expect(sent.body.standings).toEqual(['NEW', 'NEW']);
    const mails = await doors.sendInvitations(second.tenantId);
    const plain = mails.map(({ text }) => text.replaceAll(/\/invitation\/\S+/gu, ''));
    expect(new Set(plain).size).toBe(1);
    const { body: list } = await call(doors.handler, tenantsRoutes.listAccounts, { actor });
    const shown = list.workers.flatMap(({ invitation, state, factorLost }) =>
      invitation ? [{ state, factorLost, progress: invitation.progress }] : [],
    );
    expect(shown).toHaveLength(2);
    expect(shown[0]).toEqual(shown[1]);
  });

  it('chooses once, is asked no more, and changes by the menu; the session before is over', async () => {
    await join(await invite());
    const again = await signIn(0);
    expect(again.body).toMatchObject({ undecided: true });
    expect(again.body.elsewhere).toHaveLength(1);
    const asked = cookieOf(again);
    const chosen = await change(asked, await slugOf(second));
    expect(chosen.status, chosen.text).toBe(200);
    expect(await actorOf(chosen)).toMatchObject({ tenantId: second.tenantId });
    expect(await doors.see(asked)).toEqual({ state: 'NONE' });
    const view = await see(cookieOf(chosen));
    expect(view.body.tenantSlug).toBe(await slugOf(second));
    expect(view.body.elsewhere).toEqual([{ slug: await slugOf(first), name: { fi: 'Kunta' } }]);
    doors.clock.set('2027-02-02T09:00+02:00');
    const next = await signIn(1);
    expect(next.body.undecided).toBeUndefined();
    expect(next.body.tenantSlug).toBe(await slugOf(second));
  });

  it('lasts no longer by changing: ten hours after the code every session is over', async () => {
    const joined = await join(await invite());
    let cookie = cookieOf(joined);
    const begun = doors.clock.now();
    for (let minute = 25; minute < 600; minute += 25) {
      doors.clock.set(new Date(begun + minute * 60_000).toISOString());
      const to = (minute / 25) % 2 ? first : second;
      cookie = cookieOf(await change(cookie, await slugOf(to)));
    }
    doors.clock.set(new Date(begun + 600 * 60_000).toISOString());
    expect(await doors.see(cookie)).toEqual({ state: 'EXPIRED' });
  });

  it('finds no municipality that the login does not open, whether there is one or not', async () => {
    const cookie = await doors.signIn(worker);
    const strange = await change(cookie, await slugOf(second));
    const none = await change(cookie, 'no-such-place');
    expect([strange.status, strange.problem.type]).toEqual([404, '/problems/not-found']);
    expect({ ...strange.problem, requestId: '' }).toEqual({ ...none.problem, requestId: '' });
    expect(await doors.see(cookie)).toMatchObject({ state: 'ACTIVE' });
  });
});

describe('A worker of two municipalities', () => {
  let here: string;
  beforeEach(async () => {
    here = cookieOf(await join(await invite()));
    doors.clock.set('2027-02-01T09:01+02:00');
  });

  it('is suspended in one of them alone, there at once', async () => {
    const elsewhere = await signInTo(first, 0);
    expect(await doors.actor(elsewhere)).toMatchObject({ tenantId: first.tenantId });
    expect((await suspendIn(second)).status).toBe(200);
    expect(await doors.see(here)).toEqual({ state: 'NONE' });
    expect(await doors.see(elsewhere)).toMatchObject({ state: 'ACTIVE' });
    expect((await see(elsewhere)).body.elsewhere).toBeUndefined();
    expect((await change(elsewhere, await slugOf(second))).status).toBe(404);
    expect(await staffIdIn(first)).toMatchObject({ state: 'ACTIVE' });
    expect((await signIn(1)).body).toMatchObject({ tenantSlug: await slugOf(first) });
  });

  it('does not come by a session from elsewhere into what was closed and opened again: that asks for the code', async () => {
    const elsewhere = await signInTo(first, 0);
    doors.clock.set('2027-02-01T09:02+02:00');
    await suspendIn(second);
    await call(doors.handler, tenantsRoutes.returnWorker, {
      actor: as(second),
      parameters: { staffId: (await staffIdIn(second)).staffId },
    });
    expect((await change(elsewhere, await slugOf(second))).problem.type).toBe('/problems/session-expired');
    expect(await doors.see(elsewhere)).toMatchObject({ state: 'ACTIVE' });
  });

  it('has lost the second factor in both when one says so, and finds both again with another one', async () => {
    const elsewhere = await signInTo(first, 0);
    doors.clock.set('2027-02-01T09:02+02:00');
    expect((await resetIn(first)).status).toBe(200);
    expect(await doors.see(here)).toEqual({ state: 'NONE' });
    expect(await doors.see(elsewhere)).toEqual({ state: 'NONE' });
    expect((await signIn(1)).problem.type).toBe('/problems/credentials-rejected');
    const link = linkOf((await doors.sendInvitations(first.tenantId))[0]);
    const { body } = await prove(link);
    const back = await confirm(link, body.challenge, oneTimeCode(body.totpSecret!));
    expect(await actorOf(back)).toMatchObject({ tenantId: first.tenantId });
    expect((await see(cookieOf(back))).body.elsewhere).toHaveLength(1);
    expect(await staffIdIn(second)).toMatchObject({ state: 'ACTIVE', factorLost: false });
    expect(await readHolder(doors.house.platform, hashOf(worker.email))).toBeUndefined();
  });

  it('is asked about at every request with as many reads as a worker of one', async () => {
    const { platform } = doors.house;
    const alone = await doors.signIn(second);
    const reads = async (cookie: string) => {
      let count = 0;
      const counting: Table = {
        ...platform,
        get: (...given) => (count++, platform.get(...given)),
        query: (...given) => (count++, platform.query(...given)),
      };
      await authorize({ platform: counting, clock: doors.clock }, [cookie]);
      return count;
    };
    expect([await reads(here), await reads(alone)]).toEqual([3, 3]);
  });
});

describe('An address whose second factor is being replaced', () => {
  const elsewhere = async () => (await prove(await invite(), 'aivan toinen salasana 2')).problem.type;

  it('is nobody else’s for another municipality’s invitation, before and after the password was proven', async () => {
    await resetIn(first);
    const link = linkOf((await doors.sendInvitations(first.tenantId))[0]);
    expect(await elsewhere()).toBe('/problems/credentials-rejected');
    const { body } = await prove(link);
    // The account stands anew under the address, without a second factor and without a membership.
    const other = linkOf((await doors.sendInvitations(second.tenantId))[0]);
    expect(other.invitation).toBe('');
    const invitation = await inviteAgain();
    expect((await prove(invitation, 'aivan toinen salasana 2')).problem.type).toBe(
      '/problems/credentials-rejected',
    );
    const known = await prove(invitation);
    expect([known.problem.type, known.problem.conflicts?.[0]?.reason]).toEqual([
      '/problems/state-conflict',
      'FACTOR_LOST',
    ]);
    const back = await confirm(link, body.challenge, oneTimeCode(body.totpSecret!));
    expect(await actorOf(back)).toMatchObject({ tenantId: first.tenantId, staffId: worker.staffId });
    expect((await prove(invitation)).status).toBe(200);
  });

  it('is not joined with a code that was asked for before it was said to be lost', async () => {
    const link = await invite();
    const { body } = await prove(link);
    await resetIn(first);
    const late = await confirm(link, body.challenge, later(0));
    expect([late.problem.type, late.cookies]).toEqual(['/problems/challenge-expired', []]);
    expect(await staffIdIn(second)).toMatchObject({ state: 'INVITED' });
  });

  /** Sends the second municipality's invitation anew. */
  async function inviteAgain() {
    const { staffId } = await staffIdIn(second);
    await call(doors.handler, tenantsRoutes.inviteWorker, {
      actor: as(second),
      parameters: { staffId },
      body: { email: worker.email, roles: ['PARTNER_WORKER'] },
    });
    return linkOf((await doors.sendInvitations(second.tenantId))[0]);
  }
});
