import {
  dateOfDay,
  dayNumber,
  isoWeekNumber,
  isoWeekOf,
  mondayOfWeek,
  weekdayOf,
} from '@ohjaamo/shared/kernel/dates.ts';
import { weekdays } from '@ohjaamo/shared/kernel/codes.ts';
import { Temporal } from '@ohjaamo/shared/kernel/time.ts';
import { appliesOn, canCoincide, type Recurring } from '@ohjaamo/shared/schedule/recurrence.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { date, day, recurrence, weekday } from './arbitraries.ts';

const recurring: fc.Arbitrary<Recurring> = fc
  .record({
    weekday,
    recurrence,
    validFrom: fc.option(date, { nil: undefined }),
    validTo: fc.option(date, { nil: undefined }),
  })
  .map(({ validFrom, validTo, ...rest }) => ({
    ...rest,
    ...(validFrom !== undefined && { validFrom }),
    ...(validTo !== undefined && { validTo }),
  }));

/** The rule as one would read it aloud, with calendar objects. */
function readAloud(rule: Recurring, at: Temporal.PlainDate): boolean {
  if (weekdays[at.dayOfWeek - 1] !== rule.weekday) return false;
  if (rule.validFrom !== undefined && Temporal.PlainDate.compare(at, rule.validFrom) < 0) return false;
  if (rule.validTo !== undefined && Temporal.PlainDate.compare(at, rule.validTo) > 0) return false;
  const { recurrence: every } = rule;
  if (every.kind === 'EVERY_WEEK') return true;
  if (every.kind === 'ISO_ODD_WEEKS') return (at.weekOfYear ?? 0) % 2 === 1;
  if (every.kind === 'ISO_EVEN_WEEKS') return (at.weekOfYear ?? 0) % 2 === 0;
  const sameWeekdays = Array.from({ length: at.daysInMonth }, (_, index) =>
    at.with({ day: index + 1 }),
  ).filter(({ dayOfWeek }) => dayOfWeek === at.dayOfWeek);
  if (every.kind === 'LAST_WEEKDAY') return sameWeekdays.at(-1)?.equals(at) ?? false;
  if (every.kind === 'NTH_WEEKDAY') return sameWeekdays[every.nth - 1]?.equals(at) ?? false;
  const from = Temporal.PlainDate.from(every.from);
  if (Temporal.PlainDate.compare(at, from) < 0) return false;
  const weeks =
    from.subtract({ days: from.dayOfWeek - 1 }).until(at.subtract({ days: at.dayOfWeek - 1 })).days / 7;
  return weeks % every.weeks === 0;
}

describe('Weekly rules', () => {
  it('apply on the dates that the rule says when read aloud', () => {
    fc.assert(
      fc.property(recurring, day, (rule, from) => {
        for (let at = from; at < from + 70; at++) {
          expect(appliesOn(rule, at)).toBe(readAloud(rule, Temporal.PlainDate.from(dateOfDay(at))));
        }
      }),
    );
  });

  it('coincide when, and only when, a common date exists', () => {
    fc.assert(
      fc.property(recurring, recurring, (one, other) => {
        const first = dayNumber('2023-01-01');
        let common = false;
        for (let at = first; at < first + 366 * 30 && !common; at++)
          common = appliesOn(one, at) && appliesOn(other, at);
        expect(canCoincide(one, other)).toBe(common);
      }),
      { numRuns: 60 },
    );
  });

  it('count the two kinds of second week apart over the week 53 of 2026', () => {
    const odd: Recurring = { weekday: 'THU', recurrence: { kind: 'ISO_ODD_WEEKS' } };
    const second: Recurring = {
      weekday: 'THU',
      recurrence: { kind: 'EVERY_N_WEEKS', weeks: 2, from: '2026-12-17' },
    };
    const thursdays = ['2026-12-17', '2026-12-24', '2026-12-31', '2027-01-07', '2027-01-14'].map(dayNumber);
    expect(thursdays.map((each) => appliesOn(odd, each))).toEqual([true, false, true, true, false]);
    expect(thursdays.map((each) => appliesOn(second, each))).toEqual([true, false, true, false, true]);
  });
});

describe('Dates as integers', () => {
  it('agree with the calendar on weekday and ISO week', () => {
    fc.assert(
      fc.property(day, (number) => {
        const at = Temporal.PlainDate.from(dateOfDay(number));
        expect(dayNumber(at.toString())).toBe(number);
        expect(weekdayOf(number)).toBe(weekdays[at.dayOfWeek - 1]);
        expect(isoWeekNumber(number)).toBe(at.weekOfYear);
        const week = `${String(at.yearOfWeek)}-W${String(at.weekOfYear).padStart(2, '0')}`;
        expect(isoWeekOf(number)).toBe(week);
        expect(mondayOfWeek(week)).toBe(number - (at.dayOfWeek - 1));
      }),
    );
  });

  it('know which years have a week 53', () => {
    expect(mondayOfWeek('2026-W53')).toBe(dayNumber('2026-12-28'));
    expect(mondayOfWeek('2027-W53')).toBeUndefined();
  });
});
