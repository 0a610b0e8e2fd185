import type { Topic } from '../kernel/codes.ts';
import { inLanguage, type Language, languages } from '../kernel/i18n.ts';
import type { siteSizes, TemplateKind, TemplateVersion } from './version.ts';

/** A published version as the library shows it. Who uses it is kept with the version, so that nobody is asked at a search. */
export interface LibraryCard extends Pick<
  TemplateVersion,
  'kind' | 'name' | 'version' | 'title' | 'summary' | 'needs' | 'sizes'
> {
  readonly address: string;
  /** Languages in which every text is there. */
  readonly languages: readonly Language[];
  /** Codes of the municipalities that use it. */
  readonly usedBy: readonly string[];
}

/** What is looked for; what is absent does not matter. All that is given must hold. */
export interface LibraryQuery {
  readonly kind?: TemplateKind;
  readonly need?: Topic;
  readonly size?: (typeof siteSizes)[number];
  readonly language?: Language;
  /** Code of a municipality that uses it. */
  readonly usedBy?: string;
  /** Words of title and summary in any language; of a word the first letters count. */
  readonly words?: string;
}

/** Cards in the order in which they are shown, and for each facet their places in that order. */
export interface LibraryIndex {
  readonly cards: readonly LibraryCard[];
  readonly places: ReadonlyMap<string, readonly number[]>;
}

/** So many letters of a word count: Finnish endings come after them. */
const LETTERS = 5;

/** Orders the cards, those of most users first, and notes where each facet stands. Work by the number of cards, once. */
export function indexOf(cards: readonly LibraryCard[]): LibraryIndex {
  const ordered = [...cards].sort(
    (one, other) =>
      other.usedBy.length - one.usedBy.length ||
      (inLanguage(one.title, 'fi') + one.address < inLanguage(other.title, 'fi') + other.address ? -1 : 1),
  );
  const places = new Map<string, number[]>();
  ordered.forEach((card, place) => {
    for (const facet of facetsOf(card)) {
      const found = places.get(facet);
      if (found) found.push(place);
      else places.set(facet, [place]);
    }
  });
  return { cards: ordered, places };
}

/**
 * One page of what fits, from the place `after` on. Walks the rarest facet asked for and stops when the page is full: the time goes
 * by what is shown, and neither by the number of municipalities nor, where something is found, by that of templates.
 *
 * @returns the cards, and `next` to go on from when there may be more
 */
export function searchLibrary(
  { cards, places }: LibraryIndex,
  query: LibraryQuery,
  { after = -1, most = 20 }: { readonly after?: number; readonly most?: number } = {},
): { readonly found: readonly LibraryCard[]; readonly next?: number } {
  const wanted = wantedFacets(query).map((facet) => places.get(facet) ?? []);
  const [rarest, ...others] = wanted.sort((one, other) => one.length - other.length);
  const length = rarest?.length ?? cards.length;
  const placeAt = (step: number) => (rarest ? (rarest[step] ?? 0) : step);
  const found: LibraryCard[] = [];
  for (let step = rarest ? firstFrom(rarest, after + 1) : after + 1; step < length; step++) {
    const place = placeAt(step);
    const card = cards[place];
    if (!card || !others.every((list) => list[firstFrom(list, place)] === place)) continue;
    found.push(card);
    if (found.length === most) return step + 1 < length ? { found, next: place } : { found };
  }
  return { found };
}

/** The first step of a rising list that is `from` or more. */
function firstFrom(list: readonly number[], from: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

function facetsOf(card: LibraryCard): Set<string> {
  const texts = [card.title, card.summary].flatMap((text) => languages.map((each) => text[each] ?? ''));
  return new Set([
    `kind ${card.kind}`,
    ...card.needs.map((need) => `need ${need}`),
    ...card.sizes.map((size) => `size ${size}`),
    ...card.languages.map((each) => `language ${each}`),
    ...card.usedBy.map((code) => `used ${code}`),
    ...texts
      .flatMap(wordsOf)
      .flatMap((word) =>
        Array.from(
          { length: Math.min(word.length, LETTERS) },
          (_, index) => `word ${word.slice(0, index + 1)}`,
        ),
      ),
  ]);
}

function wantedFacets(query: LibraryQuery): string[] {
  const { kind, need, size, language, usedBy, words = '' } = query;
  const plain = Object.entries({ kind, need, size, language, used: usedBy });
  return [
    ...plain.flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`])),
    ...wordsOf(words).map((word) => `word ${word.slice(0, LETTERS)}`),
  ];
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}
