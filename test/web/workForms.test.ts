import { describe, expect, it } from 'vitest';
import { placeOfKey } from '../../web/src/work/choiceKeys.ts';
import { clientValues, readClientForm } from '../../web/src/work/clientForm.ts';
import { consentDefaults, readConsent } from '../../web/src/work/consentForm.ts';
import { contactDefaults, type Today } from '../../web/src/work/contactDefaults.ts';
import { type ContactValues, contactValues, readContact } from '../../web/src/work/contactForm.ts';
import { refusalText, typedFor, wrongFields } from '../../web/src/work/form.ts';

const walkIn: ContactValues = {
  contactId: 'a'.repeat(20),
  site: 's'.repeat(10),
  bookingId: '',
  ticketId: '',
  colleagues: [],
  clientId: '',
  channel: 'ON_SITE',
  topics: ['HOUSING'],
  ageBand: '20_24',
  minutes: '15',
  minutesOther: '',
  resolved: '',
  party: 'YOUTH',
  date: '2026-11-23',
  time: '13:05',
};

function formOf(fields: readonly (readonly [string, string])[]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

function faultyFields(values: Partial<ContactValues>): readonly string[] {
  const read = readContact({ ...walkIn, ...values });
  return read.ok ? [] : read.error.map(({ field }) => field);
}

describe('the quick contact form', () => {
  it('sends a walk-in with its time in Helsinki and nothing that was left empty', () => {
    const read = readContact(walkIn);
    expect(read).toStrictEqual({
      ok: true,
      value: {
        contactId: walkIn.contactId,
        site: walkIn.site,
        channel: 'ON_SITE',
        startedAt: '2026-11-23T13:05+02:00',
        minutes: 15,
        topics: ['HOUSING'],
        ageBand: '20_24',
        party: 'YOUTH',
      },
    });
  });

  it('lets a typed length win over a chosen one, and sends the answer to the last question', () => {
    const read = readContact({ ...walkIn, minutesOther: '25', resolved: 'no' });
    expect(read.ok && read.value).toMatchObject({ minutes: 25, resolvedSameDay: false });
  });

  it('names every field that is missing, in the order of the form', () => {
    expect(faultyFields({ channel: '', topics: [], ageBand: '', minutes: '', time: '' })).toStrictEqual([
      'channel',
      'topics',
      'ageBand',
      'minutes',
      'time',
    ]);
  });

  it.each(['0', '721', '15 min', '1.5', '-5'])('refuses the length %s', (minutesOther) => {
    expect(faultyFields({ minutesOther })).toStrictEqual(['minutes']);
  });

  it('refuses the hour that the clock skips in spring', () => {
    expect(faultyFields({ date: '2026-03-29', time: '03:30' })).toStrictEqual(['time']);
  });

  it('takes the first of the two hours in autumn', () => {
    const read = readContact({ ...walkIn, date: '2026-10-25', time: '03:30' });
    expect(read.ok && read.value.startedAt).toBe('2026-10-25T03:30+03:00');
  });

  it('keeps what was typed, several topics and a time with a full stop', () => {
    const values = contactValues(
      formOf([
        ['topics', 'HOUSING'],
        ['topics', 'MONEY'],
        ['time', '9.30'],
        ['minutesOther', ' 25 '],
      ]),
    );
    expect(values).toMatchObject({
      topics: ['HOUSING', 'MONEY'],
      time: '9:30',
      minutesOther: '25',
      party: 'YOUTH',
    });
  });
});

describe('the defaults of the quick form', () => {
  const booking = {
    id: 'b'.repeat(20),
    start: '2026-11-23T12:30+02:00',
    end: '2026-11-23T13:20+02:00',
    arrivedAt: '2026-11-23T12:28+02:00',
  } as Today['bookings'][number];
  const today = {
    now: '2026-11-23T14:41+02:00',
    site: { id: walkIn.site },
    duty: [
      {
        staffId: 'phone00001',
        start: '2026-11-23T12:00+02:00',
        end: '2026-11-23T15:00+02:00',
        mode: 'PHONE',
      },
      { staffId: 'chat000001', start: '2026-11-23T09:00+02:00', end: '2026-11-23T12:00+02:00', mode: 'CHAT' },
    ],
  } as unknown as Today;
  const defaults = (staffId: string, of?: Today['bookings'][number]) =>
    contactDefaults(today, { contactId: walkIn.contactId, staffId, booking: of });

  it('begin now for a walk-in and last half an hour at first, and guess neither topic nor age', () => {
    expect(defaults('desk000001')).toMatchObject({
      time: '14:41',
      minutes: '30',
      topics: [],
      ageBand: '',
      channel: 'ON_SITE',
    });
  });

  it('take arrival and length from the booking; an unusual length is typed in', () => {
    expect(defaults('desk000001', booking)).toMatchObject({ time: '12:28', minutes: '', minutesOther: '50' });
    expect(defaults('desk000001', { ...booking, end: '2026-11-23T13:15+02:00' })).toMatchObject({
      minutes: '45',
    });
  });

  it('take the channel from the duty that is on now, not from one that is over', () => {
    expect(defaults('phone00001').channel).toBe('PHONE');
    expect(defaults('chat000001').channel).toBe('ON_SITE');
  });
});

describe('the form of a new client', () => {
  const filled = formOf([
    ['clientId', 'c'.repeat(20)],
    ['episodeId', 'e'.repeat(20)],
    ['displayName', ' Testi Kaisla '],
    ['identification', 'LIGHT'],
    ['contactLanguage', 'sv'],
    ['routeIn', 'SCHOOL'],
    ['mainActivity', 'STUDENT'],
    ['phone', ''],
    ['email', ''],
    ['birthDate', ''],
  ]);

  it('leaves out what the young person did not want to give', () => {
    const read = readClientForm(clientValues(filled));
    expect(read.ok && Object.keys(read.value).sort()).toStrictEqual(
      [
        'clientId',
        'contactLanguage',
        'displayName',
        'episodeId',
        'identification',
        'mainActivity',
        'routeIn',
      ].sort(),
    );
  });

  it('says which contact detail is wrong', () => {
    const read = readClientForm({ ...clientValues(filled), phone: 'call me', email: 'me@' });
    expect(!read.ok && read.error.map(({ field }) => field)).toStrictEqual(['phone', 'email']);
  });
});

describe('the consent form', () => {
  const blank = consentDefaults('k'.repeat(20), 'fi', '2026-11-23');

  it('starts with the client’s language and a year, and guesses nobody', () => {
    expect(blank).toMatchObject({
      from: '',
      language: 'fi',
      validUntil: '2027-11-23',
      categories: [],
      means: '',
    });
  });

  it('needs a category, who tells whom, a purpose, and how it was given', () => {
    const read = readConsent(blank);
    expect(!read.ok && read.error.map(({ field }) => field)).toStrictEqual([
      'categories',
      'from',
      'to',
      'purpose',
      'means',
    ]);
  });

  it('refuses an organisation that would tell itself', () => {
    const read = readConsent({
      ...blank,
      categories: ['HOUSING'],
      from: 'ROI-NUO',
      to: 'ROI-NUO',
      purpose: 'Jotta asunto löytyy',
      means: 'ORALLY',
    });
    expect(!read.ok && read.error.map(({ field }) => field)).toStrictEqual(['to']);
  });

  it.each([
    ['an identity code', 'Äiti kertoi: 010190-900P', 'work.identityCode'],
    ['a diagnosis code', 'Diagnoosi on F32.1', 'work.diagnosisCode'],
  ])('says of a reason with %s that it is to be taken out', (_, capacityReason, text) => {
    const asked = {
      ...blank,
      means: 'ORALLY',
      categories: ['HOUSING'],
      from: 'ROI-NUO',
      to: 'ROI-TE',
      purpose: 'Asunto',
    };
    const read = readConsent({ ...asked, capacityReason });
    expect(!read.ok && read.error).toStrictEqual([{ field: 'capacityReason', text }]);
  });
});

describe('a page of several forms', () => {
  const sent = formOf([
    ['do', 'plan'],
    ['employer', ' Testi Kahvila '],
    ['goals', ''],
    ['conditions', 'childrenClear'],
  ]);

  it('keeps what was typed in the form that was sent, also that a field was emptied', () => {
    const plan = typedFor(sent, 'plan');
    expect(plan.sent).toBe(true);
    expect(plan.text('employer', 'Toinen')).toBe('Testi Kahvila');
    expect(plan.text('goals', 'Alkuperäinen')).toBe('');
    expect(plan.texts('conditions')).toStrictEqual(['childrenClear']);
  });

  it.each([
    ['another form was sent', sent],
    ['nothing was sent', undefined],
  ] as const)('begins with what is known while %s', (_, form) => {
    const wishes = typedFor(form, 'wishes');
    expect(wishes.sent).toBe(false);
    expect(wishes.text('employer', 'Toinen')).toBe('Toinen');
    expect(wishes.texts('conditions', ['noCompetition'])).toStrictEqual(['noCompetition']);
  });
});

describe('a refusal of the API', () => {
  it('is told at the fields that it names', () => {
    const errors = [{ pointer: '/body/minutes', code: 'too_big' }];
    expect(wrongFields({ type: 'invalid-request', errors })).toStrictEqual(['minutes']);
  });

  it('is told as the page knows it, else as a service that does not answer', () => {
    expect(
      refusalText({ type: 'time-not-offered' }, { 'time-not-offered': 'work.contact.errorFuture' }),
    ).toBe('work.contact.errorFuture');
    expect(refusalText({ type: 'internal-error' }, {})).toBe('work.unavailable');
  });
});

describe('the keys of the choices', () => {
  it('count digits first, then letters, whatever the case', () => {
    expect(['1', '9', '0', 'q', 'R'].map(placeOfKey)).toStrictEqual([0, 8, 9, 10, 13]);
  });

  it('leave every other key alone', () => {
    expect(['Enter', ' ', 'Tab', 'ArrowDown', 'z'].map(placeOfKey)).toStrictEqual(Array(5).fill(undefined));
  });
});
