import { topics } from '@ohjaamo/shared/kernel/codes.ts';
import {
  indexOf,
  type LibraryCard,
  type LibraryQuery,
  searchLibrary,
} from '@ohjaamo/shared/templates/library.ts';
import { siteSizes, templateKinds } from '@ohjaamo/shared/templates/version.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const card = (number: number, overrides: Partial<LibraryCard> = {}): LibraryCard => ({
  ...{
    address: String(number).padStart(64, '0'),
    kind: 'GROUP_PROGRAMME',
    name: `group-${number}`,
    version: '1',
  },
  title: { fi: `Ryhmä ${number}`, en: `Group ${number}` },
  ...{
    summary: { fi: 'Rahat riittävät.' },
    needs: [],
    sizes: [],
    languages: ['fi'],
    usedBy: [],
    ...overrides,
  },
});
const some = <T>(values: readonly T[]) => fc.subarray([...values]);
const cards = fc.array(
  fc.record({
    kind: fc.constantFrom(...templateKinds),
    needs: some(topics),
    sizes: some(siteSizes),
    languages: some(['fi', 'sv', 'en'] as const),
    usedBy: some(['091', '698', '049']),
  }),
  { maxLength: 40 },
);
const query = fc.record(
  {
    kind: fc.constantFrom(...templateKinds),
    need: fc.constantFrom(...topics),
    size: fc.constantFrom(...siteSizes),
    language: fc.constantFrom('fi', 'sv', 'en'),
    usedBy: fc.constantFrom('091', '698'),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<LibraryQuery>;

const fits = (each: LibraryCard, { kind, need, size, language, usedBy }: LibraryQuery) =>
  (!kind || each.kind === kind) &&
  (!need || each.needs.includes(need)) &&
  (!size || each.sizes.includes(size)) &&
  (!language || each.languages.includes(language)) &&
  (!usedBy || each.usedBy.includes(usedBy));

describe('The library', () => {
  it('finds all that fits and nothing else, page by page, those of most users first', () => {
    fc.assert(
      fc.property(cards, query, fc.integer({ min: 1, max: 7 }), (made, wanted, most) => {
        const all = made.map((each, number) => card(number, each));
        const index = indexOf(all);
        const found: LibraryCard[] = [];
        for (let after: number | undefined = -1; after !== undefined;) {
          const page = searchLibrary(index, wanted, { after, most });
          expect(page.found.length).toBeLessThanOrEqual(most);
          found.push(...page.found);
          after = page.next;
        }
        expect(found.map(({ name }) => name).sort()).toEqual(
          all
            .filter((each) => fits(each, wanted))
            .map(({ name }) => name)
            .sort(),
        );
        const users = found.map(({ usedBy }) => usedBy.length);
        expect(users).toEqual([...users].sort((one, other) => other - one));
      }),
    );
  });

  it('finds by the first letters of words in any language, whatever their case and ending', () => {
    const index = indexOf([
      card(1),
      card(2, { title: { fi: 'Čáppa kesätyöklubi', sv: 'Sommarjobbsklubben' } }),
    ]);
    const names = (words: string) => searchLibrary(index, { words }).found.map(({ name }) => name);
    expect(names('KESÄTYÖT')).toEqual(['group-2']);
    expect(names('sommar')).toEqual(['group-2']);
    expect(names('čáp')).toEqual(['group-2']);
    expect(names('raha')).toEqual(['group-1', 'group-2']);
    expect(names('rahat group')).toEqual(['group-1']);
    expect(names('velka')).toEqual([]);
  });

  it('looks at as many cards for a page with five thousand templates as with five hundred', () => {
    const looked = (count: number) => {
      const { cards: all, places } = indexOf(
        Array.from({ length: count }, (_, number) =>
          card(number, { needs: [topics[number % 14] ?? 'OTHER'], usedBy: [String(number % 300)] }),
        ),
      );
      let reads = 0;
      const counted = new Proxy(all, {
        get: (target, name) => {
          if (/^\d+$/u.test(String(name))) reads++;
          return Reflect.get(target, name) as unknown;
        },
      });
      searchLibrary({ cards: counted, places }, { need: 'MONEY', language: 'fi', kind: 'GROUP_PROGRAMME' });
      return reads;
    };
    expect(looked(500)).toBe(20);
    expect(looked(5000)).toBe(20);
  });
});
