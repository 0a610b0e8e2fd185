import { type DayNumber, dayNumber, dateOfDay } from '@ohjaamo/shared/kernel/dates.ts';
import type { EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import type { ZoneAxis } from '@ohjaamo/shared/kernel/zoneAxis.ts';

const DAY = 1440;

/** A date or date-time as a calendar writes it; `minute` of the day, with the fraction that the seconds are. */
export interface WallTime {
  readonly day: DayNumber;
  readonly minute: number;
  readonly isDate: boolean;
  readonly isUtc: boolean;
}

/** Reads `2027-02-01` or `2027-02-01T09:00:00`, with `Z` for UTC; `undefined` for anything that is no date of 1600 to 2200. */
export function wallTimeOf(value: unknown): WallTime | undefined {
  const parts = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2}):(\d{2})(Z?))?$/u.exec(
    typeof value === 'string' ? value : '',
  );
  if (!parts) return undefined;
  const [, date = '', hours, minutes = '', seconds = '', utc = ''] = parts;
  const day = dayNumber(date);
  const year = Number(date.slice(0, 4));
  if (!Number.isInteger(day) || dateOfDay(day) !== date || year < 1600 || year > 2200) return undefined;
  if (hours === undefined) return { day, minute: 0, isDate: true, isUtc: false };
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 60) return undefined;
  const minute = Number(hours) * 60 + Number(minutes) + Math.min(Number(seconds), 59) / 60;
  return { day, minute, isDate: false, isUtc: utc === 'Z' };
}

/**
 * The instant of a wall time. In the hour that autumn doubles it is the first of the two; in the hour that spring skips it
 * counts with the offset before the gap (RFC 5545 §3.3.5).
 */
export function instantOf(axis: ZoneAxis, day: DayNumber, minute: number): EpochMinute {
  const wall = day * DAY + minute;
  let beforeGap = axis.segments[0];
  for (const segment of axis.segments) {
    const instant = wall - segment.offset;
    if (instant >= segment.from && instant < segment.until) return instant;
    if (instant >= segment.until) beforeGap = segment;
  }
  return wall - (beforeGap?.offset ?? 0);
}

/** Minutes of an ISO 8601 duration such as `P1DT2H` or `PT30M`; `undefined` for anything else, negative ones too. */
export function durationMinutes(value: unknown): number | undefined {
  const parts = /^P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?$/u.exec(
    typeof value === 'string' ? value : '',
  );
  if (!parts || parts[0] === 'P') return undefined;
  const [weeks, days, hours, minutes, seconds] = parts
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  return ((weeks ?? 0) * 7 + (days ?? 0)) * DAY + (hours ?? 0) * 60 + (minutes ?? 0) + (seconds ?? 0) / 60;
}
