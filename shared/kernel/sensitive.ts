import type * as z from 'zod';
import { readIdentityCode } from './identityCode.ts';
import { freeText, singleLine } from './names.ts';

/** What a free text about a person must not hold: data protection by design (GDPR 25), and no patient data (domain 2.7). */
export const sensitiveKinds = ['identity_code', 'diagnosis_code'] as const;
export type SensitiveKind = (typeof sensitiveKinds)[number];

/** Where something of the kind stands in a text: from `at` up to, not with, `to` (UTF-16 units). */
export interface SensitivePlace {
  readonly kind: SensitiveKind;
  readonly at: number;
  readonly to: number;
}

/** Somebody may part a code by spaces, dots, or the joiners that are allowed in texts. */
const GAP = String.raw`[\s.\u200C\u200D]{0,3}`;
const IDENTITY = new RegExp(
  String.raw`(?<!\d)` +
    [String.raw`\d{2}`, String.raw`\d{2}`, String.raw`\d{2}`, String.raw`[+\-YXWVUA-F]`].join(GAP) +
    GAP +
    String.raw`\d{3}${GAP}[0-9A-Y](?!\d)`,
  'giu',
);
const DASHES = /[\u2010-\u2015\u2212]/gu;
const PARTING = /[\s.\u200C\u200D]/gu;

/** A letter and two digits, perhaps a point and one or two more, as ICD-10 codes are: F41, F32.1; the chapter F also as "F 32.1". */
const DIAGNOSIS =
  /(?<![\p{L}\p{N}_]-?)[A-Z](?:\d{2}(?<part>[.,]\d{1,2})?|(?<=F) \d{2}[.,]\d)(?![\p{L}\p{N}])/giu;

/** Chapter F is mental health: bare and in small letters too it is hardly anything else. */
const MENTAL = 'F';
/** What is no diagnosis but looks like one without its point: European roads through Finland, age limits, the vitamin. */
const OTHER_MEANINGS = new Set(['E12', 'E18', 'E63', 'E75', 'K15', 'K16', 'K18', 'B12']);
/** Words before a room, a bus, a road, a form: what follows is its number. */
const NUMBERED = new RegExp(
  String.raw`(?<!\p{L})(?:${[
    String.raw`\p{L}*(?:huone(?:en|essa|eseen|esta)?|luok(?:ka|an|assa|kaan)|sali(?:n|ssa|in)?|rum(?:met)?|room)`,
    'tila(?:n|an|ssa|sta)?|rappu|porras|ovi|paikka|kerros|bussi(?:n|lla)?|linja(?:n|lla)?|(?:valta)?tie(?:n|llä)?',
    'juna(?:n|lla)?|laituri(?:lta)?|lomake|lomakkeen|malli|kurssi(?:n|lla)?|vitamiini(?:n|a)?|vitamin',
    'sal(?:en)?|klass|trappa|dörr|plats|våning|buss(?:en)?|linje|väg|tåg|perrong|blankett|modell|kurs(?:en)?',
    'class|hall|stair|door|seat|floor|bus|line|road|train|platform|gate|form|model|course',
  ].join('|')})$`,
  'iu',
);
/** The word itself and the space before a number: longer ones are not looked at. */
const LONGEST_WORD = 40;
const HYPHENED =
  /^-(?:tila|huone|luok|sali|rappu|bussi|linja|tie|juna|lomake|malli|kurssi|vitami|rum|sal|buss|linje)/iu;

/** Every identity code and diagnosis code in a text, in the order they stand. Identity codes count with their check character only. */
export function findSensitive(text: string): SensitivePlace[] {
  const plain = plainSigns(text);
  const found = [...identityCodes(plain), ...diagnosisCodes(plain)];
  return found.sort((one, other) => one.at - other.at);
}

/** Whether a text names a diagnosis code, of which a writer can say that it is something else. */
export function namesDiagnosis(text: string): boolean {
  return findSensitive(text).some(({ kind }) => kind === 'diagnosis_code');
}

/** A text of several lines (see `freeText`) that names no identity code and no diagnosis code; refused with the kind as its code. */
export function sensitiveText(longest: number) {
  return freeText(longest).superRefine(refuse(sensitiveKinds));
}

/** One line (see `singleLine`) that names no identity code and no diagnosis code. */
export function sensitiveLine(longest: number) {
  return singleLine(longest).superRefine(refuse(sensitiveKinds));
}

/**
 * A text of several lines that names no identity code. For texts beside which the writer can say that what looks like a diagnosis
 * code is something else: there the object's schema asks {@link namesDiagnosis}.
 */
export function textWithoutIdentityCode(longest: number) {
  return freeText(longest).superRefine(refuse(['identity_code']));
}

/** The same for one line (see `singleLine`). */
export function lineWithoutIdentityCode(longest: number) {
  return singleLine(longest).superRefine(refuse(['identity_code']));
}

function refuse(kinds: readonly SensitiveKind[]) {
  return (text: string, context: z.core.$RefinementCtx) => {
    const found = new Set(findSensitive(text).map(({ kind }) => kind));
    for (const kind of kinds) if (found.has(kind)) context.addIssue({ code: 'custom', message: kind });
  };
}

/** Wide digits and letters and every kind of dash as the plain ones, each in its place. */
function plainSigns(text: string): string {
  return text
    .replaceAll(/[^\p{ASCII}]/gu, (sign) => {
      const plain = sign.normalize('NFKC');
      return plain.length === sign.length ? plain : sign;
    })
    .replaceAll(DASHES, '-');
}

function identityCodes(text: string): SensitivePlace[] {
  return [...text.matchAll(IDENTITY)]
    .filter(([typed]) => readIdentityCode(typed.replaceAll(PARTING, '')) !== undefined)
    .map(({ 0: typed, index }) => ({ kind: 'identity_code', at: index, to: index + typed.length }));
}

function diagnosisCodes(text: string): SensitivePlace[] {
  return [...text.matchAll(DIAGNOSIS)]
    .filter((match) =>
      isDiagnosis(match[0], wordBefore(text, match.index), text.slice(match.index + match[0].length)),
    )
    .map(({ 0: typed, index }) => ({ kind: 'diagnosis_code', at: index, to: index + typed.length }));
}

function wordBefore(text: string, at: number): string {
  return text.slice(Math.max(0, at - LONGEST_WORD), at).trimEnd();
}

function isDiagnosis(typed: string, before: string, after: string): boolean {
  const letter = typed.charAt(0);
  if (letter.toUpperCase() === MENTAL) return true;
  // "v10.5" is the version of something.
  if (letter === 'v') return false;
  if (/[.,]/u.test(typed)) return !NUMBERED.test(before);
  return (
    letter !== letter.toLowerCase() &&
    !OTHER_MEANINGS.has(typed) &&
    !NUMBERED.test(before) &&
    !HYPHENED.test(after)
  );
}
