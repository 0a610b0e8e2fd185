import { type Adopter, evidenceOf, type ShownSite, shownSites } from '@ohjaamo/shared/figures/evidence.ts';
import type { EvidenceMetric, EvidenceView } from '@ohjaamo/shared/figures/contract.ts';
import type { Counts } from '@ohjaamo/shared/figures/counters.ts';
import type { CubeId } from '@ohjaamo/shared/figures/network/cubeIds.ts';
import { cubeOf } from '@ohjaamo/shared/figures/network/cubes.ts';
import { settle } from '@ohjaamo/shared/figures/network/pattern.ts';
import { cellsOf, type CubeCells } from '@ohjaamo/shared/figures/network/publish.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const CLOSED = '2027-Q4';
type Shares = ShownSite['shares'];

/** So many walk-ins, the first ones received in time and the rest later. */
function waits(inTime: number, late: number): Shares {
  return { M05: { part: inTime, whole: inTime + late } };
}

/** Municipalities of one site each, with what is shown before and after the second quarter of 2027. */
function around(towns: Readonly<Record<string, readonly [before: Shares, after: Shares]>>) {
  const of = (which: 0 | 1) =>
    Object.entries(towns).map(([tenant, shares]) => ({ tenant, site: 'keskusta', shares: shares[which] }));
  return new Map([
    ['2027-Q1', of(0)],
    ['2027-Q3', of(1)],
  ]);
}

const same: readonly [Shares, Shares] = [waits(10, 10), waits(10, 10)];
const better: readonly [Shares, Shares] = [waits(10, 10), waits(18, 6)];
const towns = { a: better, b: better, c: better, x: same, y: same, z: same };
const six = around(towns);

function adopted(...names: readonly string[]): Adopter[] {
  return names.map((tenant) => ({ tenant, since: '2027-05-10' }));
}

function of(told: readonly EvidenceView[], metric: EvidenceMetric = 'M05'): EvidenceView {
  const found = told.find((each) => each.metric === metric);
  if (!found) throw new Error('The metric is missing');
  return found;
}

/** How many municipalities stand on each side; none while it is hidden. */
function sides(told: readonly EvidenceView[]): [number, number] {
  const evidence = of(told);
  return 'hidden' in evidence ? [0, 0] : [evidence.adopters.municipalities, evidence.others.municipalities];
}

describe('What changed where a template was adopted', () => {
  it('is told next to where it was not: the quarter before adopting and the quarter after', () => {
    expect(of(evidenceOf(adopted('a', 'b', 'c'), six, CLOSED))).toEqual({
      metric: 'M05',
      from: '2027-Q1',
      to: '2027-Q3',
      adopters: { municipalities: 3, before: { percent: 50, of: 60 }, after: { percent: 75, of: 70 } },
      others: { municipalities: 3, before: { percent: 50, of: 60 }, after: { percent: 50, of: 60 } },
    });
  });

  it.each([
    ['two adopters', adopted('a', 'b')],
    ['two others', adopted('a', 'b', 'c', 'x')],
    ['nobody', []],
  ])('is not told of %s', (_what, adopters) => {
    const evidence = of(evidenceOf(adopters, six, CLOSED));
    expect(evidence).toEqual({ metric: 'M05', hidden: 'FEW_MUNICIPALITIES' });
  });

  it('counts who ended it only when the quarter after adopting was over, and never as one of the others', () => {
    const all = around({ ...towns, d: better });
    const ended = (until: string) =>
      sides(
        evidenceOf([...adopted('a', 'b', 'c'), { tenant: 'd', since: '2027-05-10', until }], all, CLOSED),
      );
    expect(ended('2027-10-01')).toEqual([4, 3]);
    for (const until of ['2027-09-30', '2027-06-01']) expect(ended(until)).toEqual([3, 3]);
  });

  it('waits until late entries no longer change the quarter after', () => {
    const early = evidenceOf(adopted('a', 'b', 'c'), six, '2027-Q2');
    expect(of(early)).toMatchObject({ hidden: 'FEW_MUNICIPALITIES' });
  });

  it('leaves out a site of which one of the quarters is hidden, and counts a municipality once', () => {
    const hidden = around({ ...towns, c: [{}, waits(9, 9)] });
    expect(of(evidenceOf(adopted('a', 'b', 'c'), hidden, CLOSED))).toMatchObject({
      hidden: 'FEW_MUNICIPALITIES',
    });
    const two = new Map(
      [...six].map(([quarter, sites]) => [
        quarter,
        [
          ...sites,
          ...sites.filter(({ tenant }) => tenant === 'a').map((each) => ({ ...each, site: 'itainen' })),
        ],
      ]),
    );
    expect(of(evidenceOf(adopted('a', 'b', 'c'), two, CLOSED))).toMatchObject({
      adopters: { municipalities: 3, before: { percent: 50, of: 80 } },
    });
  });

  it('compares with nobody who had it before, and counts nobody who took it up in another quarter', () => {
    const users = [...adopted('a', 'b', 'c'), { tenant: 'x', since: '2026-11-01' }];
    expect(of(evidenceOf(users, six, CLOSED))).toMatchObject({ hidden: 'FEW_MUNICIPALITIES' });
  });

  it('takes those who adopt later as a comparison until then', () => {
    const users = [...adopted('a', 'b', 'c'), { tenant: 'x', since: '2027-10-01' }];
    expect(sides(evidenceOf(users, six, CLOSED))).toEqual([3, 3]);
  });
});

