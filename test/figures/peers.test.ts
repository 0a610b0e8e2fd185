import { readPeers } from '@ohjaamo/functions/figures/readPeers.ts';
import { definitionOf } from '@ohjaamo/shared/figures/definitions/all.ts';
import { figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import type { PublishedCell, PublishedCube } from '@ohjaamo/shared/figures/network/contract.ts';
import { cubeOf } from '@ohjaamo/shared/figures/network/cubes.ts';
import { compareWithPeers, peerCubes, peerMeasures } from '@ohjaamo/shared/figures/network/peers.ts';
import { measureWordsOf } from '@ohjaamo/shared/figures/network/words.ts';
import { randomIds, siteId, slug } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import { workTown } from '../support/workTown.ts';

type SiteRow = PublishedCube['sites'][number];

/** A site's row of a cube of one measure. */
function row(place: string, cell: PublishedCell, kind: SiteRow['kind'] = 'MAIN_SITE'): SiteRow {
  const [tenant = '', site = ''] = place.split('.');
  return {
    ...{ tenantSlug: slug.parse(tenant), tenantName: { fi: tenant }, kind, cells: [cell] },
    ...{ siteSlug: slug.parse(site), siteName: { fi: site } },
  };
}

/** The share of those received in time, of some sites. */
function inTime(...sites: SiteRow[]) {
  const measure = { id: 'IN_TIME', metric: 'M05', unit: 'PERCENT', coverage: false } as const;
  return [{ cube: 'waits' as const, measures: [measure], sites }];
}

const own = { tenantSlug: 'oma', siteSlug: 'keskus', kind: 'MAIN_SITE' } as const;

describe('A site beside others of its kind', () => {
  it('sees its own number, and the middle and the range of the others', () => {
    const [compared] = compareWithPeers(
      inTime(
        row('oma.keskus', 70),
        row('aava.keskus', 90),
        row('aava.ita', 81),
        row('boo.keskus', 40),
        row('coo.keskus', 60),
        row('coo.verkko', 5, 'ONLINE'),
      ),
      own,
    );
    expect(compared).toEqual({
      ...{ id: 'IN_TIME', metric: 'M05', unit: 'PERCENT', own: 70 },
      // 40, 60, 81, 90: whole percent, as all that is published.
      others: { sites: 4, municipalities: 3, lowest: 40, median: 71, highest: 90 },
    });
  });

  it('is not compared while numbers of the kind are shown of fewer than three municipalities', () => {
    const two = inTime(
      row('oma.keskus', 70),
      row('oma.ita', 50),
      row('aava.keskus', 90),
      row('boo.keskus', 'HIDDEN'),
    );
    expect(compareWithPeers(two, own)).toEqual([{ id: 'IN_TIME', metric: 'M05', unit: 'PERCENT', own: 70 }]);
    const three = inTime(row('oma.keskus', 70), row('aava.keskus', 90), row('boo.keskus', 30));
    expect(compareWithPeers(three, own)[0]?.others).toMatchObject({ municipalities: 2, median: 60 });
    // Whose own number is hidden counts for none.
    const hidden = inTime(row('oma.keskus', 'HIDDEN'), row('aava.keskus', 90), row('boo.keskus', 30));
    expect(compareWithPeers(hidden, own)).toEqual([
      { id: 'IN_TIME', metric: 'M05', unit: 'PERCENT', own: 'HIDDEN' },
    ]);
  });

  it('keeps hidden numbers out of the middle, and has none of its own where it was not published', () => {
    const cubes = inTime(
      row('aava.keskus', 90),
      row('boo.keskus', 'HIDDEN'),
      row('coo.keskus', 'NOTHING'),
      row('doo.keskus', 20),
      row('eoo.keskus', 30),
    );
    expect(compareWithPeers(cubes, own)).toEqual([
      {
        ...{ id: 'IN_TIME', metric: 'M05', unit: 'PERCENT' },
        others: { sites: 3, municipalities: 3, lowest: 20, median: 30, highest: 90 },
      },
    ]);
  });

  it('is compared by measures that the cubes have, never by how many contacts a house has', () => {
    for (const cube of peerCubes) {
      const known = cubeOf(cube).measures;
      for (const id of peerMeasures[cube]) {
        const measure = known.find((each) => each.id === id);
        expect(measure?.unit).not.toBe('COUNT');
        expect(measureWordsOf(measure!)).toBeDefined();
        expect(definitionOf(measure!.metric).doesNotTell.fi).not.toBe('');
      }
    }
  });
});

describe('The comparison that is asked for', () => {
  it('reads as many rows whatever number of sites there is, and is of an own site alone', async () => {
    const town = await workTown();
    const asked: string[] = [];
    const sites = [row('aava.keskus', 90), row('boo.keskus', 30), row('coo.keskus', 50)];
    const readCube = (quarter: string, cube: PublishedCube['cube']) => {
      asked.push(`${quarter} ${cube}`);
      const measures = cubeOf(cube).measures.map(({ id, metric, unit }) => ({
        ...{ id, metric, unit, coverage: false },
      }));
      const rows = sites.map((each) => ({ ...each, cells: measures.map(() => each.cells[0] ?? 0) }));
      const versions = [{ version: 1, publishedAt: '2027-01-11T00:00:00Z' }];
      return Promise.resolve({ quarter, cube, measures, versions, municipalities: [], sites: rows });
    };
    const tenant = {
      profile: { slug: slug.parse('oma') },
      sites: [{ id: town.main.id, slug: slug.parse('keskus'), kind: 'MAIN_SITE' as const }],
    };
    const useCase = readPeers({ readCube, readTenant: () => Promise.resolve(tenant as never) });
    const ask = (site: string) =>
      useCase({ scope: {}, clock: town.clock, request: { query: { site } } } as never);
    const answer = await ask(town.main.id);
    expect(asked).toEqual(peerCubes.map((cube) => `2026-Q4 ${cube}`));
    const body = answer.ok && 'body' in answer.value ? answer.value.body : undefined;
    const view = figuresRoutes.readPeers.response.parse(body);
    expect(view).toMatchObject({ quarter: '2026-Q4', kind: 'MAIN_SITE', fewest: 3 });
    expect(view.comparisons).toHaveLength(Object.values(peerMeasures).flat().length);
    expect(view.comparisons?.[0]?.others).toMatchObject({ municipalities: 3, lowest: 30, highest: 90 });
    const foreign = await ask(siteId.parse(randomIds.id(10)));
    expect(foreign.ok).toBe(false);
  });

  it('has nothing of a quarter that is not published', async () => {
    const town = await workTown('9999-11-01T12:00+02:00');
    const { body } = await town.as('counsellor', figuresRoutes.readPeers, { query: { site: town.main.id } });
    expect(body).toEqual({ quarter: '9999-Q3', kind: 'MAIN_SITE', fewest: 3 });
  });
});
