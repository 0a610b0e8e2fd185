import { figuresDispatch } from '@ohjaamo/functions/figures/dispatch.ts';
import { publishEvidence } from '@ohjaamo/functions/figures/index.ts';
import { submitRow } from '@ohjaamo/functions/figures/repository.ts';
import { moduleHandler } from '@ohjaamo/functions/kernel/http/pipeline.ts';
import { noteAdoption, templatesInUse } from '@ohjaamo/functions/templates/index.ts';
import { figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import type { Counts } from '@ohjaamo/shared/figures/counters.ts';
import { randomIds, siteId, slug, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
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
    for (const [quarter, each] of Object.entries(counts)) {
      // Two sites, so that a municipality is counted as one.
      for (const siteSlug of ['keskusta', 'itainen']) {
        const key = { quarter, tenantId: tenant, siteId: siteId.parse(randomIds.id(10)) };
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
    async adopt(counts: Readonly<Record<string, Counts>>) {
      const note = { kind: 'MESSAGE_TEXTS', name, municipality: '698', address, since: SINCE } as const;
      await noteAdoption(town.network, { ...note, tenantId: await handIn(counts), revision: 1 });
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

const before: Counts = { wait_5: 10, wait_40: 10 };
const after: Counts = { wait_5: 18, wait_40: 6 };

describe('Evidence of a template', () => {
  it('is published when three have used it for a quarter, and stays until three more have', async () => {
    const town = await adoptedTown();
    for (let count = 0; count < 3; count++) {
      await town.adopt({ [BEFORE]: before, [AFTER]: after });
      await town.handIn({ [BEFORE]: before, [AFTER]: before });
    }
    expect(await town.read()).toBeUndefined();
    await town.publish('2031-10-05T03:00+02:00');
    expect(await town.read()).toMatchObject({ hidden: 'FEW_MUNICIPALITIES' });

    await town.publish();
    const shown = await town.read();
    expect(shown).toMatchObject({
      ...{ from: BEFORE, to: AFTER },
      adopters: { municipalities: 3, before: { percent: 50, of: 120 }, after: { percent: 75, of: 140 } },
      others: { before: { percent: 50 }, after: { percent: 50 } },
    });

    await town.adopt({ [BEFORE]: before, [AFTER]: after });
    await town.publish();
    expect(await town.read()).toEqual(shown);
    for (let count = 0; count < 2; count++) await town.adopt({ [BEFORE]: before, [AFTER]: after });
    await town.publish();
    expect(await town.read()).toMatchObject({ adopters: { municipalities: 6 } });
  });
});
