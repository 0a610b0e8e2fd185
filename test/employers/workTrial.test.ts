import {
  absencesInARow,
  allowanceOf,
  joinPeriods,
  lengthOf,
  restartOf,
  type TrialAsked,
  trialFaults,
  type TrialPast,
} from '@ohjaamo/shared/employers/workTrial.ts';
import { Temporal } from '@ohjaamo/shared/kernel/time.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const TODAY = '2027-02-01';
const SIX_MONTHS = 180;

const period = (start: string, end: string) => ({ start, end });
const plus = (date: string, days: number) => Temporal.PlainDate.from(date).add({ days }).toString();
const units = ({ months, days }: { months: number; days: number }) => months * 30 + days;

/** A day of the years 2026 to 2029, a leap year among them. */
const someDay = fc.integer({ min: 0, max: 1460 }).map((days) => plus('2026-01-01', days));
const somePeriod = fc
  .tuple(someDay, fc.integer({ min: 0, max: 200 }))
  .map(([start, days]) => period(start, plus(start, days)));

const asked = (parts: Partial<TrialAsked> = {}): TrialAsked => ({
  ...period('2027-03-01', '2027-04-30'),
  hoursPerDay: 6,
  daysPerWeek: 5,
  noCompetition: true,
  drugTestClear: true,
  childrenClear: true,
  ...parts,
});
const codes = (parts: Partial<TrialAsked>, past: TrialPast = { periods: [] }) =>
  trialFaults(asked(parts), past, TODAY).map(({ field, code }) => `${field} ${code}`);

describe('How long work trials last', () => {
  it.each([
    ['2027-01-01', '2027-06-30', 6, 0],
    ['2028-01-01', '2028-06-30', 6, 0],
    ['2027-02-01', '2027-02-28', 1, 0],
    ['2028-02-01', '2028-02-28', 0, 28],
    ['2028-02-29', '2028-08-28', 6, 0],
    ['2027-01-15', '2027-02-14', 1, 0],
    ['2027-07-01', '2027-07-31', 1, 0],
    ['2027-03-01', '2027-03-01', 0, 1],
  ])('from %s to %s: %i months and %i days', (start, end, months, days) => {
    expect(lengthOf([period(start, end)])).toEqual({ months, days });
  });

  it('puts single days of several periods together, thirty to a month', () => {
    expect(lengthOf([period('2027-01-01', '2027-01-20'), period('2027-03-01', '2027-03-20')])).toEqual({
      months: 1,
      days: 10,
    });
  });

  it('joins what overlaps or follows without a day between, and nothing else', () => {
    expect(joinPeriods([period('2027-03-01', '2027-03-31'), period('2027-01-01', '2027-02-28')])).toEqual([
      period('2027-01-01', '2027-03-31'),
    ]);
    expect(joinPeriods([period('2027-01-01', '2027-03-31'), period('2027-02-01', '2027-02-10')])).toEqual([
      period('2027-01-01', '2027-03-31'),
    ]);
    expect(
      joinPeriods([period('2027-01-01', '2027-01-31'), period('2027-02-02', '2027-02-10')]),
    ).toHaveLength(2);
  });

  it('is the same however a period is cut into pieces, and in whatever order they come', () => {
    fc.assert(
      fc.property(somePeriod, fc.integer({ min: 1, max: 200 }), (whole, at) => {
        const cut = plus(whole.start, at);
        fc.pre(cut <= whole.end);
        const pieces = [period(cut, whole.end), period(whole.start, plus(cut, -1))];
        expect(lengthOf(pieces)).toEqual(lengthOf([whole]));
        expect(lengthOf([...pieces, whole])).toEqual(lengthOf([whole]));
      }),
    );
  });

  it('never falls when a day is added to the end', () => {
    fc.assert(
      fc.property(somePeriod, (given) => {
        const longer = period(given.start, plus(given.end, 1));
        expect(units(lengthOf([longer]))).toBeGreaterThanOrEqual(units(lengthOf([given])));
      }),
    );
  });
});

