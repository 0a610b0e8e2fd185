import {
  agesOutOn,
  caseRules,
  type CaseFacts,
  closesOn,
  defaultCaseRules,
  dueSteps,
  forgottenOn,
  lastForgottenDate,
  nextLook,
  recordClasses,
  stepsOf,
} from '@ohjaamo/shared/cases/retention.ts';
import { Temporal } from '@ohjaamo/shared/kernel/time.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const rules = defaultCaseRules;
const open: CaseFacts = { lastActiveOn: '2027-02-01', held: false };
const closed: CaseFacts = { ...open, closedOn: '2027-03-31' };

const day = (date: string, days: number) => Temporal.PlainDate.from(date).add({ days }).toString();
const dates = fc.integer({ min: 0, max: 20_000 }).map((days) => day('2000-01-01', days));
const someRules = fc.record({
  upperAge: fc.integer({ min: 25, max: 35 }),
  months: fc.record({
    INACTIVE_EPISODE: fc.integer({ min: 3, max: 24 }),
    CLOSED_CLIENT: fc.integer({ min: 1, max: 48 }),
    BOOKED_TIME: fc.integer({ min: 1, max: 12 }),
    LOG_OF_USE: fc.integer({ min: 60, max: 144 }),
  }),
});
const facts = fc.record({
  lastActiveOn: dates,
  closedOn: fc.option(dates, { nil: undefined }),
  birthDate: fc.option(dates, { nil: undefined }),
  held: fc.boolean(),
});

describe('The terms of a case', () => {
  it('an inactive case is warned about after eleven months and closed after twelve', () => {
    expect(stepsOf(open, rules)).toEqual([
      { what: 'WARN_INACTIVE', on: '2028-01-01' },
      { what: 'CLOSE_INACTIVE', on: '2028-02-01' },
    ]);
  });

  it('a closed case is erased after 24 months, on the last day of a shorter month', () => {
    expect(stepsOf(closed, rules)).toEqual([{ what: 'ERASE', on: '2029-03-31' }]);
    const leap = { ...closed, closedOn: '2028-02-29' };
    expect(stepsOf(leap, rules)).toEqual([{ what: 'ERASE', on: '2030-02-28' }]);
  });

  it('a legal hold stops the erasing of a closed case', () => {
    expect(stepsOf({ ...closed, held: true }, rules)).toEqual([]);
  });

  it('the guiding worker is told six and three months before the birthday that the municipality has set', () => {
    const born = { ...open, birthDate: '1997-01-20' };
    const ageing = (upperAge: number) =>
      stepsOf(born, { ...rules, upperAge }).filter(({ what }) => what.startsWith('AGEING'));
    expect(ageing(30)).toEqual([
      { what: 'AGEING_OUT_6_MONTHS', on: '2026-07-20', until: '2026-10-20' },
      { what: 'AGEING_OUT_3_MONTHS', on: '2026-10-20', until: '2027-01-20' },
    ]);
    expect(ageing(29).map(({ on }) => on)).toEqual(['2025-07-20', '2025-10-20']);
    expect(agesOutOn('1996-02-29', { ...rules, upperAge: 29 })).toBe('2025-02-28');
  });

  it('whoever comes three weeks before the birthday gets one task, and after it none', () => {
    const steps = stepsOf({ ...open, birthDate: '1997-01-20' }, rules);
    const due = (today: string) => dueSteps(steps, {}, today).map(({ what }) => what);
    expect(due('2026-12-30')).toEqual(['AGEING_OUT_3_MONTHS']);
    expect(due('2027-01-20')).toEqual([]);
  });

  it('a late warning still gives the worker a month', () => {
    expect(closesOn('2028-02-01', '2028-01-01')).toBe('2028-02-01');
    expect(closesOn('2028-02-01', '2028-06-15')).toBe('2028-07-15');
  });

  it('a municipality sets its own numbers within the limits of each class only', () => {
    const set = (months: Partial<typeof rules.months>) =>
      caseRules.safeParse({ ...rules, months: { ...rules.months, ...months } }).success;
    expect(set({ CLOSED_CLIENT: recordClasses.CLOSED_CLIENT.most })).toBe(true);
    expect(set({ CLOSED_CLIENT: 49 })).toBe(false);
    expect(set({ BOOKED_TIME: 13 })).toBe(false);
    expect(set({ INACTIVE_EPISODE: 0 })).toBe(false);
    expect(set({ LOG_OF_USE: 59 })).toBe(false);
  });
});

describe('For whatever dates and rules', () => {
  it('nothing is due a day before its day, everything on it, and nothing a second time', () => {
    fc.assert(
      fc.property(facts, someRules, (of, own) => {
        const steps = stepsOf(of, own);
        for (const step of steps) {
          const { what, on, until } = step;
          expect(dueSteps(steps, {}, day(on, -1)).map((each) => each.what)).not.toContain(what);
          if (until === undefined || on < until) {
            expect(dueSteps(steps, {}, on).map((each) => each.what)).toContain(what);
          }
          expect(dueSteps(steps, { [what]: on }, on).map((each) => each.what)).not.toContain(what);
        }
      }),
    );
  });

  it('an open case is never erased, a held one neither, and a closed one never before a month and never after four years', () => {
    fc.assert(
      fc.property(facts, someRules, (of, own) => {
        const erasing = stepsOf(of, own).filter(({ what }) => what === 'ERASE');
        expect(erasing).toHaveLength(of.closedOn === undefined || of.held ? 0 : 1);
        for (const { on } of erasing) {
          const from = Temporal.PlainDate.from(of.closedOn ?? '');
          expect(on >= from.add({ months: 1 }).toString()).toBe(true);
          expect(on <= from.add({ years: 4 }).toString()).toBe(true);
        }
      }),
    );
  });

  it('what happens later never brings a closing nearer', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 0, max: 900 }), someRules, (lastActiveOn, days, own) => {
        const closing = (on: string) =>
          stepsOf({ lastActiveOn: on, held: false }, own).find(({ what }) => what === 'CLOSE_INACTIVE')?.on ??
          '';
        expect(closing(day(lastActiveOn, days)) >= closing(lastActiveOn)).toBe(true);
      }),
    );
  });

  it('a case is looked at on the day of its next step at the latest, and always on a day to come', () => {
    fc.assert(
      fc.property(facts, someRules, dates, fc.boolean(), (of, own, today, isWatched) => {
        const steps = stepsOf(of, own);
        const look = nextLook(steps, isWatched, today);
        expect(look > today).toBe(true);
        for (const { on } of steps) if (on > today) expect(look <= on).toBe(true);
      }),
    );
  });

  it('the date to which bookings are forgotten is the last one whose term has come', () => {
    fc.assert(
      fc.property(dates, someRules, (today, own) => {
        const last = lastForgottenDate(own, today);
        expect(forgottenOn(last, own) <= today).toBe(true);
        expect(forgottenOn(day(last, 1), own) > today).toBe(true);
      }),
    );
  });
});
