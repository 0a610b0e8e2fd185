import { ageOn, isMinor } from '@ohjaamo/shared/cases/age.ts';
import { hasAge } from '@ohjaamo/shared/kernel/hasAge.ts';
import { identificationFaults, identificationSteps } from '@ohjaamo/shared/cases/identification.ts';
import {
  type GivenConsent,
  giverFaults,
  guardianAnswer,
  judgementOf,
  mayBeChild,
  mayHaveAccount,
} from '@ohjaamo/shared/cases/minors.ts';
import { readIdentityCode } from '@ohjaamo/shared/kernel/identityCode.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const TODAY = '2027-02-01';

describe('Age', () => {
  it('is reached on the birthday', () => {
    expect(hasAge('2009-02-02', 18, TODAY)).toBe(false);
    expect(hasAge('2009-02-01', 18, TODAY)).toBe(true);
    expect(ageOn('2009-02-02', TODAY)).toBe(17);
    expect(ageOn('2009-02-01', TODAY)).toBe(18);
  });

  it('of whoever is born on 29 February is reached on 28 February in other years', () => {
    expect(hasAge('2008-02-29', 18, '2026-02-27')).toBe(false);
    expect(hasAge('2008-02-29', 18, '2026-02-28')).toBe(true);
    expect(ageOn('2008-02-29', '2028-02-28')).toBe(19);
    expect(ageOn('2008-02-29', '2028-02-29')).toBe(20);
  });

  it('never falls from one day to the next, and rises by one at most', () => {
    const day = fc
      .date({ min: new Date('1990-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, day, (birth, today) => {
        const tomorrow = new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10);
        const step = ageOn(birth, tomorrow) - ageOn(birth, today);
        expect([0, 1]).toContain(step);
      }),
    );
  });

  it('is not known without a birth date', () => {
    expect(isMinor(undefined, TODAY)).toBeUndefined();
    expect(mayBeChild(undefined, TODAY)).toBe(true);
    expect(mayBeChild('2009-02-01', TODAY)).toBe(false);
  });

  it('opens an account from thirteen years', () => {
    expect(mayHaveAccount('2014-02-02', TODAY)).toBe(false);
    expect(mayHaveAccount('2014-02-01', TODAY)).toBe(true);
  });
});

describe('How well a client is known', () => {
  it('rises and never falls, whatever comes after whatever', () => {
    const levels = ['LIGHT', 'STAFF_VERIFIED', 'STRONG'] as const;
    for (const from of levels) {
      for (const way of ['STAFF_VERIFIED', 'STRONG'] as const) {
        const to = identificationSteps[from][way];
        expect(levels.indexOf(to)).toBeGreaterThanOrEqual(levels.indexOf(from));
        expect(levels.indexOf(to)).toBeGreaterThanOrEqual(levels.indexOf(way));
      }
    }
  });

  it('needs a birth date that the identity code says, and the code that the record has', () => {
    const code = readIdentityCode('020204A9021');
    const faults = (birthDate: string, standing?: string) =>
      identificationFaults({ birthDate, code }, standing, TODAY).map((fault) => fault.code);
    expect(faults('2004-02-02')).toEqual([]);
    expect(faults('2004-02-03')).toEqual(['other_birth_date']);
    expect(faults('2027-02-02')).toEqual(['in_the_future', 'other_birth_date']);
    expect(faults('2004-02-02', '020204A9021')).toEqual([]);
    expect(faults('2004-02-02', '140509A901E')).toEqual(['other_identity_code']);
  });
});

describe('Who gives a consent', () => {
  const codes = (parts: Partial<GivenConsent>) =>
    giverFaults({ giver: 'SELF', judged: false, minor: true, guardianProhibited: false, ...parts }).map(
      ({ code }) => code,
    );

  it('is an adult alone', () => {
    expect(codes({ minor: false })).toEqual([]);
    expect(codes({ minor: false, giver: 'BOTH' })).toEqual(['of_age']);
    expect(codes({ minor: false, giver: 'GUARDIAN', judged: true })).toEqual(['of_age']);
    expect(codes({ minor: false, judged: true })).toEqual(['capacity_not_asked']);
  });

  it('is a minor with the guardian, or one of them alone with a judgement of the ability to decide', () => {
    expect(codes({ giver: 'BOTH' })).toEqual([]);
    expect(codes({ giver: 'SELF' })).toEqual(['capacity_missing']);
    expect(codes({ giver: 'SELF', judged: true })).toEqual([]);
    expect(codes({ giver: 'GUARDIAN' })).toEqual(['capacity_missing']);
    expect(codes({ giver: 'GUARDIAN', judged: true })).toEqual([]);
    expect(codes({ giver: 'BOTH', judged: true })).toEqual(['capacity_not_asked']);
    expect([judgementOf('SELF'), judgementOf('GUARDIAN')]).toEqual(['MINOR_DECIDES', 'GUARDIAN_DECIDES']);
  });

  it('is never a guardian who may not be told', () => {
    for (const giver of ['BOTH', 'GUARDIAN'] as const) {
      for (const minor of [true, undefined]) {
        expect(codes({ giver, judged: true, minor, guardianProhibited: true })).toEqual([
          'guardian_prohibited',
        ]);
      }
    }
  });

  it('is asked no judgement while the age is not known', () => {
    expect(codes({ minor: undefined })).toEqual([]);
    expect(codes({ minor: undefined, judged: true })).toEqual([]);
  });
});

describe('What a guardian who asks is told', () => {
  const answer = (birthDate?: string, guardianProhibited = false) =>
    guardianAnswer({ birthDate, guardianProhibited }, TODAY);

  it('is nothing of whoever is of age, of whose age nobody knows, or who has forbidden it', () => {
    expect(answer('2009-02-01')).toBe('NOTHING');
    expect(answer()).toBe('NOTHING');
    expect(answer('2010-03-01', true)).toBe('NOTHING');
    expect(answer('2016-03-01', true)).toBe('NOTHING');
  });

  it('is what the young person says from fifteen years on', () => {
    expect(answer('2012-02-02')).toBe('MAY_BE_TOLD');
    expect(answer('2012-02-01')).toBe('ASK_FIRST');
    expect(answer('2009-02-02')).toBe('ASK_FIRST');
  });
});
