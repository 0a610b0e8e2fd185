import { type AreaAnswer, answerFaults, completeness, strengthsFirst } from '@ohjaamo/shared/maps/answers.ts';
import { type Change, compareMaps } from '@ohjaamo/shared/maps/comparison.ts';
import { mapsRoutes } from '@ohjaamo/shared/maps/contract.ts';
import { newMapCode, readMapCode } from '@ohjaamo/shared/maps/mapCode.ts';
import { mergeAreas, nothingSaid, type SentArea } from '@ohjaamo/shared/maps/mergeAreas.ts';
import { ownInstrument } from '@ohjaamo/shared/maps/ownInstrument.ts';
import { helpsWith } from '@ohjaamo/shared/maps/servicesFor.ts';
import { needsHelpNow, suggestions } from '@ohjaamo/shared/maps/suggestions.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { mapTown, says } from './mapTown.ts';

const keys = ownInstrument.areas.map(({ key }) => key);
const answer: fc.Arbitrary<AreaAnswer> = fc.record(
  {
    value: fc.integer({ min: 0, max: 10 }),
    strength: fc.boolean(),
    help: fc.boolean(),
    words: fc.string({ minLength: 1, maxLength: 20 }),
  },
  { requiredKeys: ['strength', 'help'] },
);
const answers = fc.dictionary(fc.constantFrom(...keys), answer, { noNullPrototype: true });
const filled = fc.record({ answers, first: fc.constantFrom(...keys) }, { requiredKeys: ['answers'] });
const markOf = (each: AreaAnswer): string =>
  JSON.stringify([each.value ?? null, each.strength, each.help, each.words ?? null]);

describe('Suggestions', () => {
  it('are for every area marked or low and for no other, each once', () => {
    fc.assert(
      fc.property(filled, (map) => {
        const expected = ownInstrument.areas
          .filter(({ key }) => {
            const { value = 10, help = false } = map.answers[key] ?? {};
            return key === map.first || help || value < 4;
          })
          .map(({ key }) => key);
        const suggested = suggestions(ownInstrument, map).map(({ area }) => area.key);
        expect([...suggested].sort()).toEqual([...expected].sort());
      }),
    );
  });

  it('follow the young person’s choice: what to begin with, what help is wanted with, then the lowest', () => {
    fc.assert(
      fc.property(filled, (map) => {
        const found = suggestions(ownInstrument, map);
        const order = found.map(({ why }) => ['FIRST', 'WANTED', 'LOW'].indexOf(why));
        expect(order).toEqual([...order].sort((one, other) => one - other));
        const low = found
          .filter(({ why }) => why === 'LOW')
          .map(({ area }) => map.answers[area.key]?.value ?? 0);
        expect(low).toEqual([...low].sort((one, other) => one - other));
        if (map.first !== undefined) expect(found[0]?.area.key).toBe(map.first);
      }),
    );
  });

  it('put crisis help first when an area of crisis is very low, and only then', () => {
    expect(needsHelpNow(ownInstrument, { mind: says({ value: 2 }) })).toBe(true);
    expect(needsHelpNow(ownInstrument, { mind: says({ value: 3 }) })).toBe(false);
    expect(needsHelpNow(ownInstrument, { money: says({ value: 0 }) })).toBe(false);
    expect(needsHelpNow(ownInstrument, { mind: says({ help: true }) })).toBe(false);
  });

  it('lead to services of the right class, and P1 is not P10', () => {
    expect(helpsWith(['P1.4'], ['HOUSING'])).toBe(true);
    expect(helpsWith(['P10.1'], ['HOUSING'])).toBe(false);
    expect(helpsWith(['P10.1'], ['EMPLOYMENT'])).toBe(true);
    expect(helpsWith(['P28.5'], ['FREE_TIME'])).toBe(false);
    expect(helpsWith(['P5.7'], ['MENTAL_WELLBEING'])).toBe(false);
  });
});

describe('Two maps over each other', () => {
  it('show every area of both once, strengths first, and change only where both have a value', () => {
    fc.assert(
      fc.property(answers, answers, (before, after) => {
        const rows = compareMaps(
          { instrument: ownInstrument, answers: before },
          { instrument: ownInstrument, answers: after },
        );
        expect(rows.map(({ area }) => area.key).sort()).toEqual([...keys].sort());
        const strong = rows.map(({ after: later }) => later?.strength ?? false);
        expect(strong.lastIndexOf(true)).toBe(strong.filter(Boolean).length - 1);
        for (const row of rows) {
          const [one, other] = [row.before?.value, row.after?.value];
          const both = one !== undefined && other !== undefined;
          expect(['RISEN', 'FALLEN', 'SAME'].includes(row.change)).toBe(both);
          if (both) expect(row.change === 'FALLEN' ? -row.steps : row.steps).toBe(other - one);
        }
      }),
    );
  });

  it('the other way round rise where they fell', () => {
    const turned: Partial<Record<Change, Change>> = {
      RISEN: 'FALLEN',
      FALLEN: 'RISEN',
      ONLY_BEFORE: 'ONLY_AFTER',
      ONLY_AFTER: 'ONLY_BEFORE',
    };
    fc.assert(
      fc.property(answers, answers, (one, other) => {
        const there = compareMaps(
          { instrument: ownInstrument, answers: one },
          { instrument: ownInstrument, answers: other },
        );
        const back = compareMaps(
          { instrument: ownInstrument, answers: other },
          { instrument: ownInstrument, answers: one },
        );
        for (const { area, change } of there) {
          const same = back.find((each) => each.area.key === area.key)?.change;
          expect(same).toBe(turned[change] ?? change);
        }
      }),
    );
  });

  it('of two versions keep what only the earlier one asked', () => {
    const shorter = { ...ownInstrument, version: '2', areas: ownInstrument.areas.slice(1) };
    const rows = compareMaps(
      { instrument: ownInstrument, answers: { everyday: says({ value: 3 }) } },
      { instrument: shorter, answers: {} },
    );
    expect(rows.find(({ area }) => area.key === 'everyday')?.change).toBe('ONLY_BEFORE');
  });
});

