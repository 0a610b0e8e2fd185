/** Letters that do not come apart into a base letter and an accent (Unicode NFD). */
const foldedLetters: Readonly<Record<string, string>> = {
  đ: 'd',
  ŋ: 'n',
  ŧ: 't',
  ø: 'o',
  æ: 'ae',
  ß: 'ss',
  ʒ: 'z',
  ǯ: 'z',
  ı: 'i',
  ł: 'l',
  // One letter that Arabic and Persian keyboards write differently, and the stroke that only stretches a word.
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
  ـ: '',
};

/** A name without case and accents, so that whoever types `Meriläinen`, `merilainen` or `MERILÄINEN` finds the same person. */
export function foldName(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[đŋŧøæßʒǯıłىیکةـ]/gu, (letter) => foldedLetters[letter] ?? letter);
}

/** More words of a name than this are not searched by. */
const WORDS = 6;
/** A bucket is named by so many letters of a word: fewer would gather too many people, more would not find what is being typed. */
export const BUCKET_LETTERS = 2;

/** The words of a name as they are searched by: folded, each once; a sign that is no letter or digit ends a word. */
export function nameWords(name: string): string[] {
  const words = foldName(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  return [...new Set(words)].slice(0, WORDS);
}

/** The letters that name the bucket of a word. */
export function bucketOf(word: string): string {
  return Array.from(word).slice(0, BUCKET_LETTERS).join('');
}

/** Whether every word of the search begins some word of the name; a search without words fits nobody. */
export function nameFits(name: string, search: string): boolean {
  const [words, wanted] = [nameWords(name), nameWords(search)];
  return wanted.length > 0 && wanted.every((each) => words.some((word) => word.startsWith(each)));
}

/** Finland's country code (ITU-T E.164). */
const HOME_COUNTRY = '358';

/** A telephone number in one form, `+358401234567`, whatever spaces it was written with; `undefined` for text that is none. */
export function phoneForm(typed: string): string | undefined {
  const digits = typed.replaceAll(/[\s()-]/gu, '').replace(/^00/u, '+');
  if (!/^\+?\d{5,15}$/u.test(digits)) return undefined;
  if (digits.startsWith('+')) return digits;
  return digits.startsWith('0') ? `+${HOME_COUNTRY}${digits.slice(1)}` : `+${digits}`;
}

/** Why two records may be about one person; the surest first. */
export const duplicateReasons = ['PHONE', 'NAME_AND_BIRTH_DATE', 'NAME'] as const;
export type DuplicateReason = (typeof duplicateReasons)[number];

/** What decides whether two records may be about one person. */
export interface Likeness {
  readonly displayName: string;
  readonly birthDate?: string | undefined;
  readonly phone?: string | undefined;
}

/**
 * Why the two may be one person, or `undefined`. Two birth dates that are known and differ make one name two people; a shared
 * telephone may be a family's, so it is a reason to look, never to merge by itself.
 */
export function likenessOf(one: Likeness, other: Likeness): DuplicateReason | undefined {
  const phones = [one.phone, other.phone].map((phone) => phone && phoneForm(phone));
  if (phones[0] && phones[0] === phones[1]) return 'PHONE';
  const names = [one, other].map(({ displayName }) => nameWords(displayName).toSorted().join(' '));
  if (names[0] === '' || names[0] !== names[1]) return undefined;
  if (one.birthDate === undefined || other.birthDate === undefined) return 'NAME';
  return one.birthDate === other.birthDate ? 'NAME_AND_BIRTH_DATE' : undefined;
}
