/**
 * Crockford's base 32: digits and letters without I, L, O (read as 1, 1, 0) and without U, so that a code read aloud or
 * from paper is typed right. https://www.crockford.com/base32.html
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** x⁵ + x² + 1, which makes the 32 signs a field, GF(2⁵), in which x generates every element but 0. */
const FIELD_POLYNOMIAL = 0b100101;
const FIELD_SIZE = 32;

/** The form of a kind of code. A code of up to 31 signs finds every exchange of two of them. */
export interface CodeForm {
  /** Signs of a whole code: random ones of 5 bits each, and the check sign. */
  readonly signs: number;
  /** Signs between two hyphens. */
  readonly group: number;
}

/**
 * A new code in its written form, e.g. `7K3M-…`. `randomBytes` gives that many random bytes; 32 divides 256, so every
 * sign is as likely as any other.
 */
export function newSpokenCode(
  { signs, group }: CodeForm,
  randomBytes: (count: number) => Uint8Array,
): string {
  const values = [...randomBytes(signs - 1)].map((byte) => byte % FIELD_SIZE);
  return grouped([...values, checkValue(values)], group);
}

/**
 * The code that somebody typed, in its one written form; `undefined` when it cannot be one. Case, spaces and hyphens do not
 * matter; O is 0, I and L are 1. The check sign finds every single wrong sign and every two neighbours that changed places.
 */
export function readSpokenCode({ signs, group }: CodeForm, typed: string): string | undefined {
  const read = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/gu, '1');
  if (read.length !== signs) return undefined;
  const values = Array.from(read, (sign) => ALPHABET.indexOf(sign));
  if (values.includes(-1)) return undefined;
  return checkValue(values.slice(0, -1)) === values.at(-1) ? grouped(values, group) : undefined;
}

function grouped(values: readonly number[], group: number): string {
  const signs = values.map((value) => ALPHABET.charAt(value)).join('');
  return (signs.match(new RegExp(`.{1,${group}}`, 'gu')) ?? []).join('-');
}

/**
 * The sum of the signs, each times a power of x of its own (Horner's rule). The powers are all different and never 0 or 1:
 * one wrong sign changes the sum, and so do two different signs that changed places, also with the check sign itself.
 */
function checkValue(values: readonly number[]): number {
  return values.reduce((sum, value) => timesX(sum ^ value), 0);
}

function timesX(value: number): number {
  const shifted = value << 1;
  return shifted >= FIELD_SIZE ? shifted ^ FIELD_POLYNOMIAL : shifted;
}
