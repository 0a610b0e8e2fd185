/** Letters as they are compared: small, without marks (`ä` is found by `a`). */
function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Whether a name has every word that was typed, in any order and with or without marks. */
export function hasWords(name: string, typed: string): boolean {
  const words = plain(typed)
    .split(/\s+/u)
    .filter((word) => word !== '');
  return words.every((word) => plain(name).includes(word));
}

/** How well a name fits what was typed: it is that, it begins so, each word begins one of its own, it has each somewhere. */
const FITS = ['IS', 'BEGINS', 'WORDS_BEGIN', 'HAS'] as const;

/**
 * The place of a name among those that were found, smaller is better; `undefined` when it was not found. Names of one place keep their order, so
 * that what is begun most stays first.
 */
export function placeByWords(name: string, typed: string): number | undefined {
  if (!hasWords(name, typed)) return undefined;
  const [whole, asked] = [plain(name).trim(), plain(typed).trim()];
  const words = whole.split(/\s+/u);
  const begun = asked.split(/\s+/u).every((each) => words.some((word) => word.startsWith(each)));
  const fit = whole === asked ? 'IS' : whole.startsWith(asked) ? 'BEGINS' : begun ? 'WORDS_BEGIN' : 'HAS';
  return FITS.indexOf(fit);
}

/** Those whose name fits what was typed, the best first. */
export function byWords<T>(all: readonly T[], nameOf: (each: T) => string, typed: string): T[] {
  return all
    .flatMap((each) => {
      const place = placeByWords(nameOf(each), typed);
      return place === undefined ? [] : [{ each, place }];
    })
    .sort((one, other) => one.place - other.place)
    .map(({ each }) => each);
}
