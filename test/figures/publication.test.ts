import { figuresDispatch } from '@ohjaamo/functions/figures/dispatch.ts';
import { aggregate, publishFigures, submitFigures } from '@ohjaamo/functions/figures/index.ts';
import { putCounted, readGone } from '@ohjaamo/functions/figures/personRepository.ts';
import { moduleHandler } from '@ohjaamo/functions/kernel/http/pipeline.ts';
import type { Table } from '@ohjaamo/functions/kernel/table.ts';
import { networkKeys, partitions } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import { planWrites, readVersionedPlan } from '@ohjaamo/functions/schedule/index.ts';
import { figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import type { CubeId } from '@ohjaamo/shared/figures/network/cubeIds.ts';
import type { PersonCounts } from '@ohjaamo/shared/figures/persons/counts.ts';
import { randomIds, type TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Actor } from '@ohjaamo/shared/kernel/roles.ts';
import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { call, type TestCall } from '../support/house.ts';
import { registerOf } from '../support/registerOf.ts';
import { type WorkTown, workTown } from '../support/workTown.ts';
import { fixtureContacts } from './fixture.ts';
import { item, record } from './stream.ts';

const steward: Actor = { realm: 'global', subject: 'subject-of-the-steward', roles: ['NETWORK_STEWARD'] };

/** A town with the worked example in the first quarter of a year of its own: the network's table is one for all tests. */
async function exampleTown(day = '04-11') {
  const year = String(2100 + Math.floor(Math.random() * 7000));
  const town = { ...(await workTown(`${year}-${day}T12:00+03:00`)), quarter: `${year}-Q1`, year };
  await addContacts(town);
  return town;
}
type ExampleTown = Awaited<ReturnType<typeof exampleTown>>;

async function addContacts(
  town: WorkTown & { year: string },
  facts = fixtureContacts(town.main.id),
): Promise<void> {
  const own = facts.map((fact) => ({ ...fact, date: fact.date.replace(/^\d{4}/u, town.year) }));
  await aggregate(town.house.openScope, {
    Records: own.map((fact) => record(undefined, item(town.tenantId, randomIds.id(20), 1, fact))),
  });
}

/** One more contact like the first of the example, so many times. */
async function addAlike(town: ExampleTown, times: number): Promise<void> {
  const [one] = fixtureContacts(town.main.id);
  await addContacts(
    town,
    Array.from({ length: times }, () => one!),
  );
}

async function publish(
  town: WorkTown,
  { event, network = town.house.network }: { event?: unknown; network?: Table } = {},
): Promise<void> {
  const platform = registerOf(town.house.platform, town.tenantId);
  await submitFigures({ ...town.house, platform, clock: town.clock, readVersionedPlan }, event);
  await publishFigures({ clock: town.clock, ids: town.house.ids, network }, event);
}

function ask<R extends Route>(town: WorkTown, route: R, request: TestCall<R>) {
  const handler = moduleHandler(figuresRoutes, figuresDispatch(town.house.network), {
    ...town.house,
    memberRole: 'figures',
  });
  return call(handler, route, request);
}

function read(town: WorkTown, actor: Actor, quarter: string) {
  return ask(town, figuresRoutes.readNetworkFigures, { actor, query: { quarter } });
}

/** What the night counted of the town's persons. */
async function countsPersons(town: ExampleTown, counts: PersonCounts): Promise<void> {
  const scope = town.house.openScope(town.tenantId, 'personCounter');
  const gone = await readGone(scope, town.quarter);
  const places = new Map([['TENANT' as const, counts]]);
  const counted = { quarter: town.quarter, countedOn: `${town.year}-04-01`, places, names: {}, seals: false };
  expect(await putCounted(scope, counted, gone)).toBe(true);
}

async function cellsOf(town: ExampleTown) {
  const { body } = await read(town, steward, town.quarter);
  return body.published?.sites.find(({ siteSlug }) => siteSlug === town.main.slug)?.cells;
}

describe('A quarter of the network', () => {
  it('is published when it has closed, with small numbers hidden', async () => {
    const town = await exampleTown();
    await publish(town);
    const { body } = await read(town, steward, town.quarter);
    expect(body).toMatchObject({ quarter: town.quarter, cube: 'channels', threshold: 5 });
    expect(body.published?.versions).toMatchObject([{ version: 1 }]);
    expect(body.published?.sites.map(({ siteSlug }) => siteSlug)).toEqual(['itainen', 'keskusta']);
    const [contacts, onSite, outreach] = (await cellsOf(town)) ?? [];
    expect([contacts, onSite, outreach]).toEqual([11, 'HIDDEN', 'HIDDEN']);
  });

  it('tells when a house is open in a week (M23), of a house with few contacts too', async () => {
    const town = await exampleTown();
    const scope = town.house.openScope(town.tenantId, 'provisioning');
    const tuesday = { channel: 'WALK_IN', weekday: 'TUE', opens: '12:00', closes: '18:00' } as const;
    for (const { id } of town.tenant.sites) {
      const plan = { hours: [tuesday], exceptions: [], rules: [], absences: [] };
      await scope.work.transact(planWrites(scope, id, plan));
    }
    await publish(town);
    const query = { quarter: town.quarter, cube: 'hours' } as const;
    const { body } = await ask(town, figuresRoutes.readNetworkFigures, { actor: steward, query });
    const cells = body.published?.sites.map((site) => site.cells) ?? [];
    expect(cells).toHaveLength(2);
    for (const [walkIn, evening, remote] of cells) {
      // One Tuesday of the quarter or two can be a holiday.
      expect(walkIn).toBeGreaterThan(4.9);
      expect(walkIn).toBeLessThan(6.6);
      expect(evening).toBeCloseTo(Number(walkIn) / 3, 0);
      expect(remote).toBe(0);
    }
  });

  it('is not published while late entries may come, nor before it is over', async () => {
    const town = await exampleTown('04-10');
    await publish(town);
    expect((await read(town, steward, town.quarter)).body.published).toBeUndefined();
    expect((await read(town, steward, `${town.year}-Q2`)).body.published).toBeUndefined();
  });

  it('stays as it was published, whatever comes later', async () => {
    const town = await exampleTown();
    await publish(town);
    const first = (await read(town, steward, town.quarter)).body;
    await addAlike(town, 20);
    await publish(town);
    expect((await read(town, steward, town.quarter)).body).toEqual(first);
  });

  it('is taken up where a run was cut off, hiding the same', async () => {
    const town = await exampleTown();
    const network: Table = {
      ...town.house.network,
      put: (row, ifAbsent) =>
        row.pk.startsWith('N#PUBLISHED')
          ? Promise.reject(new Error('cut off'))
          : town.house.network.put(row, ifAbsent),
    };
    await expect(publish(town, { network })).rejects.toThrow('cut off');
    await addAlike(town, 20);
    await publish(town);
    expect((await cellsOf(town))?.[0]).toBe(11);
  });

  it('is corrected by a command with its reason, when the difference tells of nobody', async () => {
    const town = await exampleTown();
    await publish(town);
    const event = { quarter: town.quarter, reason: 'LATE_ENTRIES' };
    await addAlike(town, 4);
    await publish(town, { event });
    expect((await cellsOf(town))?.[0]).toBe(11);
    await addAlike(town, 1);
    await publish(town, { event });
    expect((await cellsOf(town))?.[0]).toBe(16);
    const { body } = await read(town, steward, town.quarter);
    expect(body.published?.versions).toMatchObject([{ version: 2, reason: 'LATE_ENTRIES' }, { version: 1 }]);
  });

  it('is no command’s to publish before it has closed, and what is no command does nothing', async () => {
    const town = await exampleTown('04-10');
    const reason = 'MISTAKE';
    await expect(publish(town, { event: { quarter: town.quarter, reason } })).rejects.toThrow();
    for (const slip of [{ quarter: '2027-Q9', reason }, { quarter: town.quarter, reason: 'OOPS' }, 'x']) {
      await expect(publishFigures({ ...town.house, clock: town.clock }, slip)).rejects.toThrow();
    }
    await expect(
      submitFigures({ ...town.house, clock: town.clock, readVersionedPlan }, { quarters: 'all' }),
    ).rejects.toThrow();
    expect((await read(town, steward, town.quarter)).body.published).toBeUndefined();
  });

  it('counts nothing that a run left behind which was cut off while it froze', async () => {
    const town = await exampleTown();
    await publish(town);
    await addAlike(town, 5);
    const of = { tenantSlug: 'muualla', tenantName: { fi: 'M' }, siteSlug: 'muualla', siteName: { fi: 'M' } };
    await town.house.network.put({
      ...networkKeys.frozen(town.quarter, `${town.tenantId}#${town.main.id}#0002#zzzzzzzzzz`),
      ...{ kind: 'FROZEN', ...of, siteKind: 'MAIN_SITE', counts: { contacts: 999 } },
    });
    await publish(town, { event: { quarter: town.quarter, reason: 'LATE_ENTRIES' } });
    expect((await cellsOf(town))?.[0]).toBe(16);
  });

  it('is not published when a row that it was frozen of has gone meanwhile', async () => {
    const town = await exampleTown();
    const { network } = town.house;
    const cut: Table = {
      ...network,
      put: (row, ifAbsent) =>
        row.pk.startsWith('N#PUBLISHED') ? Promise.reject(new Error('cut off')) : network.put(row, ifAbsent),
    };
    await expect(publish(town, { network: cut })).rejects.toThrow('cut off');
    const keys = z.object({ pk: z.string(), sk: z.string() });
    const { items } = await network.query(partitions.frozen(town.quarter), keys);
    const Key = items.find(({ sk }) => sk.startsWith(`${town.tenantId}#${town.main.id}#`));
    await network.transact([{ Delete: { TableName: network.name, Key } }]);
    await expect(publish(town)).rejects.toMatchObject({ name: 'RowsMissingError' });
    expect((await read(town, steward, town.quarter)).body.published).toBeUndefined();
  });

  it('tells persons of the municipality, once each, and none where they come close to the named contacts', async () => {
    const town = await exampleTown();
    await addAlike(town, 20);
    const named = fixtureContacts(town.main.id).find(({ identification }) => identification !== 'ANONYMOUS');
    await addContacts(
      town,
      Array.from({ length: 30 }, () => named!),
    );
    await countsPersons(town, {
      identified: 20,
      light: 6,
      acrossOrganisations: 7,
      openEpisodes: 3,
      withPlan: 3,
    });
    await publish(town);
    const shown = async (cube: CubeId) => {
      const { body } = await ask(town, figuresRoutes.readNetworkFigures, {
        actor: steward,
        query: { quarter: town.quarter, cube },
      });
      expect(body.published?.sites).toEqual([]);
      return body.published?.municipalities.map(({ counted, cells }) => [counted, ...cells]);
    };
    expect(await shown('clients')).toEqual([[1, 26, 20, 6, 35]]);
    expect(await shown('plans')).toEqual([[1, 'HIDDEN', 'HIDDEN']]);

    const close = await exampleTown();
    await countsPersons(close, { identified: 6 });
    await publish(close);
    const { body } = await ask(close, figuresRoutes.readNetworkFigures, {
      actor: steward,
      query: { quarter: close.quarter, cube: 'clients' },
    });
    expect(body.published?.municipalities[0]?.cells).toEqual(['HIDDEN', 'HIDDEN', 'HIDDEN', 'HIDDEN']);
  });

  it('is for the network’s stewards in the working views', async () => {
    const town = await workTown();
    const operator: Actor = { realm: 'global', subject: 'subject', roles: ['PLATFORM_OPERATOR'] };
    for (const actor of [operator, town.actor('admin')]) {
      expect((await read(town, actor, '1999-Q1')).problem.type).toBe('/problems/role-required');
    }
  });

  it('goes on with the others when one municipality cannot submit, and says so', async () => {
    const town = await exampleTown();
    const broken = randomIds.id(10) as TenantId;
    const house = {
      ...town.house,
      clock: town.clock,
      readVersionedPlan,
      platform: registerOf(town.house.platform, broken, town.tenantId),
      openScope: (tenant: TenantId, role: Parameters<typeof town.house.openScope>[1]) => {
        if (tenant === broken) throw new Error('No such role');
        return town.house.openScope(tenant, role);
      },
    };
    await expect(submitFigures(house)).rejects.toThrow('some tenants');
    await publishFigures({ clock: town.clock, ids: town.house.ids, network: town.house.network });
    expect((await cellsOf(town))?.[0]).toBe(11);
  });
});

describe('Open data', () => {
  it('gives everybody a cube as JSON-stat and as CSV, to be kept for an hour', async () => {
    const town = await exampleTown();
    await publish(town);
    const parameters = { quarter: town.quarter, cube: 'channels' } as const;
    const json = await ask(town, figuresRoutes.readOpenCube, { parameters });
    expect(json.status).toBe(200);
    expect(json.body.dimension['area']?.category.index).toContain(`${town.tenant.profile.slug}.keskusta`);
    expect(json.headers).toMatchObject({
      'cache-control': 'public, max-age=3600',
      'access-control-allow-origin': '*',
    });
    const csv = await ask(town, figuresRoutes.readOpenCubeTable, { parameters, query: { version: 1 } });
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(csv.text).toContain(`"${town.tenant.profile.slug}.keskusta"`);
    expect(csv.text).not.toContain(town.tenantId);
    const list = await ask(town, figuresRoutes.listOpenFigures, {});
    expect(list.body.quarters.map(({ quarter }) => quarter)).toContain(town.quarter);
    const definitions = await ask(town, figuresRoutes.readMetricDefinitions, {});
    expect(definitions.status).toBe(200);
    expect(definitions.body.metrics).toHaveLength(25);
    expect(definitions.headers).toMatchObject({ 'access-control-allow-origin': '*' });
  });

  it('has nothing of what is not published', async () => {
    const town = await exampleTown('04-10');
    await publish(town);
    const parameters = { quarter: town.quarter, cube: 'channels' } as const;
    for (const route of [figuresRoutes.readOpenCube, figuresRoutes.readOpenCubeTable]) {
      const answer = await ask(town, route, { parameters });
      expect(answer.status).toBe(404);
      expect(answer.headers).toMatchObject({ 'cache-control': 'no-store' });
    }
  });
});
