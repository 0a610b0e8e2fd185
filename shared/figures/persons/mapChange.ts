import { dayNumber } from '../../kernel/dates.ts';
import { type MapChange, type PersonCounts, sumPersonCounts } from './counts.ts';
import { isIn } from './episodes.ts';
import type { CountedPeriod, MapFact } from './facts.ts';

/** Two maps are compared when so many days lie between them (M16). */
const DAYS_APART = 60;
/** Fewer steps than this are no change. */
const STEPS = 2;

/**
 * What a person counts for in M16: of each instrument the person's first map against the latest one of the period, area by area. An area
 * without a value in either is left out. There is no total.
 */
export function mapCounts(maps: readonly MapFact[], period: CountedPeriod): PersonCounts {
  const byInstrument = Map.groupBy(maps, ({ instrument }) => instrument);
  return sumPersonCounts([...byInstrument.values()].map((each) => instrumentCounts(each, period)));
}

function instrumentCounts(maps: readonly MapFact[], period: CountedPeriod): PersonCounts {
  const sorted = maps.toSorted((one, other) => (one.at < other.at ? -1 : 1));
  const [first] = sorted;
  const latest = sorted.findLast(({ on }) => isIn(on, period));
  if (!first || !latest || dayNumber(latest.on) - dayNumber(first.on) < DAYS_APART) return {};
  return Object.fromEntries(
    Object.entries(latest.values).flatMap(([area, after]) => {
      const before = first.values[area];
      return before === undefined
        ? []
        : [[`map:${latest.instrument}:${area}:${changeOf(after - before)}`, 1]];
    }),
  );
}

function changeOf(steps: number): MapChange {
  if (steps >= STEPS) return 'up';
  return steps <= -STEPS ? 'down' : 'same';
}
