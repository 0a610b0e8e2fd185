import { type Weekday, weekdays } from './codes.ts';

/** Days since 1970-01-01 on the calendar: dates as integers, without a zone and without a clock. */
export type DayNumber = number;

const MILLISECONDS_OF_DAY = 86_400_000;
/** 1970-01-01 was a Thursday, the fourth day of an ISO week. */
const THURSDAY = 3;

/** `2027-03-28` → days since 1970-01-01. The text is a valid ISO 8601 date. */
export function dayNumber(date: string): DayNumber {
  return (
    Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) /
    MILLISECONDS_OF_DAY
  );
}

/** The ISO 8601 date of a day number. */
export function dateOfDay(day: DayNumber): string {
  return new Date(day * MILLISECONDS_OF_DAY).toISOString().slice(0, 10);
}

/** 0 = Monday … 6 = Sunday. */
export function weekdayIndex(day: DayNumber): number {
  return (((day + THURSDAY) % 7) + 7) % 7;
}

/** The weekday as a code. */
export function weekdayOf(day: DayNumber): Weekday {
  return weekdays[weekdayIndex(day)] ?? 'MON';
}

/** The Monday of the day's ISO week. */
export function mondayOf(day: DayNumber): DayNumber {
  return day - weekdayIndex(day);
}

/** ISO 8601 week number, 1–53: the week belongs to the year that holds its Thursday. */
export function isoWeekNumber(day: DayNumber): number {
  const thursday = mondayOf(day) + THURSDAY;
  const firstOfYear = Date.UTC(yearOf(thursday), 0, 1) / MILLISECONDS_OF_DAY;
  return Math.floor((thursday - firstOfYear) / 7) + 1;
}

/** The ISO 8601 week of a day, `2026-W53`. */
export function isoWeekOf(day: DayNumber): string {
  const year = yearOf(mondayOf(day) + THURSDAY);
  return `${String(year)}-W${String(isoWeekNumber(day)).padStart(2, '0')}`;
}

/**
 * The Monday of an ISO week; `undefined` for a week 53 that the year does not have, and outside the years 1970 to 9998,
 * whose neighbouring weeks can still be written.
 */
export function mondayOfWeek(isoWeek: string): DayNumber | undefined {
  const year = Number(isoWeek.slice(0, 4));
  if (year < 1970 || year > 9998) return undefined;
  // 4 January always lies in week 1.
  const monday = mondayOf(Date.UTC(year, 0, 4) / MILLISECONDS_OF_DAY) + (Number(isoWeek.slice(6)) - 1) * 7;
  return isoWeekOf(monday) === isoWeek ? monday : undefined;
}

/** `09:30` → 570 minutes of wall time since midnight. */
export function minuteOfDay(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function yearOf(day: DayNumber): number {
  return new Date(day * MILLISECONDS_OF_DAY).getUTCFullYear();
}
