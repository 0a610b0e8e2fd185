import { type CodeForm, newSpokenCode, readSpokenCode } from '../kernel/spokenCode.ts';

/** Nine random signs, 45 bits, and the check sign. Wrong ones are counted, so so few are enough to be written down by hand. */
const form: CodeForm = { signs: 10, group: 5 };

/** A new code of a map that is kept without a name: two groups of five signs, `7K3MA-…`. */
export function newMapCode(randomBytes: (count: number) => Uint8Array): string {
  return newSpokenCode(form, randomBytes);
}

/** The code that somebody typed, in its one written form; `undefined` when it cannot be one. */
export function readMapCode(typed: string): string | undefined {
  return readSpokenCode(form, typed);
}
