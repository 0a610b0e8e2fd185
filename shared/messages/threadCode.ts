import { type CodeForm, newSpokenCode, readSpokenCode } from '../kernel/spokenCode.ts';

/** Signs of a whole code: 19 random ones, 95 bits, and the check sign. */
export const CODE_SIGNS = 20;
const form: CodeForm = { signs: CODE_SIGNS, group: 4 };

/** A new code: five groups of four signs, `7K3M-…`. */
export function newThreadCode(randomBytes: (count: number) => Uint8Array): string {
  return newSpokenCode(form, randomBytes);
}

/** The code that somebody typed, in its one written form; `undefined` when it cannot be one. */
export function readThreadCode(typed: string): string | undefined {
  return readSpokenCode(form, typed);
}
