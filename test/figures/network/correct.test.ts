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

  it('waits while it would differ by one to four contacts from any version before, and not from the last alone', () => {
    const next = correct(before, [main(0, counted([57, 20, 10]))]);
    expect(next.changed).toEqual(['town0/main']);
    expect(correct(next, [main(0, counted([52, 20, 10]))])).toMatchObject({
      changed: [],
      waiting: ['town0/main'],
    });
    expect(correct(next, [main(0, counted([50, 20, 10]))]).changed).toEqual(['town0/main']);
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

describe('A correction of what middle values, means and sums are made of', () => {
  const row = (more: Counts): Counts => ({ ...counted([50, 20, 10]), ...more });
  const of = (before: Counts, after: Counts) => {
    const others = town([60, 30, 20], [40, 13, 30], [70, 25, 12]);
    const quarter = settled([...others, siteOf('corrected', 'main', row(before))]);
    return correct(quarter, [{ tenant: 'corrected', site: 'main', counts: row(after) }]);
  };
  const [changed, waits] = [
    { changed: ['corrected/main'], waiting: [] },
    { changed: [], waiting: ['corrected/main'] },
  ];

  it('waits while one answer got another grade, whatever else came in', () => {
    const before = { grade_9: 10, feedbackAnswers_TABLET: 10 };
    expect(of(before, { ...before, grade_9: 9, grade_4: 1 })).toMatchObject(waits);
    const more = { contacts: 85, channel_ON_SITE: 55 };
    expect(of(before, { ...before, ...more, grade_9: 9, grade_4: 1 })).toMatchObject(waits);
  });

  it('waits while one to four contacts took another time, and comes when it is five', () => {
    const before = { minutes_30: 80 };
    expect(of(before, { minutes_30: 77, minutes_300: 3 })).toMatchObject(waits);
    expect(of(before, { minutes_30: 75, minutes_300: 5 })).toMatchObject(changed);
  });

  it('waits while one to four answers got another grade than in any version before', () => {
    const quarter = settled([
      ...town([60, 30, 20], [40, 13, 30], [70, 25, 12]),
      siteOf('corrected', 'main', row({ feedbackAnswers_TABLET: 20, grade_9: 20 })),
    ]);
    const at = (counts: Counts) => [
      { tenant: 'corrected', site: 'main', counts: row({ feedbackAnswers_TABLET: 20, ...counts }) },
    ];
    const next = correct(quarter, at({ grade_9: 13, grade_4: 7 }));
    expect(next).toMatchObject(changed);
    expect(correct(next, at({ grade_9: 18, grade_4: 2 }))).toMatchObject(waits);
  });

  it('is not lost because no number of facts changed', () => {
    for (const [before, after] of [
      [{ minutes_30: 80 }, { minutes_30: 60, minutes_300: 20 }],
      [
        { walkIns: 30, wait_2: 30 },
        { walkIns: 30, wait_2: 20, wait_9: 10 },
      ],
      [{ lead_3: 20 }, { lead_3: 10, lead_9: 10 }],
      [
        { grade_9: 10, feedbackAnswers_TABLET: 10 },
        { grade_8: 10, feedbackAnswers_TABLET: 10 },
      ],
      [
        { sessions: 5, attendances: 40 },
        { sessions: 10, attendances: 40 },
      ],
      [
        { open_walkIn: 1200, open_evening: 0 },
        { open_walkIn: 1200, open_evening: 120 },
      ],
    ] satisfies [Counts, Counts][]) {
      expect(of(before, after)).toMatchObject(changed);
    }
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
          // Version after version: each is held against all before it.
          const after = wanted.reduce<Settled>((quarter, each) => {
            const next = correct(quarter, [each]);
            if (next.changed.length === 0) return quarter;
            corrections++;
            return next;
          }, first);
          if (after === first) return;
          for (const id of breakdownIds) {
            for (const reader of [undefined, sites[0]?.tenant]) {
              const found = attack(id, versionsOf(after), after.sites, after.pattern, reader);
              expect(found.filter(({ interval: [least, most] }) => most - least < WIDTH)).toEqual([]);
            }
          }
        },
      ),
      { numRuns: 8 },
    );
    expect(corrections).toBeGreaterThan(0);
  });
});
