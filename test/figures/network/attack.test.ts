import { type BreakdownId, breakdownIds, breakdownOf } from '@ohjaamo/shared/figures/network/breakdowns.ts';
import { isOfMunicipalities } from '@ohjaamo/shared/figures/network/families.ts';
import { settle } from '@ohjaamo/shared/figures/network/pattern.ts';
import type { SiteCounts } from '@ohjaamo/shared/figures/network/table.ts';
import { WIDTH } from '@ohjaamo/shared/figures/network/protect.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attack, type Found, publishedOf } from './attack.ts';
import { anyMunicipalities, anySites, chanceOf } from './builders.ts';

function narrow(found: readonly Found[]): Found[] {
  return found.filter(({ interval: [least, most] }) => most - least < WIDTH);
}

/** Rows that a breakdown divides, beside a few that it does not. */
function rowsOf(id: BreakdownId): fc.Arbitrary<SiteCounts[]> {
  const isOfPersons = isOfMunicipalities(breakdownOf(id).family);
  return fc
    .tuple(anySites(isOfPersons ? 1 : 6), anyMunicipalities(isOfPersons ? 6 : 1))
    .map((rows) => rows.flat());
}

describe('A reader with integer programming, every cell and the definitions', () => {
  for (const id of breakdownIds) {
    it(`bounds nothing small and nothing hidden of ${id} to less than five`, () => {
      let hiddenNumbers = 0;
      fc.assert(
        fc.property(rowsOf(id), (sites) => {
          const pattern = settle(sites, chanceOf('attack'));
          const found = attack(id, [publishedOf(sites, pattern)], sites, pattern);
          expect(narrow(found)).toEqual([]);
          hiddenNumbers += found.length;
          for (const { value, interval } of found) {
            expect(value).toBeGreaterThanOrEqual(interval[0]);
            expect(value).toBeLessThanOrEqual(interval[1]);
          }
        }),
        { numRuns: 15 },
      );
      expect(hiddenNumbers).toBeGreaterThan(0);
    });
  }
});

describe('A municipality that knows its own numbers', () => {
  for (const id of breakdownIds) {
    it(`bounds nothing of another one's ${id} to less than five`, () => {
      let hiddenNumbers = 0;
      fc.assert(
        fc.property(rowsOf(id), fc.nat(), (sites, which) => {
          const pattern = settle(sites, chanceOf('attack'));
          const readers = [...new Set(sites.map(({ tenant }) => tenant))];
          const reader = readers[which % readers.length];
          const found = attack(id, [publishedOf(sites, pattern)], sites, pattern, reader);
          expect(narrow(found)).toEqual([]);
          hiddenNumbers += found.length;
        }),
        { numRuns: 40 },
      );
      expect(hiddenNumbers).toBeGreaterThan(0);
    });
  }
});
