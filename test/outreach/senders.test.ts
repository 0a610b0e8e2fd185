import { hasAge } from '@ohjaamo/shared/kernel/hasAge.ts';
import {
  isMinor,
  type NotificationAsked,
  notificationFaults,
  senderDuty,
  senderKinds,
} from '@ohjaamo/shared/outreach/senders.ts';
import { describe, expect, it } from 'vitest';

const TODAY = '2027-02-01';

const asked = (parts: Partial<NotificationAsked> = {}): NotificationAsked => ({
  sender: 'DEFENCE_FORCES',
  receivedOn: '2027-01-29',
  birthDate: '1999-11-30',
  phone: '+358400000000',
  ...parts,
});
const codes = (parts: Partial<NotificationAsked>) =>
  notificationFaults(asked(parts), TODAY).map(({ field, code }) => `${field} ${code}`);

describe('Who may notify outreach youth work (1285/2016 §11)', () => {
  it.each(senderKinds.map((sender) => ({ sender, duty: senderDuty[sender] })))(
    '$sender: $duty',
    ({ sender, duty }) => {
      const without = codes({ sender });
      expect(without).toEqual(duty === 'CONSENT' ? ['consentBy consent_required'] : []);
      expect(codes({ sender, consentBy: 'YOUNG_PERSON' })).toEqual([]);
    },
  );

  it('must notify: who teaches somebody who breaks off, the Defence Forces, the Civilian Service Centre', () => {
    expect(senderKinds.filter((sender) => senderDuty[sender] === 'MUST')).toEqual([
      'EDUCATION_INTERRUPTED',
      'DEFENCE_FORCES',
      'CIVILIAN_SERVICE_CENTRE',
    ]);
  });

  it('needs consent: organisations and hobbies; a guardian consents for a minor only', () => {
    expect(senderKinds.filter((sender) => senderDuty[sender] === 'CONSENT')).toEqual([
      'ORGANISATION',
      'HOBBY',
    ]);
    expect(codes({ sender: 'HOBBY', consentBy: 'GUARDIAN', birthDate: '2010-03-01' })).toEqual([]);
    expect(codes({ sender: 'HOBBY', consentBy: 'GUARDIAN' })).toEqual(['consentBy guardian_of_adult']);
  });
});

describe('What a notification must hold', () => {
  it('is something to reach the person by, of any one kind', () => {
    expect(codes({ phone: undefined })).toEqual(['phone unreachable']);
    expect(codes({ phone: undefined, email: 'a@b.example' })).toEqual([]);
    expect(codes({ phone: undefined, address: 'Koskikatu 1' })).toEqual([]);
  });

  it('is about somebody under 29, born and received by today', () => {
    expect(codes({ birthDate: '1998-02-02' })).toEqual([]);
    expect(codes({ birthDate: '1998-02-01' })).toEqual(['birthDate not_young']);
    expect(codes({ birthDate: '2027-02-02' })).toEqual(['birthDate in_the_future']);
    expect(codes({ receivedOn: '2027-02-02' })).toEqual(['receivedOn in_the_future']);
  });
});

describe('Ages', () => {
  it('turn on the birthday; who was born on 29 February turns on the 28th of a common year', () => {
    expect(hasAge('2009-02-01', 18, TODAY)).toBe(true);
    expect(hasAge('2009-02-02', 18, TODAY)).toBe(false);
    expect(hasAge('2008-02-29', 18, '2026-02-27')).toBe(false);
    expect(hasAge('2008-02-29', 18, '2026-02-28')).toBe(true);
  });

  it('protect as a minor whose age is not known', () => {
    expect(isMinor(undefined, TODAY)).toBe(true);
    expect(isMinor('2009-02-01', TODAY)).toBe(false);
  });
});
