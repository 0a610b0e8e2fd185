import {
  daysUntil,
  type OutreachDays,
  outreachDeadlines,
  outreachNext,
} from '@ohjaamo/shared/outreach/deadlines.ts';
import { disclosureFaults } from '@ohjaamo/shared/outreach/disclosure.ts';
import {
  isKept,
  keptStates,
  outreachEvents,
  outreachStates,
  outreachSteps,
  stepOf,
} from '@ohjaamo/shared/outreach/states.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('The way of a notification', () => {
  it('is destroyed whenever it is no longer kept: every state that is left leads to DESTROYED and nowhere else', () => {
    for (const state of outreachStates.filter((each) => !isKept(each) && each !== 'DESTROYED')) {
      expect(outreachSteps[state]).toEqual({ DESTROY: 'DESTROYED' });
    }
    expect(outreachSteps.DESTROYED).toEqual({});
  });

  it('can be dropped and expires from every state in which it is kept', () => {
    for (const state of keptStates) {
      expect(stepOf(state, 'DROP')).toBe('NO_LONGER_NEEDED');
      expect(stepOf(state, 'EXPIRE')).toBe('DESTROYED');
    }
  });

  it('nobody agrees or declines who was not reached', () => {
    for (const state of outreachStates.filter((each) => each !== 'REACHED')) {
      expect(stepOf(state, 'AGREE')).toBeUndefined();
      expect(stepOf(state, 'DECLINE')).toBeUndefined();
    }
  });

  it('never leaves the table, and never comes back from destruction, whatever happens', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...outreachEvents), { maxLength: 30 }), (events) => {
        let state: (typeof outreachStates)[number] = 'RECEIVED';
        let destroyed = false;
        for (const event of events) {
          state = stepOf(state, event) ?? state;
          if (destroyed) expect(state).toBe('DESTROYED');
          destroyed = state === 'DESTROYED';
          expect(outreachStates).toContain(state);
        }
      }),
    );
  });
});

describe('The days of a notification', () => {
  const days = (parts: Partial<OutreachDays> = {}): OutreachDays => ({
    state: 'RECEIVED',
    receivedOn: '2027-02-01',
    ...parts,
  });

  it('are a week to the first try, three months to the review, twelve from the last contact to the end', () => {
    expect(outreachDeadlines(days())).toEqual({
      firstContactBy: '2027-02-08',
      reviewOn: '2027-05-01',
      expiresOn: '2028-02-01',
    });
    expect(outreachDeadlines(days({ triedOn: '2027-02-28' }))).toEqual({
      reviewOn: '2027-05-01',
      expiresOn: '2028-02-28',
    });
    expect(outreachDeadlines(days({ reviewedOn: '2027-05-02' })).reviewOn).toBe('2027-08-02');
  });

  it('a try from a leap day expires on the last day of February', () => {
    expect(outreachDeadlines(days({ triedOn: '2028-02-29' })).expiresOn).toBe('2029-02-28');
  });

  it('say the one next step: first contact, another try, the question, the review', () => {
    const today = '2027-02-03';
    expect(outreachNext(days(), today)).toBe('FIRST_CONTACT');
    expect(outreachNext(days({ state: 'CONTACTING', triedOn: '2027-02-02' }), today)).toBe('TRY_AGAIN');
    expect(outreachNext(days({ state: 'REACHED', triedOn: '2027-02-02' }), today)).toBe('ASK');
    expect(outreachNext(days({ state: 'NOT_REACHED', triedOn: '2027-02-02' }), today)).toBe('REVIEW');
    expect(outreachNext(days(), '2027-04-30')).toBe('FIRST_CONTACT');
    expect(outreachNext(days(), '2027-05-01')).toBe('REVIEW');
  });

  it('are counted in whole days, below nothing once they are over', () => {
    expect(daysUntil('2027-02-08', '2027-02-01')).toBe(7);
    expect(daysUntil('2027-02-08', '2027-02-10')).toBe(-2);
  });
});

describe('Giving data on to another authority (1285/2016 §12, L18)', () => {
  const TODAY = '2027-02-01';
  const codes = (asked: Parameters<typeof disclosureFaults>[0], birthDate?: string) =>
    disclosureFaults(asked, birthDate, TODAY).map(({ field, code }) => `${field} ${code}`);

  it('needs the young person’s consent', () => {
    expect(codes({ consented: false }, '2000-01-01')).toEqual(['consented consent_required']);
    expect(codes({ consented: true }, '2000-01-01')).toEqual([]);
  });

  it('of a minor needs a judgement with its reason, or the guardian’s consent too', () => {
    expect(codes({ consented: true }, '2010-01-01')).toEqual(['minorBasis capacity_required']);
    const decides = { consented: true, minorBasis: 'MINOR_DECIDES' } as const;
    expect(codes(decides, '2010-01-01')).toEqual(['minorReason reason_required']);
    expect(codes({ ...decides, minorReason: 'Ymmärtää, mitä annetaan' }, '2010-01-01')).toEqual([]);
    expect(codes({ consented: true, minorBasis: 'GUARDIAN_CONSENTED' }, '2010-01-01')).toEqual([]);
  });

  it('protects whose age is not known, and asks no guardian of an adult', () => {
    expect(codes({ consented: true })).toEqual(['minorBasis capacity_required']);
    expect(codes({ consented: true, minorBasis: 'GUARDIAN_CONSENTED' }, '2000-01-01')).toEqual([
      'minorBasis not_a_minor',
    ]);
  });
});