/** What the cubes of a quarter show of sites with these counts. */
function published(sites: readonly { readonly tenant: string; readonly counts: Counts }[]) {
  const series = sites.map(({ tenant, counts }) => ({ tenant, site: 'keskusta', versions: [counts] }));
  const pattern = settle(series, () => 0);
  return (cube: CubeId): CubeCells => cellsOf(cube, series, pattern);
}

const busy: Counts = {
  ...{ contacts: 40, anonymous: 10, walkIns: 20, wait_5: 12, wait_40: 8 },
  ...{ answered: 30, solved: 15, kept: 15, noShows: 5, cancelledLate: 5, lead_3: 40 },
};

describe('What evidence is made of', () => {
  it('is what the cubes show: missed of those due, anonymous of all, in time of those whose arrival is known, solved of those answered', () => {
    const [site] = shownSites(published(['a', 'b', 'c'].map((tenant) => ({ tenant, counts: busy }))));
    expect(site?.shares).toEqual({
      M03: { part: 10, whole: 40 },
      M05: { part: 12, whole: 20 },
      M07: { part: 5, whole: 25 },
      M08: { part: 15, whole: 30 },
    });
  });

  it('is nothing but that: whatever stands behind a hidden number changes no evidence', () => {
    const count = fc.integer({ min: 0, max: 12 });
    const counts = fc
      .tuple(count, count, count, count)
      .map(([anonymous, identified, inTime, late]): Counts => ({
        ...{ contacts: anonymous + identified + inTime + late, anonymous },
        ...{ walkIns: inTime + late, wait_5: inTime, wait_40: late },
      }));
    fc.assert(
      fc.property(fc.array(counts, { minLength: 3, maxLength: 8 }), (drawn) => {
        const cellsIn = published(drawn.map((each, at) => ({ tenant: `t${String(at)}`, counts: each })));
        // A reader of the open data has no counts, only these cells.
        const open = JSON.parse(
          JSON.stringify(
            Object.fromEntries(
              (['anonymity', 'waits', 'appointments', 'solved'] as const).map((cube) => [
                cube,
                cellsIn(cube),
              ]),
            ),
          ),
        ) as Record<CubeId, CubeCells>;
        const shown = shownSites(cellsIn);
        expect(shownSites((cube) => open[cube])).toEqual(shown);
        for (const { tenant, shares } of shown) {
          const at = (cube: CubeId, id: string) => {
            const row = open[cube].sites.find((each) => each.tenant === tenant);
            return row?.cells[cubeOf(cube).measures.findIndex((each) => each.id === id)];
          };
          if (at('anonymity', 'ANONYMOUS') === 'HIDDEN') expect(shares.M03).toBeUndefined();
          if (at('waits', 'IN_TIME') === 'HIDDEN') expect(shares.M05).toBeUndefined();
        }
      }),
    );
  });
});
