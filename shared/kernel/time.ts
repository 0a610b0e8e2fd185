import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { fail, type Result, succeed } from './result.ts';

export { Temporal };

/** Every site of the network lies in one zone today; rules carry it as data all the same. */
export const HELSINKI = 'Europe/Helsinki';

/** Minutes since 1970-01-01T00:00Z: the one axis of all interval arithmetic. */
export type EpochMinute = number;

/** The time as the product sees it; tests and the local stack give another. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z. */
  now(): number;
}

/** RFC 3339 with seconds optional and the zone's offset: `2027-03-29T09:00+03:00`. Never `Z`: the offset is the proof. */
export const offsetDateTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::00)?[+-]\d{2}:\d{2}$/u);
export const plainDate = z.iso.date();
/** `09:00`, 24-hour clock. */
export const plainTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u);
/** ISO 8601 week, `2026-W53`. */
export const isoWeek = z.string().regex(/^\d{4}-W(?:0[1-9]|[1-4]\d|5[0-3])$/u);
/** `2026-Q4`. */
export const QUARTER = /^[1-9]\d{3}-Q[1-4]$/u;
export const quarter = z.string().regex(QUARTER);

/** The minute in which the clock stands (whole minutes, rounded down). */
export function currentMinute(clock: Clock): EpochMinute {
  return Math.floor(clock.now() / 60_000);
}

/**
 * Reads an RFC 3339 time whose offset must be the one the zone really has at that wall time: the hour skipped in spring
 * fits no offset and is refused, the hour doubled in autumn is two distinct instants.
 */
export function resolveOffsetDateTime(
  text: string,
  zone: string,
): Result<EpochMinute, 'time-does-not-exist'> {
  try {
    const zoned = Temporal.ZonedDateTime.from(`${text}[${zone}]`, {
      offset: 'reject',
      overflow: 'reject',
    });
    return succeed(Math.floor(zoned.epochMilliseconds / 60_000));
  } catch {
    return fail('time-does-not-exist');
  }
}

/** Writes an instant in the zone's wall time with its offset, to the minute: `2027-03-29T09:00+03:00`. */
export function formatOffsetDateTime(minute: EpochMinute, zone: string): string {
  return zonedMinute(minute, zone).toString({ timeZoneName: 'never', smallestUnit: 'minute' });
}

/** The instant as Temporal sees it in the zone. */
export function zonedMinute(minute: EpochMinute, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toZonedDateTimeISO(zone);
}

/** The calendar date of an instant in the zone, `2027-03-29`. */
export function localDate(minute: EpochMinute, zone: string): string {
  return zonedMinute(minute, zone).toPlainDate().toString();
}

/** The quarter of a calendar date: `2027-02-03` → `2027-Q1`. */
export function quarterOf(date: string): string {
  return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
}

/** First and last date of a quarter, both inclusive. */
export function quarterDates(of: string): { from: string; to: string } {
  const from = Temporal.PlainDate.from({
    year: Number(of.slice(0, 4)),
    month: (Number(of.slice(6)) - 1) * 3 + 1,
    day: 1,
  });
  return { from: from.toString(), to: from.add({ months: 3 }).subtract({ days: 1 }).toString() };
}

/** Seconds from an instant, in milliseconds, to the next midnight of a zone; of a day of 23 or 25 hours its own. */
export function secondsToMidnight(now: number, zone: string): number {
  const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  return (here.startOfDay().add({ days: 1 }).startOfDay().epochMilliseconds - now) / 1000;
}
