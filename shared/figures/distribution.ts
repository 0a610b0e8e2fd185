import { type Counts, entriesOf } from './counters.ts';

/** Minutes within which a walk-in is received in time (M05). */
export const IN_TIME = 15;

/** How often each value occurs, by value, smallest first; only values that occur. */
export type Distribution = readonly (readonly [value: number, count: number])[];

/**
 * The distribution that stands in a row under `wait_0`, `wait_1` and so on. Between two changes that came in the wrong order a value
 * can stand below zero for a moment; it is left out.
 */
export function distributionOf(counts: Counts, name: 'wait' | 'minutes' | 'lead' | 'offered'): Distribution {
  const prefix = `${name}_`;
  return entriesOf(counts)
    .filter(([counter, count]) => counter.startsWith(prefix) && count > 0)
    .map(([counter, count]) => [Number(counter.slice(prefix.length)), count] as const)
    .sort(([a], [b]) => a - b);
}

/** How many values there are. */
export function sizeOf(distribution: Distribution): number {
  return distribution.reduce((size, [, count]) => size + count, 0);
}

/** All values together. */
export function totalOf(distribution: Distribution): number {
  return distribution.reduce((total, [value, count]) => total + value * count, 0);
}

/** How many values are `limit` or less. */
export function upTo(distribution: Distribution, limit: number): number {
  return sizeOf(distribution.filter(([value]) => value <= limit));
}

/**
 * The percentile by linear interpolation between the closest ranks (domain section 6): rank `share × (n − 1)` of the values in order.
 * `undefined` of nothing.
 *
 * @param share 0–1; 0.5 is the median
 */
export function percentile(distribution: Distribution, share: number): number | undefined {
  const rank = share * (sizeOf(distribution) - 1);
  const below = valueAt(distribution, Math.floor(rank));
  const above = valueAt(distribution, Math.ceil(rank));
  if (below === undefined || above === undefined) return undefined;
  return below + (above - below) * (rank - Math.floor(rank));
}

function valueAt(distribution: Distribution, rank: number): number | undefined {
  let passed = 0;
  for (const [value, count] of distribution) {
    passed += count;
    if (rank >= 0 && rank < passed) return value;
  }
  return undefined;
}
