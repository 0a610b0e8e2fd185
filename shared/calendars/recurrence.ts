import { type DayNumber, dayNumber, weekdayIndex } from '../kernel/dates.ts';

/** A weekday of a recurrence: 0 = Monday; `ordinal` counts inside the month or year, from the end when negative, 0 = every. */
export interface RuleWeekday {
  readonly weekday: number;
  readonly ordinal: number;
}

/** The part of an RRULE (RFC 5545 §3.3.10) that decides on days; whole days are all that an expansion here steps by. */
export interface CalendarRule {
  readonly frequency: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  readonly interval: number;
  readonly count?: number | undefined;
  readonly byDay: readonly RuleWeekday[];
  readonly byMonthDay: readonly number[];
  readonly byMonth: readonly number[];
  readonly bySetPosition: readonly number[];
  /** 0 = Monday. */
  readonly weekStart: number;
}

interface CalendarDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

/** How many more days, weeks, months or years may be stepped through; counts down over all rules that share it. */
export interface StepBudget {
  left: number;
}

/**
 * The days of a recurring event between `from` and `to`, inclusive, in order. `start` is the day of DTSTART, which is
 * always the first occurrence. It ends for every rule, because it steps through days, weeks, months or years up to `to`
 * and never looks for a next one: a rule that no date fits simply gives none. A rule with a COUNT must be counted from its
 * beginning; `undefined` when that takes more steps than `budget` has left.
 */
export function occurrenceDays(
  rule: CalendarRule,
  start: DayNumber,
  from: DayNumber,
  to: DayNumber,
  budget: StepBudget,
): DayNumber[] | undefined {
  const found: DayNumber[] = [];
  const length = { DAILY: 1, WEEKLY: 7, MONTHLY: 28, YEARLY: 365 }[rule.frequency];
  // Without a COUNT the past needs no counting: begin a period before the window, in step with the interval.
  const skipped =
    rule.count === undefined
      ? Math.max(0, Math.floor((from - start) / (longest(rule) * rule.interval)) - 1) * rule.interval
      : 0;
  let counted = 0;
  for (let step = 0; budget.left > 0; step++) {
    budget.left--;
    const period = skipped + step * rule.interval;
    const days = daysOfPeriod(rule, start, period);
    for (const day of withStart(days, start, period)) {
      if (rule.count !== undefined && ++counted > rule.count) return found;
      if (day > to) return found;
      if (day >= from) found.push(day);
    }
    if (start + period * length - 366 > to) return found;
  }
  return undefined;
}

/** Days of the longest period of a frequency, so that skipping never goes too far. */
function longest({ frequency }: CalendarRule): number {
  return { DAILY: 1, WEEKLY: 7, MONTHLY: 31, YEARLY: 366 }[frequency];
}

function withStart(days: readonly DayNumber[], start: DayNumber, period: number): DayNumber[] {
  const later = days.filter((day) => day > start);
  return period === 0 ? [start, ...later] : later;
}

function daysOfPeriod(rule: CalendarRule, start: DayNumber, period: number): DayNumber[] {
  const days = [...new Set(candidates(rule, start, period))].sort((one, other) => one - other);
  if (rule.bySetPosition.length === 0) return days;
  const chosen = rule.bySetPosition.flatMap(
    (position) => days.at(position > 0 ? position - 1 : position) ?? [],
  );
  return [...new Set(chosen)].sort((one, other) => one - other);
}

function candidates(rule: CalendarRule, start: DayNumber, period: number): DayNumber[] {
  const first = dateOf(start);
  switch (rule.frequency) {
    case 'DAILY':
      return [start + period].filter(
        (day) => fitsMonth(rule, day) && fitsMonthDay(rule, day) && fitsDay(rule, day),
      );
    case 'WEEKLY': {
      const monday = start - ((weekdayIndex(start) - rule.weekStart + 7) % 7) + period * 7;
      const weekdays =
        rule.byDay.length > 0 ? rule.byDay.map(({ weekday }) => weekday) : [weekdayIndex(start)];
      return weekdays
        .map((weekday) => monday + ((weekday - rule.weekStart + 7) % 7))
        .filter((day) => fitsMonth(rule, day));
    }
    case 'MONTHLY': {
      const months = first.year * 12 + first.month - 1 + period;
      const month = { year: Math.floor(months / 12), month: (months % 12) + 1 };
      if (rule.byMonth.length > 0 && !rule.byMonth.includes(month.month)) return [];
      return daysOfMonth(rule, month, first.day);
    }
    case 'YEARLY':
      return daysOfYear(rule, first.year + period, first);
  }
}

function daysOfYear(rule: CalendarRule, year: number, first: CalendarDate): DayNumber[] {
  if (rule.byMonth.length === 0 && rule.byMonthDay.length === 0 && rule.byDay.length > 0) {
    const last = dayOf({ year, month: 12, day: 31 });
    return chosenWeekdays(rule, dayOf({ year, month: 1, day: 1 }), last);
  }
  const everyMonth = Array.from({ length: 12 }, (_, index) => index + 1);
  const months =
    rule.byMonth.length > 0 ? rule.byMonth : rule.byMonthDay.length > 0 ? everyMonth : [first.month];
  return months.flatMap((month) => daysOfMonth(rule, { year, month }, first.day));
}

function daysOfMonth(
  rule: CalendarRule,
  { year, month }: Omit<CalendarDate, 'day'>,
  usualDay: number,
): DayNumber[] {
  const first = dayOf({ year, month, day: 1 });
  const last =
    dayOf(month === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: month + 1, day: 1 }) - 1;
  if (rule.byMonthDay.length === 0 && rule.byDay.length > 0) return chosenWeekdays(rule, first, last);
  const numbers = rule.byMonthDay.length > 0 ? rule.byMonthDay : [usualDay];
  const weekdays = rule.byDay.length > 0 ? chosenWeekdays(rule, first, last) : undefined;
  return numbers
    .map((number) => (number > 0 ? first + number - 1 : last + number + 1))
    .filter((day) => day >= first && day <= last && (weekdays?.includes(day) ?? true));
}

/** The weekdays of a rule between two days, where an ordinal counts within them. */
function chosenWeekdays(rule: CalendarRule, first: DayNumber, last: DayNumber): DayNumber[] {
  return rule.byDay.flatMap(({ weekday, ordinal }) => {
    const days: DayNumber[] = [];
    for (let day = first + ((weekday - weekdayIndex(first) + 7) % 7); day <= last; day += 7) days.push(day);
    if (ordinal === 0) return days;
    return days.at(ordinal > 0 ? ordinal - 1 : ordinal) ?? [];
  });
}

function fitsMonth({ byMonth }: CalendarRule, day: DayNumber): boolean {
  return byMonth.length === 0 || byMonth.includes(dateOf(day).month);
}

function fitsMonthDay({ byMonthDay }: CalendarRule, day: DayNumber): boolean {
  if (byMonthDay.length === 0) return true;
  const { year, month, day: number } = dateOf(day);
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return byMonthDay.some((wanted) => (wanted > 0 ? wanted : length + wanted + 1) === number);
}

function fitsDay({ byDay }: CalendarRule, day: DayNumber): boolean {
  return byDay.length === 0 || byDay.some(({ weekday }) => weekday === weekdayIndex(day));
}

function dateOf(day: DayNumber): CalendarDate {
  const date = new Date(day * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function dayOf({ year, month, day }: CalendarDate): DayNumber {
  const [y, m, d] = [
    String(year).padStart(4, '0'),
    String(month).padStart(2, '0'),
    String(day).padStart(2, '0'),
  ];
  return dayNumber(`${y}-${m}-${d}`);
}
