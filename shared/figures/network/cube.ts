import type { Counts } from '../counters.ts';
import type { MetricId, Unit } from '../definitions/definition.ts';
import { type Distribution, percentile, sizeOf } from '../distribution.ts';
import type { BreakdownId } from './breakdowns.ts';
import type { FamilyId } from './families.ts';

/** One column of a cube. */
export interface Measure {
  readonly id: string;
  /** The metric of the catalogue it belongs to (domain section 6). */
  readonly metric: MetricId;
  readonly unit: Unit;
  /** Of which breakdown these numbers must be shown, because they can be worked out from this one. */
  readonly needs?: { readonly breakdown: BreakdownId; readonly columns: readonly string[] };
  /** `undefined` when there is nothing to count of. */
  readonly valueOf: (counts: Counts) => number | undefined;
  /** For a middle value: of how many it is made, and of how few it is never shown. */
  readonly spread?: { readonly sizeOf: (counts: Counts) => number; readonly fewest: number };
  /** It tells what share of the facts the other measures rest on (M24). */
  readonly coverage?: true;
}

/** A fixed table of the network: site × quarter × one breakdown, never crossed with another (domain section 4.5). */
export interface Cube {
  readonly family: FamilyId;
  readonly measures: readonly Measure[];
}

/** A median needs five values on either side of it, and what nine of ten stay under needs five above it. */
const FEWEST = { median: 10, percentile90: 50 } as const;

/** Whole percent; nothing of nothing. */
export function percent(part: number, whole: number): number | undefined {
  return whole > 0 ? Math.round((100 * part) / whole) : undefined;
}

function whole(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value);
}

/** A middle value of a distribution, in whole units. */
export function middle(
  parts: Pick<Measure, 'id' | 'metric' | 'unit' | 'needs'>,
  distribution: (counts: Counts) => Distribution,
  share: 'median' | 'percentile90',
): Measure {
  return {
    ...parts,
    valueOf: (counts) => whole(percentile(distribution(counts), share === 'median' ? 0.5 : 0.9)),
    spread: { sizeOf: (counts) => sizeOf(distribution(counts)), fewest: FEWEST[share] },
  };
}
