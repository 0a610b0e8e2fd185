import { encodeSheet, weekOf } from '@ohjaamo/shared/booking/sheet.ts';
import { namedWrites, readTenant, setVideoLink } from '@ohjaamo/functions/tenants/index.ts';
import { randomIds, siteId, slug } from '@ohjaamo/shared/kernel/ids.ts';
import type { TenantActor } from '@ohjaamo/shared/kernel/roles.ts';
import { tenantsRoutes } from '@ohjaamo/shared/tenants/contract.ts';
import type { WorkerParticulars } from '@ohjaamo/shared/tenants/workers.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call } from '../support/house.ts';
import { type Doors, openDoors, type Worker } from './doors.ts';

let doors: Doors;
let admin: Worker;
let worker: Worker;
/** Another site and another organisation of the municipality. */
const elsewhere = siteId.parse(randomIds.id(10));
const other = 'KELA';

beforeAll(async () => {
  doors = await openDoors();
});
afterAll(() => doors.stop());
beforeEach(async () => {
  doors.clock.set('2027-02-01T09:00+02:00');
  admin = await doors.hire(['TENANT_ADMIN']);
  worker = await doors.hire(['COUNSELLOR'], admin);
  const scope = doors.house.scope(admin.tenantId, 'provisioning');
  const site = { id: elsewhere, slug: slug.parse('ita'), name: { fi: 'Itä' }, kind: 'SATELLITE' as const };
  await scope.work.transact(
    namedWrites(scope, {
      organisations: [{ code: other, name: { fi: 'Kela' }, type: 'STATE_INSTITUTION', runsSites: false }],
      sites: [{ ...site, address: '', rooms: [] }],
    }),
  );
});

const as = ({ subject, tenantId, staffId }: Worker): TenantActor => ({
  ...{ realm: 'tenant', subject, tenantId, staffId, roles: ['TENANT_ADMIN'] },
});
const staff = async () => {
  const tenant = await readTenant(doors.house.scope(admin.tenantId, 'auditor'), true);
  return tenant!.staff.find(({ id }) => id === worker.staffId)!;
};
const seen = async () => {
  const { body } = await call(doors.handler, tenantsRoutes.listAccounts, { actor: as(admin) });
  return body.workers.find(({ staffId }) => staffId === worker.staffId)!;
};
async function change(what: Partial<WorkerParticulars>, by = admin) {
  const { particulars } = await seen();
  return call(doors.handler, tenantsRoutes.changeWorker, {
    actor: as(by),
    parameters: { staffId: worker.staffId },
    body: { particulars: { ...particulars, ...what } },
  });
}

describe('What the list says of a worker', () => {
  it('is changed by the administrator, and the worker’s own address of meetings stays', async () => {
    const scope = doors.house.scope(admin.tenantId, 'calendars');
    await setVideoLink(scope, worker.staffId, 'https://meet.example/oma');
    const done = await change({
      ...{ name: 'Testi Opinto-ohjaaja', title: 'opinto-ohjaaja', organisation: other },
      ...{ share: 0.4, languages: ['fi', 'se'], homeSite: elsewhere },
    });
    expect(done.status, done.text).toBe(200);
    expect(await staff()).toMatchObject({
      ...{ name: 'Testi Opinto-ohjaaja', title: 'opinto-ohjaaja', organisation: other, share: 0.4 },
      ...{ languages: ['fi', 'se'], videoLink: 'https://meet.example/oma' },
    });
    expect(await seen()).toMatchObject({ organisation: 'Kela', title: 'opinto-ohjaaja', state: 'ACTIVE' });
  });

  it('stands in the log, once', async () => {
    await change({ title: 'ohjaaja', homeSite: elsewhere });
    const { body } = await call(doors.handler, tenantsRoutes.listAccess, { actor: as(admin), query: {} });
    const rows = body.rows.filter(({ action }) => action === 'CHANGE_WORKER');
    expect(rows.map(({ outcome, subjects }) => [outcome, subjects])).toEqual([['DONE', ['Testi Ohjaaja']]]);
  });

  it('names an organisation and a site that there are, and a worker of the own municipality', async () => {
    const stranger = await doors.hire(['TENANT_ADMIN']);
    const answers = [
      await change({ organisation: 'NOBODYS' }),
      await change({ homeSite: siteId.parse(randomIds.id(10)) }),
      await change({ name: 'Testi Vieras' }, stranger),
    ];
    expect(answers.map(({ problem }) => problem.type)).toEqual(Array(3).fill('/problems/not-found'));
    expect(await staff()).toMatchObject({ name: 'Testi Ohjaaja', organisation: 'NUO' });
  });

  it('names no organisation that is closed, and such a one is not offered', async () => {
    const scope = doors.house.scope(admin.tenantId, 'provisioning');
    const kela = { code: other, name: { fi: 'Kela' }, type: 'STATE_INSTITUTION', runsSites: false };
    await scope.work.transact(namedWrites(scope, { organisations: [{ ...kela, closedFrom: '2027-02-01' }] }));
    expect((await change({ organisation: other })).problem.type).toBe('/problems/not-found');
    const { body } = await call(doors.handler, tenantsRoutes.listAccounts, { actor: as(admin) });
    expect(body.organisations.map(({ code }) => code)).toEqual(['NUO']);
  });

  it.each([
    ['no name', { name: ' ' }],
    ['a share of nothing', { share: 0 }],
    ['more than the whole', { share: 1.01 }],
    ['no language', { languages: [] }],
    ['a language twice', { languages: ['fi', 'fi'] }],
    ['a line in the title', { title: 'ohjaaja\npomo' }],
  ])('is refused with %s', async (_, what) => {
    expect((await change(what)).problem.type).toBe('/problems/invalid-request');
  });

  it('has another home site while the calendar is empty, and keeps it once there are times', async () => {
    expect((await change({ homeSite: elsewhere })).status).toBe(200);
    const { homeSite } = await staff();
    expect(homeSite).toBe(elsewhere);
    const first = doors.clock.now() / 60_000;
    const busy = encodeSheet(weekOf(first), [
      { start: first + 60, end: first + 120, bufferBefore: 0, bufferAfter: 0, kind: 1 },
    ]);
    const scope = doors.house.scope(admin.tenantId, 'bookings');
    await scope.work.put({
      ...scope.keys.sheet(elsewhere, weekOf(first), worker.staffId),
      ...{ kind: 'SHEET', version: 1, busy },
    });
    const tenant = await readTenant(doors.house.scope(admin.tenantId, 'auditor'));
    const back = await change({ homeSite: tenant!.sites.find(({ id }) => id !== elsewhere)!.id, title: 'x' });
    expect([back.problem.type, back.problem.conflicts?.[0]?.reason]).toEqual([
      '/problems/state-conflict',
      'HAS_TIMES',
    ]);
    expect(await staff()).toMatchObject({ homeSite: elsewhere, title: 'counsellor' });
    expect((await change({ title: 'ohjaaja' })).status).toBe(200);
  });
});
