/** Which of two edits of one value stands: they say the same, only one of them changed it, or both did in their own way. */
export type Standing = 'SAME' | 'ONE' | 'OTHER' | 'BOTH';

/** Judges two edits of the value `base`. Swapping the two swaps `ONE` and `OTHER` and nothing else. */
export function threeWay<T>(base: T, one: T, other: T, same: (a: T, b: T) => boolean): Standing {
  if (same(one, other)) return 'SAME';
  if (same(one, base)) return 'OTHER';
  return same(other, base) ? 'ONE' : 'BOTH';
}
