/**
 * Crockford's base 32: digits and letters without I, L, O (read as 1, 1, 0) and without U, so that a code read aloud or
 * from paper is typed right. https://www.crockford.com/base32.html
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Random signs of a code: 19 × 5 = 95 bits. */
const RANDOM_SIGNS = 19;
/** Signs of a whole code: the random ones and the check sign. */
export const CODE_SIGNS = RANDOM_SIGNS + 1;
const GROUP = 4;
/** x⁵ + x² + 1, which makes the 32 signs a field, GF(2⁵), in which x generates every element but 0. */
const FIELD_POLYNOMIAL = 0b100101;
const FIELD_SIZE = 32;

/**
 * A new code: five groups of four signs, `7K3M-…`. `randomBytes` gives that many random bytes; 32 divides 256, so every
 * sign is as likely as any other.
 */
export function newThreadCode(randomBytes: (count: number) => Uint8Array): string {
  const values = [...randomBytes(RANDOM_SIGNS)].map((byte) => byte % FIELD_SIZE);
  return grouped([...values, checkValue(values)]);
}

/**
 * The code that somebody typed, in its one written form; `undefined` when it cannot be one. Case, spaces and hyphens do not
 * matter; O is 0, I and L are 1. The check sign finds every single wrong sign and every two neighbours that changed places.
 */
export function readThreadCode(typed: string): string | undefined {
  const signs = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/gu, '1');
  if (signs.length !== CODE_SIGNS) return undefined;
  const values = Array.from(signs, (sign) => ALPHABET.indexOf(sign));
  if (values.includes(-1)) return undefined;
  return checkValue(values.slice(0, RANDOM_SIGNS)) === values[RANDOM_SIGNS] ? grouped(values) : undefined;
}

function grouped(values: readonly number[]): string {
  const signs = values.map((value) => ALPHABET.charAt(value)).join('');
  return (signs.match(new RegExp(`.{${GROUP}}`, 'gu')) ?? []).join('-');
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
