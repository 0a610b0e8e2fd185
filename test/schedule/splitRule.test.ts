import { dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { type Recurrence, type WeeklyRule } from '@ohjaamo/shared/schedule/plan.ts';
import { appliesOn } from '@ohjaamo/shared/schedule/recurrence.ts';
import { clipped, hasDays, splitRule } from '@ohjaamo/shared/schedule/splitRule.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rule, worker } from '../support/schedule.ts';
import { date, recurrenceOfKind, weekday } from './arbitraries.ts';

const FIRST = dayNumber('2023-01-02');
const LAST = dayNumber('2037-12-31');
const ids = { editedId: 'edited0001', afterId: 'after00001' };

const series = (recurrence: fc.Arbitrary<Recurrence>): fc.Arbitrary<WeeklyRule> =>
  fc
    .record({
      recurrence,
      weekday,
      validFrom: fc.option(date, { nil: undefined }),
      validTo: fc.option(date, { nil: undefined }),
    })
    .map(({ validFrom, validTo, ...rest }) => ({
      ...rule(
        worker(1),
        { weekday: rest.weekday, start: '09:00', end: '12:00' },
        { recurrence: rest.recurrence },
      ),
      ...(validFrom !== undefined && { validFrom }),
      ...(validTo !== undefined && { validTo }),
    }));

function daysOf(of: WeeklyRule | undefined): number[] {
  if (!of) return [];
  return Array.from({ length: LAST - FIRST + 1 }, (_, index) => FIRST + index).filter((day) =>
    appliesOn(of, day),
  );
}

/** A series and one of its dates. */
const seriesAndDate = (kind: Recurrence['kind']) =>
  fc
    .tuple(series(recurrenceOfKind(kind)), fc.nat())
    .map(([of, chosen]) => ({ of, days: daysOf(of), chosen }))
    .filter(({ days }) => days.length > 0)
    .map(({ of, days, chosen }) => ({ of, days, day: days[chosen % days.length]! }));

const kinds = [
  'EVERY_WEEK',
  'ISO_ODD_WEEKS',
  'ISO_EVEN_WEEKS',
  'EVERY_N_WEEKS',
  'NTH_WEEKDAY',
  'LAST_WEEKDAY',
] as const;

describe.each(kinds)('Cutting a series of %s', (kind) => {
  it('at one date leaves every other date where it was, once', () => {
    fc.assert(
      fc.property(seriesAndDate(kind), ({ of, days, day }) => {
        const parts = splitRule(of, dateOfDay(day), 'ONLY', ids);
        const rest = [...daysOf(parts?.before), ...daysOf(parts?.after)];
        expect(rest).toEqual(days.filter((each) => each !== day));
        expect(daysOf(parts?.edited)).toEqual([day]);
      }),
      { numRuns: 25 },
    );
  });

  it('from one date on leaves every earlier date where it was, and has every later one once', () => {
    fc.assert(
      fc.property(seriesAndDate(kind), ({ of, days, day }) => {
        const parts = splitRule(of, dateOfDay(day), 'FOLLOWING', ids);
        expect(daysOf(parts?.before)).toEqual(days.filter((each) => each < day));
        expect(daysOf(parts?.edited)).toEqual(days.filter((each) => each >= day));
        expect(parts?.after).toBeUndefined();
      }),
      { numRuns: 25 },
    );
  });

  it('leaves no part without a date', () => {
    fc.assert(
      fc.property(seriesAndDate(kind), ({ of, day }) => {
        const { before, edited, after } = splitRule(of, dateOfDay(day), 'ONLY', ids)!;
        for (const part of [before, edited, after]) if (part) expect(hasDays(part)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });
});

describe('A series', () => {
  const weekly = rule(
    worker(1),
    { weekday: 'MON', start: '09:00', end: '12:00' },
    { validFrom: '2027-02-01', validTo: '2027-02-15' },
  );

  it('is not cut where it does not apply', () => {
    expect(splitRule(weekly, '2027-02-02', 'ONLY', ids)).toBeUndefined();
    expect(splitRule(weekly, '2027-02-22', 'ONLY', ids)).toBeUndefined();
  });

  it('keeps its id in front, and is one part alone at its only date', () => {
    expect(splitRule(weekly, '2027-02-08', 'ONLY', ids)).toMatchObject({
      before: { id: weekly.id, validTo: '2027-02-07' },
      edited: { id: ids.editedId, validFrom: '2027-02-08', validTo: '2027-02-08' },
      after: { id: ids.afterId, validFrom: '2027-02-09', validTo: '2027-02-15' },
    });
    const once = { ...weekly, validTo: '2027-02-07' };
    expect(Object.keys(splitRule(once, '2027-02-01', 'ONLY', ids)!)).toEqual(['edited']);
  });

  it('clipped to a time has the dates of that time', () => {
    fc.assert(
      fc.property(
        series(fc.oneof(...kinds.map(recurrenceOfKind))),
        date,
        fc.nat({ max: 400 }),
        (of, first, length) => {
          const from = dayNumber(first);
          const part = clipped(of, from, from + length);
          expect(daysOf(part)).toEqual(daysOf(of).filter((day) => day >= from && day <= from + length));
        },
      ),
      { numRuns: 100 },
    );
  });
});