describe('What is answered', () => {
  it('and what is skipped are all areas, each once', () => {
    fc.assert(
      fc.property(answers, (said) => {
        const { answered, skipped } = completeness(ownInstrument, said);
        expect([...answered, ...skipped].sort()).toEqual([...keys].sort());
        expect(answerFaults(ownInstrument, { answers: said })).toEqual([]);
        expect(strengthsFirst(ownInstrument, said)).toHaveLength(keys.length);
      }),
    );
  });
});

describe('Saving what somebody else may have changed', () => {
  /** A page that showed `seen` and sends `typed`. */
  const page = (seen: Record<string, AreaAnswer>, typed: Record<string, AreaAnswer>): SentArea[] =>
    keys.map((key) => ({
      key,
      seen: markOf(seen[key] ?? nothingSaid),
      answer: typed[key] ?? nothingSaid,
    }));

  it('loses neither side: every change stands, or is told as a conflict', () => {
    fc.assert(
      fc.property(answers, answers, answers, (seen, theirs, mine) => {
        const { answers: saved, conflicts } = mergeAreas(theirs, page(seen, mine), markOf);
        for (const key of keys) {
          const [was, their, my, now] = [seen, theirs, mine, saved].map((each) =>
            markOf(each[key] ?? nothingSaid),
          );
          const [iChanged, theyChanged] = [my !== was, their !== was];
          expect(conflicts.includes(key)).toBe(iChanged && theyChanged && my !== their);
          if (!conflicts.includes(key)) expect(now).toBe(iChanged ? my : their);
        }
      }),
    );
  });

  it('by two pages that changed different areas ends the same in either order', () => {
    fc.assert(
      fc.property(answers, answers, answers, (seen, one, other) => {
        const [even, odd] = [0, 1].map((rest) =>
          Object.fromEntries(
            keys.map((key, index) => [
              key,
              (index % 2 === rest ? (rest === 0 ? one : other) : seen)[key] ?? nothingSaid,
            ]),
          ),
        );
        const after = (first = {}, second = {}) =>
          mergeAreas(mergeAreas(seen, page(seen, first), markOf).answers, page(seen, second), markOf).answers;
        expect(after(even, odd)).toEqual(after(odd, even));
      }),
    );
  });
});

describe('The code of a kept map', () => {
  const code = fc.uint8Array({ minLength: 9, maxLength: 9 }).map((bytes) => newMapCode(() => bytes));

  it('is ten signs in two groups, and every one of its 45 bits makes another code', () => {
    fc.assert(
      fc.property(code, (each) => {
        expect(each).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/u);
        expect(readMapCode(each.toLowerCase().replace('-', ' '))).toBe(each);
      }),
    );
    const codes = Array.from({ length: 45 }, (_, bit) => {
      const bytes = new Uint8Array(9);
      bytes[Math.floor(bit / 5)] = 1 << (bit % 5);
      return newMapCode(() => bytes);
    });
    expect(new Set(codes).size).toBe(45);
  });

  it('with one wrong sign is no code', () => {
    const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    fc.assert(
      fc.property(code, fc.nat(9), fc.nat(30), (each, place, step) => {
        const bare = each.replace('-', '');
        const sign = bare.charAt(place);
        const wrong = signs.charAt((signs.indexOf(sign) + 1 + step) % signs.length);
        expect(readMapCode(bare.slice(0, place) + wrong + bare.slice(place + 1))).toBeUndefined();
      }),
    );
  });
});

describe('There is no total', () => {
  it('in any route of the module', () => {
    for (const { response } of Object.values(mapsRoutes)) {
      const schema = JSON.stringify(z.toJSONSchema(response, { io: 'output' }));
      expect(schema).not.toMatch(/"[a-z]*(?:total|sum|score|mean|average|points|index|result)[a-z]*":/iu);
    }
  });

  it('in any answer: neither the sum of the values nor their mean is told', async () => {
    const { town, parameters, finished, list, read } = await mapTown();
    const values: Record<string, number> = {
      home: 9,
      money: 9,
      mind: 8,
      work: 9,
      study: 9,
      health: 9,
      future: 8,
    };
    const map = await finished(
      Object.fromEntries(Object.entries(values).map(([key, value]) => [key, says({ value })])),
    );
    const compared = await town.as('counsellor', mapsRoutes.compareMaps, {
      parameters,
      query: { before: map.id, after: map.id },
    });
    for (const shown of [await list(), await read(map), compared]) {
      const numbers: number[] = [];
      JSON.parse(shown.text, (_, value: unknown) => {
        if (typeof value === 'number') numbers.push(value);
        return value;
      });
      expect(numbers.filter((each) => each > 10 || !Number.isInteger(each))).toEqual([]);
    }
  });
});
