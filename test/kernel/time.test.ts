import {
  currentMinute,
  formatOffsetDateTime,
  HELSINKI,
  localDate,
  offsetDateTime,
  quarterDates,
  quarterOf,
  resolveOffsetDateTime,
  Temporal,
  zonedMinute,
} from '@ohjaamo/shared/kernel/time.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** The last Sunday of a month, by the EU rule and not by the time-zone data. */
function lastSunday(year: number, month: 3 | 10): string {
  const last = Temporal.PlainDate.from({ year, month, day: 31 });
  return last.subtract({ days: last.dayOfWeek % 7 }).toString();
}

const years = Array.from({ length: 12 }, (_, index) => 2024 + index);
const minuteOf = (text: string) => Date.parse(text) / 60_000;

describe.each(years)('the clock changes of %i', (year) => {
  const spring = lastSunday(year, 3);
  const autumn = lastSunday(year, 10);

  it('no offset makes the skipped hour exist', () => {
    for (const time of ['03:00', '03:01', '03:30', '03:59']) {
      for (const offset of ['+02:00', '+03:00', '+00:00']) {
        expect(resolveOffsetDateTime(`${spring}T${time}${offset}`, HELSINKI).ok).toBe(false);
      }
    }
  });

  it('the minutes round the skipped hour follow each other', () => {
    const before = resolveOffsetDateTime(`${spring}T02:59+02:00`, HELSINKI);
    const after = resolveOffsetDateTime(`${spring}T04:00+03:00`, HELSINKI);
    expect(before).toEqual({ ok: true, value: minuteOf(`${spring}T00:59Z`) });
    expect(after).toEqual({ ok: true, value: minuteOf(`${spring}T01:00Z`) });
  });

  it('the doubled hour is two instants, told apart by their offset', () => {
    expect(resolveOffsetDateTime(`${autumn}T03:30+03:00`, HELSINKI)).toEqual({
      ok: true,
      value: minuteOf(`${autumn}T00:30Z`),
    });
    expect(resolveOffsetDateTime(`${autumn}T03:30+02:00`, HELSINKI)).toEqual({
      ok: true,
      value: minuteOf(`${autumn}T01:30Z`),
    });
  });

  it('an offset that does not hold at that time is refused', () => {
    expect(resolveOffsetDateTime(`${year}-07-01T09:00+02:00`, HELSINKI).ok).toBe(false);
    expect(resolveOffsetDateTime(`${year}-01-15T09:00+03:00`, HELSINKI).ok).toBe(false);
  });

  it('the day of the change is 23 and 25 hours long', () => {
    const hours = (date: string) => Temporal.PlainDate.from(date).toZonedDateTime(HELSINKI).hoursInDay;
    expect([hours(spring), hours(autumn)]).toEqual([23, 25]);
  });
});

describe('instants and their written form', () => {
  it('any minute is read back from what was written, over all clock changes of 2024–2035', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: minuteOf('2024-01-01T00:00Z'), max: minuteOf('2036-01-01T00:00Z') }),
        (minute) => {
          const text = formatOffsetDateTime(minute, HELSINKI);
          expect(offsetDateTime.safeParse(text).success).toBe(true);
          expect(resolveOffsetDateTime(text, HELSINKI)).toEqual({ ok: true, value: minute });
          expect(Date.parse(text) / 60_000).toBe(minute);
          expect(text.startsWith(localDate(minute, HELSINKI))).toBe(true);
        },
      ),
    );
  });

  it.each([
    '2027-02-30T09:00+02:00',
    '2027-13-01T09:00+02:00',
    '2027-02-01T24:00+02:00',
    '2027-02-01T09:60+02:00',
    'soon',
  ])('a date that no calendar has is refused: %s', (text) => {
    expect(resolveOffsetDateTime(text, HELSINKI)).toEqual({ ok: false, error: 'time-does-not-exist' });
  });

  it.each([
    '2027-02-01T09:00Z',
    '2027-02-01T09:00',
    '2027-02-01 09:00+02:00',
    '2027-02-01T09:00:30+02:00',
    '',
  ])('a time that does not prove its offset is refused: %s', (text) => {
    expect(offsetDateTime.safeParse(text).success).toBe(false);
  });

  it('a day belongs to the zone, not to UTC', () => {
    expect(localDate(minuteOf('2027-01-31T22:30Z'), HELSINKI)).toBe('2027-02-01');
    expect(zonedMinute(minuteOf('2027-06-30T21:30Z'), HELSINKI).hour).toBe(0);
  });

  it('the current minute has begun and not ended', () => {
    expect(currentMinute({ now: () => 119_999 })).toBe(1);
    expect(currentMinute({ now: () => 120_000 })).toBe(2);
  });
});

describe('quarters', () => {
  it.each([
    ['2027-01-01', '2027-Q1'],
    ['2027-03-31', '2027-Q1'],
    ['2027-04-01', '2027-Q2'],
    ['2028-02-29', '2028-Q1'],
    ['2027-09-30', '2027-Q3'],
    ['2027-12-31', '2027-Q4'],
  ])('%s lies in %s', (date, quarter) => {
    expect(quarterOf(date)).toBe(quarter);
  });

  it('have their first and last date in themselves, and meet without a gap', () => {
    for (const year of years) {
      for (const number of [1, 2, 3, 4]) {
        const { from, to } = quarterDates(`${year}-Q${number}`);
        expect([quarterOf(from), quarterOf(to)]).toEqual([`${year}-Q${number}`, `${year}-Q${number}`]);
        const next = Temporal.PlainDate.from(to).add({ days: 1 }).toString();
        expect(next).toBe(quarterDates(number === 4 ? `${year + 1}-Q1` : `${year}-Q${number + 1}`).from);
      }
    }
  });
});
