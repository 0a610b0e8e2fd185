import { consentFaults, withdrawal } from '@ohjaamo/shared/cases/consent.ts';
import { consentState } from '@ohjaamo/shared/kernel/consents.ts';
import { describe, expect, it } from 'vitest';

const TODAY = '2027-02-01';
const ORGANISATIONS = ['YOUTH', 'KELA'];

describe('The state of a consent', () => {
  it('is in force through the whole of its last day, and ended the day after', () => {
    expect(consentState({ validUntil: '2027-02-02' }, TODAY)).toBe('IN_FORCE');
    expect(consentState({ validUntil: TODAY }, TODAY)).toBe('IN_FORCE');
    expect(consentState({ validUntil: '2027-01-31' }, TODAY)).toBe('ENDED');
  });

  it('is withdrawn from the withdrawal on, whatever its last day', () => {
    const withdrawnAt = '2027-01-31T10:00:00.000Z';
    expect(consentState({ validUntil: '2028-01-01', withdrawnAt }, TODAY)).toBe('WITHDRAWN');
    expect(consentState({ validUntil: '2027-01-31', withdrawnAt }, TODAY)).toBe('WITHDRAWN');
  });

  it('decides what a withdrawal does', () => {
    expect(withdrawal[consentState({ validUntil: TODAY }, TODAY)]).toBe('WITHDRAW');
    expect(withdrawal[consentState({ validUntil: '2027-01-31' }, TODAY)]).toBe('REFUSE');
    expect(withdrawal.WITHDRAWN).toBe('ALREADY_DONE');
  });
});

describe('A new consent', () => {
  const faults = (parts: Partial<{ from: string; to: string; validUntil: string }>) =>
    consentFaults({ from: 'YOUTH', to: 'KELA', validUntil: '2027-12-31', ...parts }, TODAY, ORGANISATIONS);

  it('goes from one organisation of the municipality to another', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ to: 'YOUTH' })).toEqual([{ field: 'to', code: 'same_organisation' }]);
    expect(faults({ from: 'ELSEWHERE' })).toEqual([{ field: 'from', code: 'unknown_organisation' }]);
    expect(faults({ to: 'ALL' })).toEqual([{ field: 'to', code: 'unknown_organisation' }]);
  });

  it('holds until today at the earliest and for 24 months at the longest', () => {
    expect(faults({ validUntil: TODAY })).toEqual([]);
    expect(faults({ validUntil: '2027-01-31' })).toEqual([{ field: 'validUntil', code: 'in_the_past' }]);
    expect(faults({ validUntil: '2029-02-01' })).toEqual([]);
    expect(faults({ validUntil: '2029-02-02' })).toEqual([{ field: 'validUntil', code: 'too_far_ahead' }]);
  });
});
