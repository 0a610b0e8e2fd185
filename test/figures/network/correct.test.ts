import { correct, type Settled } from '@ohjaamo/shared/figures/network/correct.ts';
import { breakdownIds } from '@ohjaamo/shared/figures/network/breakdowns.ts';
import type { Counts } from '@ohjaamo/shared/figures/counters.ts';
import { settle } from '@ohjaamo/shared/figures/network/pattern.ts';
import { WIDTH } from '@ohjaamo/shared/figures/network/protect.ts';
import type { SiteCounts } from '@ohjaamo/shared/figures/network/table.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attack, type Published, publishedOf } from './attack.ts';
import { anyCounts, anySites, byChannel, chanceOf, siteOf } from './builders.ts';

const chance = chanceOf('correction');

function settled(sites: readonly SiteCounts[]): Settled {
  return { sites, pattern: settle(sites, chance) };
}

/** What each version looked like, from a quarter with all its versions. */
function versionsOf({ sites, pattern }: Settled): Published[] {
  const count = sites[0]?.versions.length ?? 0;
  return Array.from({ length: count }, (_, version) =>
    publishedOf(
      sites.map((site) => ({ ...site, versions: site.versions.slice(0, version + 1) })),
      pattern,
    ),
  );
}

const town = (...rows: number[][]): SiteCounts[] =>
  rows.map((numbers, at) => siteOf(`town${String(at)}`, 'main', byChannel(numbers)));
const counted = (numbers: number[]): Counts => byChannel(numbers);
const main = (at: number, counts: Counts) => ({ tenant: `town${String(at)}`, site: 'main', counts });

describe('A correction of a closed quarter', () => {
  const before = settled(town([50, 20, 10], [60, 30, 20], [40, 3, 30], [70, 25, 2]));

  it('waits while one to four contacts would show, in any number, shown or hidden', () => {
    for (const numbers of [
      [51, 20, 10],
      [55, 21, 10],
      [50, 18, 12],
    ]) {
      expect(correct(before, [main(0, counted(numbers))])).toMatchObject({
        changed: [],
        waiting: ['town0/main'],
      });
    }
    expect(correct(before, [main(2, counted([45, 4, 30]))]).changed).toEqual([]);
  });

  it('comes when each number stayed or moved by five or more, and hides what was hidden', () => {
    const after = correct(before, [main(0, counted([58, 20, 10]))]);
    expect(after).toMatchObject({ changed: ['town0/main'], waiting: [] });
    expect(after.pattern).toEqual(before.pattern);
    const [first, second] = versionsOf(after);
    expect(first?.channels.nation?.cells[0]).toBe(360);
    expect(second?.channels.nation?.cells[0]).toBe(368);
  });

  it('does not uncover what has grown, nor show what has become small', () => {
    const grown = correct(before, [main(2, counted([40, 13, 30]))]);
    const cells = versionsOf(grown).at(-1)?.channels.sites[2]?.cells;
    expect(cells?.[2]).toBe('HIDDEN');
    expect(correct(before, [main(0, counted([50, 20, 3]))]).changed).toEqual([]);
  });

  it('changes nothing when nothing has changed', () => {
    expect(correct(before, [main(0, counted([50, 20, 10]))])).toMatchObject({ changed: [], waiting: [] });
  });

  it('takes in a site that comes too late only when nothing of it is small', () => {
    const late = (numbers: number[]) =>
      correct(before, [{ tenant: 'late', site: 'main', counts: counted(numbers) }]).changed;
    expect(late([30, 12, 0])).toEqual(['late/main']);
    expect(late([30, 2, 0])).toEqual([]);
  });
});

describe('A reader of all versions who knows exactly what changed', () => {
  it('bounds no small number to less than five', () => {
    let corrections = 0;
    fc.assert(
      fc.property(
        anySites(4),
        fc.array(fc.tuple(fc.nat(4), fc.oneof(fc.constantFrom(0, 5, 8, 20), fc.nat(9)), anyCounts), {
          minLength: 1,
          maxLength: 3,
        }),
        (sites, changes) => {
          const first = settled(sites);
          const wanted = changes.flatMap(([at, more, counts]) => {
            const site = sites[at];
            if (!site) return [];
            // Some move in a few numbers, which often may be, and some in all, which seldom may.
            const [was = {}] = site.versions;
            const also: Counts = Object.fromEntries(
              (['contacts', 'channel_ON_SITE', 'topic_EDUCATION', 'withAgeBand'] as const).map((each) => [
                each,
                (was[each] ?? 0) + more,
              ]),
            );
            const both = { ...was, ...also };
            return [{ tenant: site.tenant, site: site.site, counts: more === 0 ? counts : both }];
          });
          const after = correct(first, wanted.slice(0, 1));
          if (after.changed.length === 0) return;
          corrections++;
          for (const id of breakdownIds) {
            const found = attack(id, versionsOf(after), after.sites, after.pattern);
            expect(found.filter(({ interval: [least, most] }) => most - least < WIDTH)).toEqual([]);
          }
        },
      ),
      { numRuns: 8 },
    );
    expect(corrections).toBeGreaterThan(0);
  });
});
