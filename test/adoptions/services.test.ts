import { adoptionsRoutes } from '@ohjaamo/shared/adoptions/contract.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import { service } from '../support/schedule.ts';
import { people } from '../support/workTown.ts';
import { effectOf, effectTown } from './effectTown.ts';

const { staff: _staff, alongside: _alongside, ...indiv } = service('INDIV');
const told = { ...indiv, ptvClasses: ['P28'], roles: ['guide'], channels: ['ON_SITE' as const] };
const set = {
  kind: 'SERVICE_SET',
  content: {
    services: [
      { ...told, name: { fi: 'Aika ohjaajalle', sv: 'Tid hos en handledare' }, lengthMinutes: 30 },
      { ...told, code: 'STUDY', name: { fi: 'Opintojen suunta', sv: 'Val av studier' } },
    ],
  },
} as const;

const serviceTown = () => effectTown(set as never);
const givers = [{ service: 'STUDY', staff: [people.counsellor.id] }];

describe('Services that are taken into use', () => {
  it('are what the street sees: new ones, and names of those that there were', async () => {
    const { town, take, page } = await serviceTown();
    expect((await take({ givers })).status).toBe(200);
    const { services } = await page();
    expect(services.map(({ code, name, lengthMinutes }) => [code, name.fi, lengthMinutes])).toEqual([
      ['INDIV', 'Aika ohjaajalle', 30],
    ]);
    // Of one that nobody has hours for yet the page says nothing.
    expect((await tenantOf(town)).services.map(({ code }) => code)).toEqual(['INDIV', 'STUDY']);
  });

  it('keep what the set does not say: who gives a service, and its name in other languages', async () => {
    const { town, take, copy } = await serviceTown();
    await take({ givers });
    const { services } = await tenantOf(town);
    expect(services.find(({ code }) => code === 'INDIV')?.staff).toHaveLength(Object.keys(people).length);
    expect(services.find(({ code }) => code === 'STUDY')?.staff).toEqual([people.counsellor.id]);
    expect((await copy()).inUse).toMatchObject([{ changed: false }]);
  });

  it('are told field by field before, and change nothing then', async () => {
    const { preview, page } = await serviceTown();
    const before = (await page()).services;
    const { services, orphaned, others } = effectOf('SERVICES', await preview());
    expect(services.map(({ code, is }) => [code, is])).toEqual([
      ['INDIV', 'CHANGED'],
      ['STUDY', 'NEW'],
    ]);
    expect(services[0]?.fields).toEqual(expect.arrayContaining(['name', 'lengthMinutes']));
    expect([orphaned, others]).toEqual([0, 0]);
    expect((await page()).services).toEqual(before);
  });

  it('cannot lack a language that binds the municipality', async () => {
    const content = { services: [{ ...told, code: 'STUDY', name: { sv: 'Val av studier' } }] };
    const { preview, take } = await effectTown({ kind: 'SERVICE_SET', content: content });
    const { body } = await preview();
    expect(body.blocked).toBe(true);
    expect(effectOf('SERVICES', { body }).services[0]?.lacks).toEqual(['fi']);
    expect((await take()).problem.type).toBe('/problems/state-conflict');
  });

  it('count the bookings that would lose their time when a service is no longer booked', async () => {
    const content = { services: [{ ...told, name: { fi: 'Aika', sv: 'Tid' }, bookingMode: 'WALK_IN' }] };
    const { town, preview } = await effectTown({ kind: 'SERVICE_SET', content: content });
    await town.book();
    expect(effectOf('SERVICES', await preview()).orphaned).toBe(1);
  });

  it('sent twice are taken once, and two who take different sets at one moment do not overwrite each other unseen', async () => {
    const { town, preview, take, takeAs, parameters } = await serviceTown();
    const id = randomIds.id(20);
    const { mark } = (await preview()).body;
    await take({ givers }, id);
    expect((await take({ givers }, id)).status).toBe(200);
    expect((await takeAs(mark)).problem.type).toBe('/problems/stale-version');
    const { history } = (await town.as('admin', adoptionsRoutes.readAdoption, { parameters })).body;
    expect(history.filter(({ what }) => what === 'TAKEN_INTO_USE')).toHaveLength(1);
  });
});

async function tenantOf({ house, tenantId }: Awaited<ReturnType<typeof serviceTown>>['town']) {
  const { readWorkersTenant } = await import('@ohjaamo/functions/tenants/index.ts');
  return readWorkersTenant(house.scope(tenantId, 'practice'));
}