describe('The longest time of six months', () => {
  it('is used up to its last day and not by a day more', () => {
    expect(codes(period('2027-03-01', '2027-08-31'))).toEqual([]);
    expect(codes(period('2027-03-01', '2027-09-01'))).toEqual(['end over_maximum']);
  });

  it('refuses three months more when four are used, and says that two are left', () => {
    const past = { periods: [period('2026-08-01', '2026-11-30')], birthDate: '2002-09-09' };
    expect(codes(period('2027-03-01', '2027-05-31'), past)).toEqual(['end over_maximum']);
    expect(codes(period('2027-03-01', '2027-04-30'), past)).toEqual([]);
    expect(allowanceOf(past, '2027-03-01', TODAY)).toEqual({
      used: { months: 4, days: 0 },
      left: { months: 2, days: 0 },
      latestEnd: '2027-04-30',
      restart: { months: 3, under25: true },
    });
  });

  it('counts a plan that has not run as well: two plans cannot go over it together', () => {
    const past = { periods: [period('2027-06-01', '2027-09-30')] };
    expect(codes(period('2027-03-01', '2027-04-30'), past)).toEqual([]);
    expect(codes(period('2027-02-15', '2027-05-15'), past)).toEqual(['end over_maximum']);
  });

  it('refuses what overlaps another trial', () => {
    expect(codes({}, { periods: [period('2027-04-30', '2027-05-10')] })).toEqual(['start overlaps']);
  });

  it('allows what it calls the latest end, and nothing later', () => {
    fc.assert(
      fc.property(fc.array(somePeriod, { maxLength: 3 }), (periods) => {
        const start = '2031-01-01';
        const past = { periods };
        const { latestEnd, left } = allowanceOf(past, start, TODAY);
        if (latestEnd === undefined) {
          expect(units(left)).toBe(0);
          return;
        }
        expect(codes({ start, end: latestEnd }, past)).toEqual([]);
        expect(codes({ start, end: plus(latestEnd, 1) }, past)).toEqual(['end over_maximum']);
        expect(units(lengthOf([...periods, period(start, latestEnd)]))).toBeLessThanOrEqual(SIX_MONTHS);
      }),
    );
  });
});

describe('The longest time begins anew', () => {
  const periods = [period('2026-04-01', '2026-09-30')];

  it('after three months of continuous unemployment for who is under 25 then', () => {
    const past = { periods, birthDate: '2002-09-09', unemployedSince: '2026-10-01' };
    expect(restartOf(past, TODAY)).toEqual({ months: 3, under25: true, on: '2027-01-01' });
    expect(allowanceOf(past, '2027-03-01', TODAY).left).toEqual({ months: 6, days: 0 });
    expect(codes(period('2027-03-01', '2027-08-31'), past)).toEqual([]);
  });

  it('after twelve for who has turned 25 by the day the three are full, and for whose age is not known', () => {
    const past = { periods, unemployedSince: '2026-10-01' };
    const restart = { months: 12, under25: false, on: '2027-10-01' };
    expect(restartOf(past, TODAY)).toEqual(restart);
    expect(restartOf({ ...past, birthDate: '2002-01-01' }, TODAY)).toEqual(restart);
    expect(restartOf({ ...past, birthDate: '2002-01-02' }, TODAY).months).toBe(3);
    expect(codes(period('2027-03-01', '2027-03-31'), past)).toEqual(['end over_maximum']);
    expect(codes(period('2027-10-01', '2027-10-31'), past)).toEqual([]);
    expect(codes(period('2027-09-30', '2027-10-31'), past)).toEqual(['end over_maximum']);
  });

  it('not while the trial itself lasts: unemployment counts from the day after it', () => {
    const past = { periods, birthDate: '2002-09-09', unemployedSince: '2026-01-01' };
    expect(restartOf(past, TODAY).on).toBe('2027-01-01');
  });

  it('at no day while no continuous unemployment is known', () => {
    expect(restartOf({ periods }, TODAY).on).toBeUndefined();
  });
});

describe('The limits of a day, of a week and of the place', () => {
  it.each([
    [{ hoursPerDay: 3.5 }, 'hoursPerDay hours_of_day'],
    [{ hoursPerDay: 8.5 }, 'hoursPerDay hours_of_day'],
    [{ daysPerWeek: 6 }, 'daysPerWeek days_of_week'],
    [{ daysPerWeek: 0 }, 'daysPerWeek days_of_week'],
    [{ end: '2027-02-28' }, 'end ends_before_start'],
    [{ noCompetition: false }, 'noCompetition condition_not_met'],
    [{ drugTestClear: false }, 'drugTestClear condition_not_met'],
    [{ childrenClear: false }, 'childrenClear condition_not_met'],
  ])('refuse %j', (wrong, code) => {
    expect(codes(wrong)).toEqual([code]);
  });

  it.each([{ hoursPerDay: 4 }, { hoursPerDay: 8 }, { daysPerWeek: 5 }, { end: '2027-03-01' }])(
    'allow %j',
    (parts) => {
      expect(codes(parts)).toEqual([]);
    },
  );
});

describe('Unauthorised absences one after the other', () => {
  const day = (date: string, mark: 'PRESENT' | 'AUTHORISED' | 'UNAUTHORISED') => ({ date, mark });

  it('are those since the last day of another mark, over days without a mark', () => {
    expect(absencesInARow([])).toBe(0);
    expect(
      absencesInARow([
        day('2027-02-05', 'UNAUTHORISED'),
        day('2027-02-01', 'PRESENT'),
        day('2027-02-08', 'UNAUTHORISED'),
      ]),
    ).toBe(2);
    expect(absencesInARow([day('2027-02-05', 'UNAUTHORISED'), day('2027-02-08', 'AUTHORISED')])).toBe(0);
  });
});
