import { dateOfDay, type DayNumber } from './dates.ts';
import { type EpochMinute, zonedMinute } from './time.ts';

/** A stretch of the minute axis, half-open. */
export interface Interval {
  readonly start: EpochMinute;
  readonly end: EpochMinute;
}

/** Wall time of one day, minutes since its midnight, half-open. */
export interface WallInterval {
  readonly start: number;
  readonly end: number;
}

/**
 * A zone's offsets over a stretch of time, asked from Temporal once: everything between is integer arithmetic.
 * `offset` is local minus UTC in minutes and holds in [from, until).
 */
export interface ZoneAxis {
  readonly segments: readonly { readonly from: number; readonly until: number; readonly offset: number }[];
}

const DAY = 1440;

/** Sorts stretches and joins those that overlap or touch; empty ones fall out. */
export function joined(stretches: readonly (WallInterval | Interval)[]): { start: number; end: number }[] {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of [...stretches].sort((one, other) => one.start - other.start)) {
    const last = result.at(-1);
    if (end <= start) continue;
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}

/** The latest axis of each zone: the same stretch is asked for again and again within a minute. */
const latest = new Map<string, { readonly from: EpochMinute; readonly until: EpochMinute; axis: ZoneAxis }>();

/** The axis of a zone, right for instants and wall times between `from` and `until`. */
export function zoneAxis(zone: string, from: EpochMinute, until: EpochMinute): ZoneAxis {
  const known = latest.get(zone);
  if (known && known.from <= from && until <= known.until) return known.axis;
  const axis = readAxis(zone, from, until);
  latest.set(zone, { from, until, axis });
  return axis;
}

function readAxis(zone: string, from: EpochMinute, until: EpochMinute): ZoneAxis {
  const segments = [];
  // A day of margin on both sides: wall times of the first and the last day may fall before and after them.
  let at = zonedMinute(from - DAY, zone);
  let start = -Infinity;
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    const end = next ? next.epochMilliseconds / 60_000 : Infinity;
    const isLast = end > until + DAY;
    segments.push({ from: start, until: isLast ? Infinity : end, offset: at.offsetNanoseconds / 60e9 });
    if (!next || isLast) return { segments };
    start = end;
    at = next;
  }
}

/** The axis that covers the calendar days `first` to `last`, both inclusive. */
export function zoneAxisOfDays(zone: string, first: DayNumber, last: DayNumber): ZoneAxis {
  return zoneAxis(zone, first * DAY, (last + 1) * DAY);
}

/**
 * All instants whose wall time on `day` lies in `wall`, in order. A stretch inside the hour that spring skips is
 * empty; one inside the hour that autumn doubles comes twice, joined where the two touch.
 */
export function instantsOf(axis: ZoneAxis, day: DayNumber, wall: WallInterval): Interval[] {
  const found: Interval[] = [];
  for (const { from, until, offset } of axis.segments) {
    const start = Math.max(day * DAY + wall.start - offset, from);
    const end = Math.min(day * DAY + wall.end - offset, until);
    if (end <= start) continue;
    const last = found.at(-1);
    if (last?.end === start) found[found.length - 1] = { start: last.start, end };
    else found.push({ start, end });
  }
  return found;
}

/** The first instant of a calendar day. */
export function startOfDay(axis: ZoneAxis, day: DayNumber): EpochMinute {
  return instantsOf(axis, day, { start: 0, end: DAY })[0]?.start ?? day * DAY;
}

/** Offset of the zone at an instant, in minutes. */
export function offsetAt(axis: ZoneAxis, minute: EpochMinute): number {
  return axis.segments.find(({ until }) => minute < until)?.offset ?? 0;
}

/** The calendar day of an instant in the zone. */
export function dayAt(axis: ZoneAxis, minute: EpochMinute): DayNumber {
  return Math.floor((minute + offsetAt(axis, minute)) / DAY);
}

/** Writes an instant as `2027-03-29T09:00+03:00`, as `formatOffsetDateTime` does but without a calendar object each. */
export function formatOnAxis(axis: ZoneAxis, minute: EpochMinute): string {
  return formatterOnAxis(axis)(minute);
}

/** As {@link formatOnAxis}, for many instants in order: the text of a date is made once for all of its times. */
export function formatterOnAxis(axis: ZoneAxis): (minute: EpochMinute) => string {
  let writtenDay: DayNumber | undefined;
  let writtenOffset: number | undefined;
  let date = '';
  let suffix = '';
  return (minute) => {
    const offset = offsetAt(axis, minute);
    const local = minute + offset;
    const day = Math.floor(local / DAY);
    if (day !== writtenDay) {
      writtenDay = day;
      date = dateOfDay(day);
    }
    if (offset !== writtenOffset) {
      writtenOffset = offset;
      suffix = `${offset < 0 ? '-' : '+'}${clockTime(Math.abs(offset))}`;
    }
    return `${date}T${clockTime(local - day * DAY)}${suffix}`;
  };
}

/** 570 → `09:30`. */
export function clockTime(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
