import { figuresDispatch } from '@ohjaamo/functions/figures/dispatch.ts';
import { publishEvidence, publishFigures } from '@ohjaamo/functions/figures/index.ts';
import { submitRow } from '@ohjaamo/functions/figures/repository.ts';
import { moduleHandler } from '@ohjaamo/functions/kernel/http/pipeline.ts';
import { noteAdoption, templatesInUse } from '@ohjaamo/functions/templates/index.ts';
import { figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import type { Counts } from '@ohjaamo/shared/figures/counters.ts';
import { randomIds, siteId, slug, type TenantId, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import { call, testClock } from '../support/house.ts';
import { texts } from '../templates/given.ts';
import { libraryTown, ownName } from '../templates/libraryTown.ts';

// Quarters of their own: the tests share the tables of the network.
const [BEFORE, AFTER] = ['2031-Q1', '2031-Q3'];
const SINCE = '2031-05-10';
const CLOSED = '2031-10-20T03:00+02:00';

/** A published template and the two sides around it, three municipalities each. */
async function adoptedTown() {
  const town = await libraryTown();
  const name = ownName();
  const address = await town.publish(texts(name));
  const handler = moduleHandler(figuresRoutes, figuresDispatch(town.network), {
    ...town.house,
    memberRole: 'figures',
  });
  const handIn = async (counts: Readonly<Record<string, Counts>>) => {
    const tenant = tenantId.parse(randomIds.id(10));
    const sites = { keskusta: siteId.parse(randomIds.id(10)), itainen: siteId.parse(randomIds.id(10)) };
    for (const [quarter, each] of Object.entries(counts)) {
      // Two sites, so that a municipality is counted as one.
      for (const siteSlug of ['keskusta', 'itainen'] as const) {
        const key = { quarter, tenantId: tenant, siteId: sites[siteSlug] };
        const place = { tenantSlug: slug.parse('testikaupunki'), tenantName: { fi: 'Testikaupunki' } };
        const site = {
          siteSlug: slug.parse(siteSlug),
          siteName: { fi: 'Ohjaamo' },
          siteKind: 'MAIN_SITE' as const,
        };
        await submitRow(town.network, key, { ...place, ...site, counts: each }, CLOSED);
      }
    }
    return tenant;
  };
  return {
    handIn,
    async adopt(tenant: TenantId) {
      const note = { kind: 'MESSAGE_TEXTS', name, municipality: '698', address, since: SINCE } as const;
      await noteAdoption(town.network, { ...note, tenantId: tenant, revision: 1 });
    },
    /** Publishes the cubes of both quarters. */
    async publishQuarters() {
      const house = { clock: testClock(CLOSED), ids: randomIds, network: town.network };
      for (const quarter of [BEFORE, AFTER]) await publishFigures(house, { quarter, reason: 'RECOUNTED' });
    },
    publish: (now = CLOSED) =>
      publishEvidence({ clock: testClock(now), network: town.network, templatesInUse }),
    async read() {
      const parameters = { kind: 'MESSAGE_TEXTS', name };
      const { body } = await call(handler, figuresRoutes.readEvidence, { actor: town.own, parameters });
      return body.evidence.find(({ metric }) => metric === 'M05');
    },
  };
}

const before: Counts = { contacts: 20, walkIns: 20, wait_5: 10, wait_40: 10 };
const after: Counts = { contacts: 24, walkIns: 24, wait_5: 18, wait_40: 6 };

describe('Evidence of a template', () => {
  it('is made of published quarters alone, when three have used it and three others can be compared', async () => {
    const town = await adoptedTown();
    const adopters: TenantId[] = [];
    const others: TenantId[] = [];
    for (let count = 0; count < 3; count++) {
      adopters.push(await town.handIn({ [BEFORE]: before, [AFTER]: after }));
      others.push(await town.handIn({ [BEFORE]: before, [AFTER]: before }));
    }
    for (const tenant of adopters) await town.adopt(tenant);
    expect(await town.read()).toBeUndefined();
    // What was handed in tells nothing before it is published.
    await town.publish();
    expect(await town.read()).toMatchObject({ hidden: 'FEW_MUNICIPALITIES' });

    await town.publishQuarters();
    await town.publish('2031-10-05T03:00+02:00');
    expect(await town.read()).toMatchObject({ hidden: 'FEW_MUNICIPALITIES' });
    await town.publish();
    const shown = await town.read();
    expect(shown).toMatchObject({
      ...{ from: BEFORE, to: AFTER },
      adopters: { municipalities: 3, before: { percent: 50, of: 120 }, after: { percent: 75, of: 140 } },
      others: { municipalities: 3, before: { percent: 50 }, after: { percent: 50 } },
    });
    await town.publish();
    expect(await town.read()).toEqual(shown);

    await town.adopt(others[0]!);
    await town.publish();
    expect(await town.read()).toMatchObject({ hidden: 'FEW_MUNICIPALITIES' });
  });
});
