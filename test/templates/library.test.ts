import { topics } from '@ohjaamo/shared/kernel/codes.ts';
import {
  facetsOf,
  type LibraryCard,
  type LibraryQuery,
  orderOf,
  type Place,
  type Placed,
  searchLibrary,
  type Shelf,
  usedFacet,
} from '@ohjaamo/shared/templates/library.ts';
import { siteSizes, templateKinds } from '@ohjaamo/shared/templates/version.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

interface Used extends LibraryCard {
  readonly usedBy: readonly string[];
}

const card = (number: number, { usedBy = [], ...overrides }: Partial<Used> = {}): Used => ({
  ...{
    address: String(number).padStart(64, '0'),
    kind: 'GROUP_PROGRAMME',
    name: `group-${number}`,
    version: '1',
  },
  title: { fi: `Ryhmä ${number}`, en: `Group ${number}` },
  ...{ summary: { fi: 'Rahat riittävät.' }, needs: [], sizes: [], languages: ['fi'] },
  ...{ usedBy, users: usedBy.length, ...overrides },
});
const some = <T>(values: readonly T[]) => fc.subarray([...values]);
const towns = Array.from({ length: 12 }, (_, number) => String(number).padStart(3, '0'));
const cards = fc.array(
  fc.record({
    kind: fc.constantFrom(...templateKinds),
    needs: some(topics),
    sizes: some(siteSizes),
    languages: some(['fi', 'sv', 'en'] as const),
    usedBy: some(towns),
  }),
  { maxLength: 40 },
);
const query = fc.record(
  {
    kind: fc.constantFrom(...templateKinds),
    need: fc.constantFrom(...topics),
    size: fc.constantFrom(...siteSizes),
    language: fc.constantFrom('fi', 'sv', 'en'),
    usedBy: fc.constantFrom('000', '001'),
    words: fc.constantFrom('ryhmä', 'ra', 'rahat ryhm', '1'),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<LibraryQuery>;

/** A shelf in memory, and how many cards were looked at on it. */
function shelfOf(all: readonly Used[]) {
  const places = new Map<string, Placed[]>();
  const ordered = all
    .map((each) => ({ order: orderOf(each), card: each }))
    .sort((one, other) => (one.order < other.order ? -1 : 1));
  for (const placed of ordered) {
    for (const facet of [...facetsOf(placed.card), ...placed.card.usedBy.map(usedFacet)]) {
      places.set(facet, [...(places.get(facet) ?? []), placed]);
    }
  }
  let looked = 0;
  const shelf: Shelf = {
    count: (facet) => Promise.resolve(places.get(facet)?.length ?? 0),
    walk(facet, after = '', most) {
      const found = (places.get(facet) ?? []).filter(({ order }) => order > after).slice(0, most);
      looked += found.length;
      return Promise.resolve(found);
    },
  };
  return { shelf, looked: () => looked };
}

const fits = (each: Used, { kind, need, size, language, usedBy, words = '' }: LibraryQuery) =>
  (!kind || each.kind === kind) &&
  (!need || each.needs.includes(need)) &&
  (!size || each.sizes.includes(size)) &&
  (!language || each.languages.includes(language)) &&
  (!usedBy || each.usedBy.includes(usedBy)) &&
  words.split(' ').every((word) =>
    `${each.title.fi} rahat riittävät`
      .toLowerCase()
      .split(' ')
      .some((has) => has.startsWith(word)),
  );

const rankOf = ({ users }: LibraryCard) => [1, 3, 10, 30, 100].filter((each) => users >= each).length;

describe('The library', () => {
  it('finds all that fits and nothing else, page by page, those of many users first', async () => {
    await fc.assert(
      fc.asyncProperty(cards, query, fc.integer({ min: 1, max: 7 }), async (made, wanted, most) => {
        const all = made.map((each, number) => card(number, each));
        const { shelf } = shelfOf(all);
        const found: LibraryCard[] = [];
        let from: Place | undefined;
        do {
          const page = await searchLibrary(shelf, wanted, { from, most });
          expect(page.found.length).toBeLessThanOrEqual(most);
          found.push(...page.found);
          from = page.next;
        } while (from);
        expect(found.map(({ name }) => name).sort()).toEqual(
          all
            .filter((each) => fits(each, wanted))
            .map(({ name }) => name)
            .sort(),
        );
        const shown = found.map(rankOf);
        expect(shown).toEqual([...shown].sort((one, other) => other - one));
      }),
    );
  });

  it('finds by the first letters of words in any language, whatever their case and ending', async () => {
    const { shelf } = shelfOf([
      card(1),
      card(2, { title: { fi: 'Čáppa kesätyöklubi', sv: 'Sommarjobbsklubben' } }),
    ]);
    const names = async (words: string) =>
      (await searchLibrary(shelf, { words })).found.map(({ name }) => name).sort();
    expect(await names('KESÄTYÖT')).toEqual(['group-2']);
    expect(await names('sommar')).toEqual(['group-2']);
    expect(await names('čáp')).toEqual(['group-2']);
    expect(await names('ke')).toEqual(['group-2']);
    expect(await names('raha')).toEqual(['group-1', 'group-2']);
    expect(await names('rahat group')).toEqual(['group-1']);
    expect(await names('velka')).toEqual([]);
  });

  it('looks at as many cards for a page with five thousand templates as with five hundred', async () => {
    const looked = async (count: number) => {
      const shelf = shelfOf(
        Array.from({ length: count }, (_, number) =>
          card(number, { needs: [topics[number % 14] ?? 'OTHER'] }),
        ),
      );
      await searchLibrary(shelf.shelf, { need: 'MONEY', language: 'fi', kind: 'GROUP_PROGRAMME' });
      return shelf.looked();
    };
    expect(await looked(500)).toBeLessThanOrEqual(60);
    expect(await looked(5000)).toBe(60);
  });

  it('walks what never meets in parts: a part that finds nothing says where to go on', async () => {
    const { shelf, looked } = shelfOf(
      Array.from({ length: 1500 }, (_, number) =>
        card(number, { kind: number < 750 ? 'PLAN' : 'SITE_KIT', needs: number < 750 ? ['MONEY'] : [] }),
      ),
    );
    const wanted: LibraryQuery = { kind: 'SITE_KIT', need: 'MONEY' };
    const first = await searchLibrary(shelf, wanted);
    expect(first).toMatchObject({ found: [], next: {} });
    expect(looked()).toBe(600);
    expect(await searchLibrary(shelf, wanted, { from: first.next })).toEqual({ found: [] });
    expect(looked()).toBe(750);
  });
});
