import { type Pattern, settle } from '@ohjaamo/shared/figures/network/pattern.ts';
import type { Chance, SiteCounts } from '@ohjaamo/shared/figures/network/table.ts';
import { describe, expect, it } from 'vitest';
import { byChannel, chanceOf, siteOf } from './builders.ts';

/** All ways to divide a number over so many channels. */
function divisions(of: number, over: number): number[][] {
  if (over === 1) return [[of]];
  return Array.from({ length: of + 1 }, (_, first) =>
    divisions(of - first, over - 1).map((others) => [first, ...others]),
  ).flat();
}

/** What the channels of these sites look like when they are published: shown numbers, and which are hidden. */
function shownChannels(
  sites: readonly SiteCounts[],
  numbers: readonly (readonly number[])[],
  chance: Chance,
): string {
  const pattern: Pattern = settle(sites, chance);
  const { hidden = [], sites: included = [] } = pattern.breakdowns['channel'] ?? {};
  const rows = sites.map(({ tenant, site }, at) => {
    if (!included.includes(`${tenant}/${site}`)) return '..';
    return (numbers[at] ?? []).map((value, column) =>
      hidden.includes(`${tenant}/${site} ${['ON_SITE', 'OUTREACH', 'PHONE', 'CHAT'][column] ?? ''}`)
        ? '..'
        : value,
    );
  });
  const nation = ['ON_SITE', 'OUTREACH', 'PHONE', 'CHAT'].map((code, column) => {
    const inSums = numbers.filter((_, at) => rows[at] !== '..');
    const sum = inSums.reduce((all, each) => all + (each[column] ?? 0), 0);
    return sites.length < 3 || hidden.includes(`* ${code}`) ? '..' : sum;
  });
  return JSON.stringify([rows, nation]);
}

/**
 * Every table with these numbers of contacts, published with many draws of chance: those that look the same are what a reader who
 * replays the rule cannot tell apart. Gives how many numbers the narrowest hidden one can be.
 */
function fewestPossible(totals: readonly number[], over: number, draws: number): number {
  const possible = new Map<string, Set<number>[]>();
  const walk = (numbers: readonly (readonly number[])[]): void => {
    const next = totals[numbers.length];
    if (next !== undefined) {
      for (const each of divisions(next, over)) walk([...numbers, each]);
      return;
    }
    const sites = numbers.map((each, at) => siteOf(`town${String(at)}`, 'site', byChannel(each)));
    for (let draw = 0; draw < draws; draw++) {
      const looks = shownChannels(sites, numbers, chanceOf(`draw ${String(draw)}`));
      const sets = possible.get(looks) ?? numbers.flat().map(() => new Set<number>());
      numbers.flat().forEach((value, at) => sets[at]?.add(value));
      possible.set(looks, sets);
    }
  };
  walk([]);
  const sizes = [...possible].flatMap(([looks, sets]) => {
    const [rows] = JSON.parse(looks) as [(string | (string | number)[])[], unknown];
    const isHidden = rows.flatMap((row) =>
      Array.from({ length: over }, (_, column) => (row === '..' ? '..' : row[column]) === '..'),
    );
    return sets.filter((_, at) => isHidden[at]).map(({ size }) => size);
  });
  return Math.min(...sizes);
}

describe('A reader who replays the whole rule on every possible table', () => {
  it.each([
    [[7], 2],
    [[15], 3],
    [[17], 3],
    [[12], 4],
    [[8, 7, 6], 2],
  ] as const)(
    'with contacts %j over %i channels finds at least four possible numbers for each hidden one',
    (totals, over) => {
      expect(fewestPossible(totals, over, 4)).toBeGreaterThanOrEqual(4);
    },
  );
});
