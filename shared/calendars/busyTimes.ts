import type { EpochMinute } from '../kernel/time.ts';
import type { Interval } from '../kernel/zoneAxis.ts';

/** Sorts stretches and joins those that overlap or touch; empty ones fall out. */
export function unionOf(stretches: readonly Interval[]): Interval[] {
  const union: { start: EpochMinute; end: EpochMinute }[] = [];
  for (const { start, end } of [...stretches].sort((one, other) => one.start - other.start)) {
    if (end <= start) continue;
    const last = union.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else union.push({ start, end });
  }
  return union;
}

/** What of the stretches lies in the bounds. */
export function within(stretches: readonly Interval[], bounds: Interval): Interval[] {
  return stretches
    .map(({ start, end }) => ({ start: Math.max(start, bounds.start), end: Math.min(end, bounds.end) }))
    .filter(({ start, end }) => end > start);
}
