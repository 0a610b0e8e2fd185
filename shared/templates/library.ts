import * as z from 'zod';
import { topic } from '../kernel/codes.ts';
import { inLanguage, language, languages, type LocalizedText, localizedText } from '../kernel/i18n.ts';
import { siteSize, templateKind, templateReference, versionAddress } from './version.ts';

/** Code of a municipality. */
export const municipality = z.string().regex(/^\d{3}$/u);

/** A template as the library shows it: its newest published version, and how many municipalities use the template. */
export const libraryCard = z.strictObject({
  ...templateReference.shape,
  address: versionAddress,
  title: localizedText,
  summary: localizedText,
  needs: z.array(topic),
  sizes: z.array(siteSize),
  /** Languages in which every text is there. */
  languages: z.array(language),
  users: z.int().min(0),
});
export type LibraryCard = z.infer<typeof libraryCard>;

/** What is looked for; what is absent does not matter. All that is given must hold. */
export const libraryQuery = z.strictObject({
  kind: templateKind.optional(),
  need: topic.optional(),
  size: siteSize.optional(),
  language: language.optional(),
  /** Code of a municipality that uses it. */
  usedBy: municipality.optional(),
  /** Words of title and summary in any language; of a word the first letters count. */
  words: z.string().max(100).optional(),
});
export type LibraryQuery = z.infer<typeof libraryQuery>;

/** A card at its place in the order of showing. */
export interface Placed {
  readonly order: string;
  readonly card: LibraryCard;
}

/** Where cards stand under each facet, in the order of showing. */
export interface Shelf {
  /** About how many cards stand under a facet; it only says where to look first. */
  readonly count: (facet: string) => Promise<number>;
  /** At most `most` cards of a facet from behind the place `after` on; fewer than `most` when it ends there. */
  readonly walk: (facet: string, after: string | undefined, most: number) => Promise<readonly Placed[]>;
}

/** Where a search goes on: a place under the facet that is walked. */
export interface Place {
  readonly facet: string;
  readonly after: string;
}

/** The facet under which every card stands. */
export const EVERYTHING = 'all';
/** So many letters of a word count: Finnish endings come after them. */
const LETTERS = 5;
/** By so many first letters words are kept; shorter ones are looked for on the cards. */
const KEPT_LETTERS = 3;
/** Cards of one look, and of one search at most: what never meets is walked in several. */
const AT_ONCE = 60;
const MOST_LOOKED_AT = 600;
/** From so many users on a card stands further up: it does not move with each of them. */
const ranks = [1, 3, 10, 30, 100];

/** The place of a card: those of many users first, then by title. */
export function orderOf({ users, title, address }: LibraryCard): string {
  const rank = ranks.filter((each) => users >= each).length;
  return `${ranks.length - rank}#${inLanguage(title, 'fi').normalize('NFC').toLowerCase()}#${address}`;
}

/** All facets under which a card stands, but for who uses it. */
export function facetsOf(card: LibraryCard): string[] {
  const kept = wordsOnCard(card).flatMap((word) =>
    word.length < KEPT_LETTERS ? [] : [`word ${word.slice(0, KEPT_LETTERS)}`],
  );
  return [
    ...new Set([
      EVERYTHING,
      `kind ${card.kind}`,
      ...card.needs.map((need) => `need ${need}`),
      ...card.sizes.map((size) => `size ${size}`),
      ...card.languages.map((each) => `language ${each}`),
      ...kept,
    ]),
  ];
}

/** The facet of what a municipality uses. */
export function usedFacet(code: string): string {
  return `used ${code}`;
}

/**
 * One page of what fits. Walks the rarest facet asked for and stops when the page is full: the time goes by what is shown, and neither
 * by the number of municipalities nor, where something is found, by that of templates. What a municipality uses is few, and is walked
 * as it is.
 *
 * @returns the cards, and `next` to go on from when there may be more; a page may be short of cards all the same
 */
export async function searchLibrary(
  shelf: Shelf,
  query: LibraryQuery,
  { from, most = 20 }: { readonly from?: Place | undefined; readonly most?: number } = {},
): Promise<{ readonly found: readonly LibraryCard[]; readonly next?: Place }> {
  const wanted = wantedFacets(query);
  const facet = from && wanted.includes(from.facet) ? from.facet : await rarest(shelf, query, wanted);
  const found: LibraryCard[] = [];
  let after = from?.facet === facet ? from.after : undefined;
  for (let looked = 0; looked < MOST_LOOKED_AT; looked += AT_ONCE) {
    const placed = await shelf.walk(facet, after, AT_ONCE);
    for (const [index, { order, card }] of placed.entries()) {
      after = order;
      if (!fits(card, query)) continue;
      found.push(card);
      const isLast = placed.length < AT_ONCE && index === placed.length - 1;
      if (found.length === most) return isLast ? { found } : { found, next: { facet, after } };
    }
    if (placed.length < AT_ONCE || after === undefined) return { found };
  }
  return after === undefined ? { found } : { found, next: { facet, after } };
}

async function rarest(shelf: Shelf, { usedBy }: LibraryQuery, wanted: readonly string[]): Promise<string> {
  if (usedBy !== undefined) return usedFacet(usedBy);
  if (wanted.length < 2) return wanted[0] ?? EVERYTHING;
  const counts = await Promise.all(wanted.map(async (facet) => ({ facet, count: await shelf.count(facet) })));
  return counts.reduce((one, other) => (other.count < one.count ? other : one)).facet;
}

/** Whether a card has all that is asked for. Who uses it is no part of it: the facet that is walked says so. */
function fits(card: LibraryCard, { kind, need, size, language: spoken, words = '' }: LibraryQuery): boolean {
  return (
    (kind === undefined || card.kind === kind) &&
    (need === undefined || card.needs.includes(need)) &&
    (size === undefined || card.sizes.includes(size)) &&
    (spoken === undefined || card.languages.includes(spoken)) &&
    saysWords([card.title, card.summary], words)
  );
}

/** Whether texts say every word that is asked for, in any language: of a word the first letters count. */
export function saysWords(texts: readonly LocalizedText[], words: string): boolean {
  const said = texts.flatMap((text) => languages.flatMap((each) => wordsOf(text[each] ?? '')));
  return wordsOf(words).every((word) => said.some((each) => each.startsWith(word.slice(0, LETTERS))));
}

/** The facets by which a query can be walked; everything when it asks for none. */
function wantedFacets({ kind, need, size, language: spoken, usedBy, words = '' }: LibraryQuery): string[] {
  const plain = Object.entries({ kind, need, size, language: spoken });
  const wanted = [
    ...(usedBy === undefined ? [] : [usedFacet(usedBy)]),
    ...plain.flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`])),
    ...wordsOf(words).flatMap((word) =>
      word.length < KEPT_LETTERS ? [] : [`word ${word.slice(0, KEPT_LETTERS)}`],
    ),
  ];
  return usedBy !== undefined ? wanted.slice(0, 1) : wanted.length > 0 ? wanted : [EVERYTHING];
}

function wordsOnCard({ title, summary }: LibraryCard): string[] {
  return [title, summary].flatMap((text) => languages.flatMap((each) => wordsOf(text[each] ?? '')));
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}
