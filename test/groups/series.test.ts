import { dateOfDay, dayNumber, weekdayIndex } from '@ohjaamo/shared/kernel/dates.ts';
import { meetingTime, seriesDates, type SeriesRule } from '@ohjaamo/shared/groups/series.ts';
import { HELSINKI, Temporal, zonedMinute } from '@ohjaamo/shared/kernel/time.ts';
import { zoneAxisOfDays } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const rule = (parts: Partial<SeriesRule> = {}): SeriesRule => ({
  first: '2027-02-02',
  start: '10:00',
  end: '12:00',
  everyWeeks: 1,
  times: 3,
  skip: [],
  ...parts,
});
const never = () => false;
const datesOf = (of: SeriesRule, isClosed: (day: number) => boolean = never) =>
  seriesDates(of, isClosed).days.map(dateOfDay);

const day = fc.integer({ min: dayNumber('2024-01-01'), max: dayNumber('2035-12-31') });
const rules = fc
  .record({ first: day, everyWeeks: fc.integer({ min: 1, max: 8 }), times: fc.integer({ min: 1, max: 40 }) })
  .map(({ first, ...rest }) => rule({ first: dateOfDay(first), ...rest }));

describe('The dates of a series', () => {
  it('lie the same number of weeks apart, and are as many as were asked for', () => {
    expect(datesOf(rule({ everyWeeks: 2 }))).toEqual(['2027-02-02', '2027-02-16', '2027-03-02']);
    expect(datesOf(rule({ times: 1 }))).toEqual(['2027-02-02']);
  });

  it('leave out dates and closed days, and go on for as many more: ten times stay ten times', () => {
    const closed = (of: number) => dateOfDay(of) === '2027-02-16';
    const found = seriesDates(rule({ skip: ['2027-02-09'] }), closed);
    expect(found.days.map(dateOfDay)).toEqual(['2027-02-02', '2027-02-23', '2027-03-02']);
    expect(found.closed.map(dateOfDay)).toEqual(['2027-02-16']);
  });

  it('end somewhere even when the house never opens', () => {
    const found = seriesDates(rule(), () => true);
    expect(found.days).toEqual([]);
    expect(found.closed.length).toBe(200);
  });

  it('keep the weekday, their order, the distance and the number, whatever is closed or left out', () => {
    fc.assert(
      fc.property(rules, fc.array(fc.nat(30), { maxLength: 10 }), fc.nat(3), (of, left, shut) => {
        const first = dayNumber(of.first);
        const step = of.everyWeeks * 7;
        const skip = left.map((index) => dateOfDay(first + index * step));
        const isClosed = (each: number) => ((each - first) / step) % 4 === shut && shut > 0;
        const { days, closed } = seriesDates({ ...of, skip }, isClosed);
        expect(days.length).toBe(of.times);
        expect([...days].sort((one, other) => one - other)).toEqual(days);
        expect(new Set([...days, ...closed]).size).toBe(days.length + closed.length);
        for (const each of days) {
          expect(weekdayIndex(each)).toBe(weekdayIndex(first));
          expect((each - first) % step).toBe(0);
          expect(skip).not.toContain(dateOfDay(each));
          expect(isClosed(each)).toBe(false);
        }
        // Nothing between the first and the last is lost.
        const last = days.at(-1) ?? first;
        for (let each = first; each <= last; each += step) {
          const isThere = days.includes(each);
          expect(isThere).toBe(!skip.includes(dateOfDay(each)) && !isClosed(each));
        }
      }),
    );
  });
});

describe('The time of a meeting', () => {
  it('is the same on the wall on every date from 2024 to 2035, over every clock change', () => {
    const wall = fc.integer({ min: 4 * 60, max: 22 * 60 });
    fc.assert(
      fc.property(rules, wall, fc.integer({ min: 5, max: 90 }), (of, start, length) => {
        const text = (minutes: number) =>
          Temporal.PlainTime.from({ hour: Math.floor(minutes / 60), minute: minutes % 60 })
            .toString()
            .slice(0, 5);
        const hours = { start: text(start), end: text(start + length) };
        const { days } = seriesDates(of, never);
        const axis = zoneAxisOfDays(HELSINKI, days[0] ?? 0, days.at(-1) ?? 0);
        for (const each of days) {
          const time = meetingTime(axis, each, hours);
          const at = zonedMinute(time?.start ?? 0, HELSINKI);
          expect(at.toPlainDate().toString()).toBe(dateOfDay(each));
          expect(at.toPlainTime().toString().slice(0, 5)).toBe(hours.start);
          expect((time?.end ?? 0) - (time?.start ?? 0)).toBe(length);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('does not exist in the hour that spring skips, and is the first of the two that autumn has', () => {
    const spring = dayNumber('2027-03-28');
    const axis = zoneAxisOfDays(HELSINKI, spring, spring);
    expect(meetingTime(axis, spring, { start: '03:15', end: '05:00' })).toBeUndefined();
    expect(meetingTime(axis, spring, { start: '02:30', end: '03:30' })).toBeUndefined();
    const across = meetingTime(axis, spring, { start: '02:30', end: '04:30' });
    expect((across?.end ?? 0) - (across?.start ?? 0)).toBe(60);

    const autumn = dayNumber('2027-10-31');
    const doubled = zoneAxisOfDays(HELSINKI, autumn, autumn);
    const first = meetingTime(doubled, autumn, { start: '03:30', end: '03:45' });
    expect(zonedMinute(first?.start ?? 0, HELSINKI).offset).toBe('+03:00');
    expect((first?.end ?? 0) - (first?.start ?? 0)).toBe(15);
  });
});
