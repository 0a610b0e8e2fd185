import { figuresDispatch } from '@ohjaamo/functions/figures/dispatch.ts';
import { aggregate, publishFigures, submitFigures } from '@ohjaamo/functions/figures/index.ts';
import { moduleHandler } from '@ohjaamo/functions/kernel/http/pipeline.ts';
import { figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import { randomIds, type TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Actor } from '@ohjaamo/shared/kernel/roles.ts';
import { describe, expect, it } from 'vitest';
import { call } from '../support/house.ts';
import { registerOf } from '../support/registerOf.ts';
import { type WorkTown, workTown } from '../support/workTown.ts';
import { fixtureContacts } from './fixture.ts';
import { item, record } from './stream.ts';

const steward: Actor = { realm: 'global', subject: 'subject-of-the-steward', roles: ['NETWORK_STEWARD'] };

/** A town with the worked example in its main site. */
async function exampleTown(now?: string) {
  const town = await workTown(now);
  await addContacts(town);
  return town;
}

async function addContacts(town: WorkTown, facts = fixtureContacts(town.main.id)): Promise<void> {
  await aggregate(town.house.openScope, {
    Records: facts.map((fact) => record(undefined, item(town.tenantId, randomIds.id(20), 1, fact))),
  });
}

async function publish(town: WorkTown): Promise<void> {
  const platform = registerOf(town.house.platform, town.tenantId);
  await submitFigures({ ...town.house, platform, clock: town.clock });
  await publishFigures({ clock: town.clock, network: town.house.network });
}

function read(town: WorkTown, actor: Actor, quarter?: string) {
  const handler = moduleHandler(figuresRoutes, figuresDispatch(town.house.network), {
    ...town.house,
    memberRole: 'figures',
  });
  return call(handler, figuresRoutes.readNetworkFigures, { actor, query: quarter ? { quarter } : {} });
}

async function rowOf(town: WorkTown, quarter?: string) {
  const { body } = await read(town, steward, quarter);
  return body.rows.find(
    ({ tenantSlug, siteSlug }) => tenantSlug === town.tenant.profile.slug && siteSlug === town.main.slug,
  );
}

describe('The network’s table', () => {
  it('shows every site of every municipality with small numbers hidden', async () => {
    const town = await exampleTown();
    await publish(town);
    const { body } = await read(town, steward);
    expect(body).toMatchObject({ quarter: '2027-Q1', threshold: 5 });
    // Other tests publish the same quarter, at this instant or a later one.
    expect(Date.parse(body.publishedAt ?? '')).toBeGreaterThanOrEqual(town.clock.now());
    expect(await rowOf(town)).toMatchObject({
      tenantName: { fi: 'Testikaupunki' },
      siteName: { fi: 'Ohjaamo keskusta' },
      kind: 'MAIN_SITE',
      contacts: { value: 11 },
      contactsByChannel: {
        ON_SITE: { hidden: 'PROTECTS_ANOTHER' },
        OUTREACH: { hidden: 'SMALL' },
        EMAIL: { value: 0 },
      },
      anonymousPercent: { value: 45 },
      contactsByTopic: { EDUCATION: { hidden: 'SMALL' } },
    });
    const own = body.rows.filter(({ tenantSlug }) => tenantSlug === town.tenant.profile.slug);
    expect(own.map(({ siteSlug }) => siteSlug)).toEqual(['itainen', 'keskusta']);
  });

  it('waits with a new version until every shown number differs by five contacts', async () => {
    const town = await exampleTown();
    await publish(town);
    const [one] = fixtureContacts(town.main.id);
    const more = Array.from({ length: 5 }, () => one!);
    await addContacts(town, more.slice(0, 4));
    await publish(town);
    expect((await rowOf(town))?.contacts).toEqual({ value: 11 });
    await addContacts(town, more.slice(4));
    await publish(town);
    expect((await rowOf(town))?.contacts).toEqual({ value: 16 });
  });

  it('takes late entries of the last quarter for ten days', async () => {
    const town = await exampleTown('2027-04-10T12:00+03:00');
    await publish(town);
    expect((await rowOf(town, '2027-Q1'))?.contacts).toEqual({ value: 11 });
    const late = await exampleTown('2027-04-11T12:00+03:00');
    await publish(late);
    expect(await rowOf(late, '2027-Q1')).toBeUndefined();
    expect((await rowOf(late, '2027-Q2'))?.contacts).toEqual({ value: 0 });
  });

  it('is empty before the first publication', async () => {
    const town = await workTown();
    const { status, body } = await read(town, steward, '1999-Q1');
    expect(status).toBe(200);
    expect(body).toEqual({ quarter: '1999-Q1', threshold: 5, rows: [] });
  });

  it('is for the network’s stewards', async () => {
    const town = await workTown();
    const operator: Actor = { realm: 'global', subject: 'subject', roles: ['PLATFORM_OPERATOR'] };
    for (const actor of [operator, town.actor('admin')]) {
      expect((await read(town, actor)).problem.type).toBe('/problems/role-required');
    }
  });

  it('goes on with the others when one municipality cannot submit, and says so', async () => {
    const town = await exampleTown();
    const broken = randomIds.id(10) as TenantId;
    const house = {
      ...town.house,
      clock: town.clock,
      platform: registerOf(town.house.platform, broken, town.tenantId),
      openScope: (tenant: TenantId, role: Parameters<typeof town.house.openScope>[1]) => {
        if (tenant === broken) throw new Error('No such role');
        return town.house.openScope(tenant, role);
      },
    };
    await expect(submitFigures(house)).rejects.toThrow('some tenants');
    await publishFigures({ clock: town.clock, network: town.house.network });
    expect((await rowOf(town))?.contacts).toEqual({ value: 11 });
  });
});
