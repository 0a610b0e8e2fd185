import { type CalendarRule, occurrenceDays } from '@ohjaamo/shared/calendars/recurrence.ts';
import { ruleOf } from '@ohjaamo/functions/calendars/rules.ts';
import { dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** A rule as it stands in a calendar, read by the parser that the product reads it with. */
function read(text: string): CalendarRule {
  const [, [[, , , raw]]] = ICAL.parse(`BEGIN:VEVENT\r\nRRULE:${text}\r\nEND:VEVENT`) as [
    string,
    [[string, object, string, unknown]],
  ];
  const rule = ruleOf(raw);
  if (!rule.ok) throw new Error(`Not understood: ${text}`);
  return rule.value;
}

const days = (rule: CalendarRule, start: number, from: number, to: number) =>
  occurrenceDays(rule, start, from, to, { left: 5000 }) ?? [];
const dates = (text: string, start: string, from: string, to: string) =>
  days(read(text), dayNumber(start), dayNumber(from), dayNumber(to)).map(dateOfDay);

describe('the days of a recurring event', () => {
  it.each([
    ['FREQ=WEEKLY;BYDAY=MO,WE', '2027-02-01', ['01', '03', '08', '10', '15', '17', '22', '24']],
    ['FREQ=WEEKLY;INTERVAL=2', '2027-01-19', ['02', '16']],
    ['FREQ=MONTHLY;BYDAY=2TU', '2026-02-10', ['09']],
    ['FREQ=MONTHLY;BYDAY=-1FR', '2027-01-29', ['26']],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', '2027-01-29', ['26']],
    ['FREQ=DAILY;COUNT=3', '2027-01-31', ['01', '02']],
    ['FREQ=MONTHLY;BYMONTHDAY=31', '2027-01-31', []],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1', '2020-02-29', ['28']],
  ])('%s from %s, in February 2027', (rule, start, expected) => {
    const found = dates(rule, start, '2027-02-01', '2027-02-28');
    expect(found).toEqual(expected.map((day) => `2027-02-${day}`));
  });

  it('include the beginning even when the rule does not fit it, and end with a rule that nothing fits', () => {
    expect(dates('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', '2020-01-07', '2020-01-01', '2199-12-31')).toEqual([
      '2020-01-07',
    ]);
  });

  it('count a date once that two ordinals name', () => {
    const rule = 'FREQ=YEARLY;BYMONTH=1;BYDAY=3MO,-2MO;COUNT=3';
    expect(dates(rule, '2025-01-20', '2025-01-01', '2029-12-31')).toEqual([
      '2025-01-20',
      '2026-01-19',
      '2027-01-18',
    ]);
  });

  it('are not looked for longer than the budget allows', () => {
    const budget = { left: 100 };
    const daily = read('FREQ=DAILY;COUNT=1000');
    expect(occurrenceDays(daily, 0, 500, 600, budget)).toBeUndefined();
    expect(budget.left).toBe(0);
  });

  it('are those that another implementation finds, for rules of every kind', () => {
    const list = <T>(of: fc.Arbitrary<T>) => fc.uniqueArray(of, { minLength: 1, maxLength: 3 });
    const part = (name: string, of: fc.Arbitrary<readonly (number | string)[]>) =>
      of.map((values) => `;${name}=${values.join(',')}`);
    const weekday = fc.constantFrom(...WEEKDAYS);
    const ordinal = fc
      .tuple(fc.constantFrom(-2, -1, 1, 2, 3), weekday)
      .map(([n, day]) => `${String(n)}${day}`);
    // One ordinal a weekday: a date that two of them name is one, and the other implementation counts it twice.
    const ordinals = fc.uniqueArray(ordinal, {
      minLength: 1,
      maxLength: 3,
      selector: (text) => text.slice(-2),
    });
    const rules = fc.oneof(
      fc.constant('FREQ=DAILY'),
      part('BYDAY', list(weekday)).map((days) => `FREQ=WEEKLY;WKST=MO${days}`),
      part('BYDAY', list(weekday)).map((days) => `FREQ=WEEKLY;WKST=SU${days}`),
      part('BYDAY', ordinals).map((days) => `FREQ=MONTHLY${days}`),
      part('BYMONTHDAY', list(fc.constantFrom(-3, -1, 1, 5, 15, 28, 31))).map(
        (days) => `FREQ=MONTHLY${days}`,
      ),
      fc.constantFrom(1, 2, -1).map((n) => `FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=${String(n)}`),
      fc
        .tuple(part('BYMONTH', list(fc.integer({ min: 1, max: 12 }))), part('BYDAY', ordinals))
        .map(([months, days]) => `FREQ=YEARLY${months}${days}`),
      part('BYMONTH', list(fc.integer({ min: 1, max: 12 }))).map(
        (months) => `FREQ=YEARLY${months};BYMONTHDAY=12`,
      ),
    );
    fc.assert(
      fc.property(
        rules,
        fc.integer({ min: 1, max: 4 }),
        fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
        fc.integer({ min: dayNumber('2024-01-01'), max: dayNumber('2028-12-31') }),
        fc.integer({ min: 0, max: 900 }),
        (kind, interval, count, begin, later) => {
          const text = `${kind};INTERVAL=${String(interval)}${count === undefined ? '' : `;COUNT=${String(count)}`}`;
          // RFC 5545 leaves open what a beginning outside its own rule means: begin with the rule's own first date.
          const first = iterate(
            text.replace(/;COUNT=\d+/u, '').replace(/;INTERVAL=\d+/u, ''),
            begin,
            begin + 1000,
          )[0];
          fc.pre(first !== undefined);
          const from = first + later;
          const mine = days(read(text), first, from, from + 400);
          const theirs = iterate(text, first, from + 400).filter((day) => day >= from);
          expect(mine.map(dateOfDay), text).toEqual(theirs.map(dateOfDay));
        },
      ),
      { numRuns: 200 },
    );
  });
});

/** The days of a rule from `start` to `to` as ical.js iterates them. */
function iterate(text: string, start: number, to: number): number[] {
  const iterator = ICAL.Recur.fromString(text).iterator(ICAL.Time.fromDateString(dateOfDay(start)));
  const days: number[] = [];
  for (let steps = 0; steps < 5000; steps++) {
    const next = iterator.next() as ICAL.Time | null;
    if (!next) break;
    const day = dayNumber(next.toString().slice(0, 10));
    if (day > to) break;
    days.push(day);
  }
  return days;
}
