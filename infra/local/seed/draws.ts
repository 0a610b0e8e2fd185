import { createHash } from 'node:crypto';

/** The next of a row of numbers from 0 to 1. */
export type Draw = () => number;
/** A row of such numbers for a name, the same for the same name each time. */
export type Draws = (name: string) => Draw;

/** Numbers from 0 to 1 that follow from the text (its SHA-256, two bytes each); after the last, the sixteenth, the first comes again. */
export function drawsOf(text: string): Draw {
  const digest = createHash('sha256').update(`ohjaamo demo history ${text}`).digest();
  let at = 0;
  return () => digest.readUInt16BE((at++ * 2) % digest.length) / 2 ** 16;
}

/** Whether a drawn number is among so many percent. */
export function isTrue(percent: number, drawn: number): boolean {
  return drawn * 100 < percent;
}

/** The value that a drawn number falls on when each has its share of the whole. */
export function pick<T>(values: readonly [T, ...T[]], shares: readonly number[], drawn: number): T {
  const all = shares.reduce((sum, each) => sum + each, 0);
  let left = drawn * all;
  for (const [at, share] of shares.entries()) {
    left -= share;
    if (left < 0) return values[at] ?? values[0];
  }
  return values[0];
}
