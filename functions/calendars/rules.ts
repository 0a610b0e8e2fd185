import type { CalendarRule, RuleWeekday } from '@ohjaamo/shared/calendars/recurrence.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';

/** Parts of an RRULE that the expansion follows; `until` is read by whoever knows the zone. */
const KNOWN = ['freq', 'interval', 'count', 'until', 'byday', 'bymonthday', 'bymonth', 'bysetpos', 'wkst'];
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/**
 * Reads an RRULE as jCal gives it. What a calendar of meetings hardly ever says (hourly rules, hours of the day, days and
 * weeks of the year) is `not-understood`, so that it is reported instead of being shown at wrong times.
 */
export function ruleOf(raw: unknown): Result<CalendarRule, 'not-understood'> {
  if (typeof raw !== 'object' || raw === null) return fail('not-understood');
  const parts = new Map<string, unknown>(Object.entries(raw));
  const frequency = parts.get('freq');
  const isKnown = [...parts.keys()].every((part) => KNOWN.includes(part));
  if (!isKnown || !isFrequency(frequency)) return fail('not-understood');
  const byDay = listOf(parts.get('byday')).map(weekdayOf);
  const byMonthDay = numbersOf(parts.get('bymonthday'), 31);
  const byMonth = numbersOf(parts.get('bymonth'), 12);
  const bySetPosition = numbersOf(parts.get('bysetpos'), 366);
  const interval = numbersOf(parts.get('interval') ?? 1, 1000)?.[0];
  const count = numbersOf(parts.get('count'), 100_000);
  // ical.js counts weekdays from 1 = Sunday.
  const weekStart = (Number(parts.get('wkst') ?? 2) + 5) % 7;
  const isRead =
    byDay.every((day) => day !== undefined) && byMonthDay && byMonth && bySetPosition && count && interval;
  if (!isRead || interval < 1 || (count[0] ?? 1) < 1 || !Number.isInteger(weekStart))
    return fail('not-understood');
  return succeed({
    frequency,
    interval,
    count: count.length > 0 ? count[0] : undefined,
    byDay,
    byMonthDay,
    byMonth: byMonth.filter((month) => month > 0),
    bySetPosition,
    weekStart,
  });
}

function isFrequency(value: unknown): value is CalendarRule['frequency'] {
  return value === 'DAILY' || value === 'WEEKLY' || value === 'MONTHLY' || value === 'YEARLY';
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

/** Whole numbers other than zero up to `most` either way; `undefined` when one is something else. */
function numbersOf(value: unknown, most: number): number[] | undefined {
  const numbers = listOf(value).map(Number);
  const fits = numbers.every((each) => Number.isInteger(each) && each !== 0 && Math.abs(each) <= most);
  return fits ? numbers : undefined;
}

function weekdayOf(value: unknown): RuleWeekday | undefined {
  const parts = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/u.exec(typeof value === 'string' ? value : '');
  return parts ? { ordinal: Number(parts[1] ?? 0), weekday: WEEKDAYS.indexOf(parts[2] ?? '') } : undefined;
}
