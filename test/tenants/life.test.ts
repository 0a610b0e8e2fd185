import { bookingHandler } from '@ohjaamo/functions/booking/dispatch.ts';
import { platformKeys } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import { kmsTenantKeys } from '@ohjaamo/functions/kernel/tenancy/tenantKey.ts';
import {
  directoryWrites,
  membershipWrite,
  municipalitiesOf,
  provision,
  readDirectoryOf,
  readTenant,
} from '@ohjaamo/functions/tenants/index.ts';
import { readRegistry, registryUpdate } from '@ohjaamo/functions/tenants/registryRepository.ts';
import { oneTimeCode } from '@ohjaamo/infra/local/oneTimeCode.ts';
import { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { Actor } from '@ohjaamo/shared/kernel/roles.ts';
import { tenantsRoutes } from '@ohjaamo/shared/tenants/contract.ts';
import {
  isOfNetwork,
  isOpen,
  isPaused,
  moved,
  operatorActsIn,
  type OperatorAct,
  tenantActs,
  tenantMoves,
  tenantStates,
} from '@ohjaamo/shared/tenants/life.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call, testHouse } from '../support/house.ts';
import { type Doors, openDoors, type Worker } from './doors.ts';

const operator: Actor = { realm: 'global', subject: 'subject-of-the-operator', roles: ['PLATFORM_OPERATOR'] };

let doors: Doors;
let worker: Worker;
let tenantSlug: string;

beforeAll(async () => {
  doors = await openDoors();
  const { platform } = doors.house;
  const who = { realm: 'global', subject: operator.subject, roles: ['PLATFORM_OPERATOR' as const] } as const;
  const displayName = 'Testi Palvelun ylläpitäjä';
  await platform.transact([membershipWrite(platform, { ...who, roles: [...who.roles], displayName })]);
});
afterAll(() => doors.stop());
beforeEach(async () => {
  doors.clock.set('2027-02-01T09:00+02:00');
  worker = await doors.hire();
  tenantSlug = (await readTenant(doors.house.scope(worker.tenantId, 'auditor')))!.profile.slug;
  await doors.house.platform.put({ ...platformKeys.slug(tenantSlug), tenantId: worker.tenantId });
});

const move = (act: OperatorAct, reason = 'The agreement is over', slug = tenantSlug) =>
  call(doors.handler, tenantsRoutes.moveTenant, {
    actor: operator,
    parameters: { tenantSlug: slug },
    body: { act, reason },
  });
const life = () =>
  call(doors.handler, tenantsRoutes.readTenantLife, { actor: operator, parameters: { tenantSlug } });

/** What the registry's stream starts after a change. */
async function follow(): Promise<void> {
  const record = {
    dynamodb: { Keys: { pk: { S: 'P#TENANTS' }, sk: { S: worker.tenantId } }, SequenceNumber: '1' },
  };
  const done = await provision(
    {
      ...doors.house,
      sendMail: () => Promise.reject(new Error('Nothing is sent')),
      makeTenantKey: kmsTenantKeys(),
      publicOrigin: 'https://ohjaamo.example',
    },
    { Records: [record] },
  );
  expect(done.batchItemFailures).toEqual([]);
}

/** The street asks for free times and with a link, through an instance of the function that remembers nothing yet. */
async function fromStreet(): Promise<number[]> {
  const handler = bookingHandler(testHouse(doors.clock, { memberRole: 'bookings', streetRole: 'street' }));
  const link = `${worker.tenantId}.${randomIds.id(20)}.${randomIds.secret(128)}`;
  const answers = await Promise.all([
    call(handler, bookingRoutes.searchTimes, {
      parameters: { tenantSlug, siteSlug: 'keskus' },
      query: { service: 'STUDY' },
    }),
    call(handler, bookingRoutes.readBooking, { parameters: { link } }),
  ]);
  for (const { status, problem } of answers) {
    if (status === 403) expect(problem.type).toBe('/problems/service-paused');
  }
  return answers.map(({ status }) => status);
}

describe('The life of a municipality is one table of states', () => {
  it('leads from the request to the erasure, and no state but the last is a dead end', () => {
    const way = ['TAKE_UP', 'OPEN', 'SUSPEND', 'EXPORT', 'ERASE', 'CONFIRM_ERASURE'] as const;
    const states = way.reduce<(typeof tenantStates)[number][]>(
      (gone, act) => [...gone, moved(gone.at(-1) ?? 'ERASED', act) ?? 'ERASED'],
      ['REQUESTED'],
    );
    expect(states).toEqual(tenantStates);
    const left = tenantStates.filter((state) => tenantActs.some((act) => moved(state, act)));
    expect(left).toEqual(tenantStates.filter((state) => state !== 'ERASED'));
  });

  it('never comes back from what has begun to be erased, and erases nothing that was not exported', () => {
    // EXPORT_AGAIN is the erasure's own, before anything is erased: `A municipality that is erased` shows it.
    expect(tenantActs.filter((act) => moved('ERASING', act))).toEqual(['EXPORT_AGAIN', 'CONFIRM_ERASURE']);
    expect(operatorActsIn('ERASING')).toEqual([]);
    expect(tenantMoves.ERASE.from).toEqual(['EXPORTING']);
  });

  it('is open in one state only; the street is told of a pause in every later one', () => {
    expect(tenantStates.filter(isOpen)).toEqual(['ACTIVE']);
    expect(isOpen(undefined)).toBe(false);
    expect(tenantStates.filter(isPaused)).toEqual(['SUSPENDED', 'EXPORTING', 'ERASING', 'ERASED']);
    expect(tenantStates.filter(isOfNetwork)).toEqual(['ACTIVE', 'SUSPENDED', 'EXPORTING']);
  });

  it('gives the operator what is possible in the state alone', () => {
    expect(tenantStates.map((state) => operatorActsIn(state))).toEqual([
      ['TAKE_UP'],
      ['TAKE_UP', 'GIVE_UP_IMPORT'],
      ['SUSPEND'],
      ['RESUME', 'EXPORT'],
      ['GIVE_UP_EXPORT', 'ERASE'],
      [],
      [],
    ]);
  });
});

describe('A suspended municipality', () => {
  it('is closed to its workers from the next request on, and their sessions stay over when it is resumed', async () => {
    const cookie = await doors.signIn(worker);
    expect(await doors.see(cookie)).toMatchObject({ state: 'ACTIVE' });
    doors.clock.set('2027-02-01T09:01+02:00');
    expect((await move('SUSPEND')).body).toEqual({ state: 'SUSPENDED' });
    expect(await doors.see(cookie)).toEqual({ state: 'PAUSED' });
    doors.clock.set('2027-02-01T09:02+02:00');
    expect((await move('RESUME')).body).toEqual({ state: 'ACTIVE' });
    expect(await doors.see(cookie)).toEqual({ state: 'EXPIRED' });
    expect(await doors.see(await doors.signIn(worker))).toMatchObject({ state: 'ACTIVE' });
  });

  it('lets nobody sign in, and says why to whoever has both password and code', async () => {
    await move('SUSPEND');
    expect((await doors.password(worker.email, 'another password')).problem.type).toBe(
      '/problems/credentials-rejected',
    );
    const { body } = await doors.password(worker.email);
    const answer = await doors.code(body.challenge, oneTimeCode(worker.totpSecret));
    expect(answer.problem.type).toBe('/problems/service-paused');
    expect(answer.cookies).toEqual([]);
  });

  it('is closed when the registry does not know it', async () => {
    const cookie = await doors.signIn(worker);
    const { platform } = doors.house;
    const Key = platformKeys.tenant(worker.tenantId);
    await platform.transact([{ Delete: { TableName: platform.name, Key } }]);
    expect(await doors.see(cookie)).toEqual({ state: 'PAUSED' });
  });

  it('answers every route of a session with the pause', async () => {
    const answer = await call(doors.handler, tenantsRoutes.listAccess, { paused: true });
    expect([answer.status, answer.problem.type]).toEqual([403, '/problems/service-paused']);
  });

  it('tells the street that it is paused, also by links, and serves it again when it is resumed', async () => {
    expect(await fromStreet()).toEqual([404, 404]);
    await move('SUSPEND');
    await follow();
    await follow();
    expect(await fromStreet()).toEqual([403, 403]);
    await move('RESUME');
    await follow();
    await follow();
    expect(await fromStreet()).toEqual([404, 404]);
  });

  it('stands in the street’s list as paused, is not offered to others, and is both again when it is resumed', async () => {
    const { network } = doors.house;
    const tenant = (await readTenant(doors.house.scope(worker.tenantId, 'auditor')))!;
    await network.transact(directoryWrites(network, worker.tenantId, tenant));
    const listed = async () => {
      const { body } = await call(doors.handler, tenantsRoutes.listDirectory, {});
      const own = body.sites.filter((site) => site.tenantSlug === tenantSlug);
      expect(own).toHaveLength(tenant.sites.length);
      return own.map(({ paused }) => paused);
    };
    const offered = async () =>
      (await municipalitiesOf(network).list()).some(({ slug }) => slug === tenantSlug);
    expect([await listed(), await offered()]).toEqual([tenant.sites.map(() => undefined), true]);
    await move('SUSPEND');
    await follow();
    expect([await listed(), await offered()]).toEqual([tenant.sites.map(() => true), false]);
    // What stands with it already keeps its name.
    expect((await municipalitiesOf(network).find(tenant.profile.slug))?.name).toEqual(tenant.profile.name);
    expect(await readDirectoryOf(network, tenantSlug)).toHaveLength(tenant.sites.length);
    await move('RESUME');
    await follow();
    expect([await listed(), await offered()]).toEqual([tenant.sites.map(() => undefined), true]);
  });

  it('stands in the operator’s list and log with reason and name, newest first', async () => {
    await move('SUSPEND', 'The agreement is over');
    doors.clock.set('2027-02-01T09:05+02:00');
    await move('RESUME', 'It was renewed');
    const { body } = await life();
    const by = 'Testi Palvelun ylläpitäjä';
    expect(body.life).toEqual([
      { at: '2027-02-01T07:05:00.000Z', act: 'RESUME', reason: 'It was renewed', by },
      { at: '2027-02-01T07:00:00.000Z', act: 'SUSPEND', reason: 'The agreement is over', by },
    ]);
    expect(body.acts).toEqual(['SUSPEND']);
    const list = await call(doors.handler, tenantsRoutes.listTenants, { actor: operator });
    expect(list.body.tenants.find(({ slug }) => slug === tenantSlug)).toMatchObject({ state: 'ACTIVE' });
  });

  it('is suspended once by two operators at the same moment, and noted once', async () => {
    const answers = await Promise.all([move('SUSPEND', 'One'), move('SUSPEND', 'Other')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await life()).body.life).toHaveLength(1);
  });

  it('takes no act that its state does not allow, and needs a reason', async () => {
    for (const act of ['RESUME', 'TAKE_UP'] as const) {
      expect((await move(act)).problem.type).toBe('/problems/state-conflict');
    }
    expect((await move('SUSPEND', ' ')).problem.type).toBe('/problems/invalid-request');
    expect((await move('SUSPEND', 'x', 'nobody-here')).problem.type).toBe('/problems/not-found');
    expect((await life()).body.life).toEqual([]);
  });
});

describe('A municipality that leaves', () => {
  const exported = {
    at: '2027-02-01T07:00:00.000Z',
    rows: 3,
    bytes: 99,
    manifestSha256: 'a'.repeat(64),
    files: [],
  };
  const note = (set: Readonly<Record<string, unknown>>) =>
    doors.house.platform.transact([
      registryUpdate(doors.house.platform, worker.tenantId, ['EXPORTING'], { set }),
    ]);

  it('is exported only when it is suspended, by one of two operators at the same moment', async () => {
    expect((await move('EXPORT')).problem.type).toBe('/problems/state-conflict');
    await move('SUSPEND');
    const answers = await Promise.all([move('EXPORT', 'One'), move('EXPORT', 'Other')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await move('EXPORT', 'Again')).problem.type).toBe('/problems/state-conflict');
    expect((await move('RESUME')).problem.type).toBe('/problems/state-conflict');
  });

  it('is not erased before the export is shown to be whole, and the operator is not offered it', async () => {
    await move('SUSPEND');
    await move('EXPORT');
    expect((await life()).body.acts).toEqual(['GIVE_UP_EXPORT']);
    expect((await move('ERASE')).problem.type).toBe('/problems/state-conflict');
    await note({ exported });
    const { body } = await life();
    expect(body.acts).toEqual(['GIVE_UP_EXPORT', 'ERASE']);
    expect(body.leaving).toEqual({ exported });
    expect((await move('ERASE')).body).toEqual({ state: 'ERASING' });
    expect((await life()).body.acts).toEqual([]);
  });

  it('that stays after all keeps no receipt, so that a later leaving begins with an export of its own', async () => {
    await move('SUSPEND');
    await move('EXPORT');
    await note({ exported, exportProgress: { rows: 3, at: exported.at } });
    const first = (await readRegistry(doors.house.platform, worker.tenantId))?.exportId;
    await move('GIVE_UP_EXPORT');
    await move('RESUME');
    await move('SUSPEND');
    await move('EXPORT');
    expect((await life()).body.leaving).toEqual({});
    expect((await life()).body.acts).toEqual(['GIVE_UP_EXPORT']);
    expect((await readRegistry(doors.house.platform, worker.tenantId))?.exportId).not.toBe(first);
  });

  it('keeps telling the street of its pause until it is erased, and nothing after', async () => {
    await move('SUSPEND');
    await move('EXPORT');
    await follow();
    await follow();
    expect(await fromStreet()).toEqual([403, 403]);
    await note({ state: 'ERASED' });
    await follow();
    await follow();
    expect(await fromStreet()).toEqual([404, 404]);
  });
});
