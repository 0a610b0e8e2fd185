import { describe, expect, it } from 'vitest';
import { formatter } from '../../web/src/i18n/format.ts';
import { addressIn, languageOfHeader, languageOfPath, textIn } from '../../web/src/i18n/language.ts';
import { translator } from '../../web/src/i18n/translate.ts';
import { momentOf } from '../../web/src/islands/outbox/moment.ts';
import { interpreterLanguages } from '../../web/src/line/placeForm.ts';
import { isCrossOriginForm, secure } from '../../web/src/security.ts';
import { bookHref } from '../../web/src/street/addresses.ts';
import { readForm } from '../../web/src/street/bookingForm.ts';
import { gatherHours, gatherPresence } from '../../web/src/street/calendar.ts';
import { byDay } from '../../web/src/street/times.ts';
import { emptyWaitingForm, waitingErrors } from '../../web/src/street/waitingForm.ts';
import { workersOf } from '../../web/src/work/workersOf.ts';

const site = { language: 'fi', tenantSlug: 'rovaniemi', siteSlug: 'etana' } as const;

describe('the language of a page', () => {
  it('is the one in the address', () => {
    expect(languageOfPath('/sv/helsinki/ita')).toBe('sv');
    expect(languageOfPath('/svenska')).toBeUndefined();
  });

  it('follows the weights of the browser when the address has none, then English, and is Finnish at last', () => {
    expect(languageOfHeader('de, en-GB;q=0.5, sv-FI;q=0.9')).toBe('sv');
    expect(languageOfHeader('sv;q=0, ar')).toBe('en');
    expect(languageOfHeader('*')).toBe('fi');
    expect(languageOfHeader(null)).toBe('fi');
  });

  it('changes without leaving the page', () => {
    const here = new URL('https://ohjaamo.example/fi/helsinki/ita/book/times?service=STUDY');
    expect(addressIn(here, 'en')).toBe('/en/helsinki/ita/book/times?service=STUDY');
  });

  it('is marked on a text that the municipality has not written in it', () => {
    expect(textIn({ fi: 'Asumisneuvonta' }, 'sv')).toEqual({ text: 'Asumisneuvonta', lang: 'fi' });
    expect(textIn({ fi: 'Asumisneuvonta', sv: 'Boenderådgivning' }, 'sv')).toEqual({
      text: 'Boenderådgivning',
    });
  });
});

describe('a time', () => {
  it.each([
    ['fi', '9.00', 'maanantai 29. maaliskuuta'],
    ['sv', '09:00', 'måndag 29 mars'],
    ['en', '09:00', 'Monday 29 March'],
  ] as const)('is written as one writes in %s', (language, time, day) => {
    const format = formatter(language);
    expect(format.time('2027-03-29T09:00+03:00').replace('.', language === 'sv' ? ':' : '.')).toBe(time);
    expect(format.day('2027-03-29').replace(',', '')).toBe(day);
  });

  it('bends in Finnish where it stands inside a sentence, on every day of the week', () => {
    const days = ['01', '02', '03', '04', '05', '06', '07'].map((day) => `2027-02-${day}`);
    expect(days.map((day) => formatter('fi').onDay(day))).toEqual([
      'maanantaina 1. helmikuuta',
      'tiistaina 2. helmikuuta',
      'keskiviikkona 3. helmikuuta',
      'torstaina 4. helmikuuta',
      'perjantaina 5. helmikuuta',
      'lauantaina 6. helmikuuta',
      'sunnuntaina 7. helmikuuta',
    ]);
    expect(formatter('sv').onDay('2027-02-01')).toBe('måndag 1 februari');
  });

  it('leaves no doubt in English which number is the month', () => {
    const format = formatter('en');
    expect(format.date('2027-02-01')).toBe('1 Feb 2027');
    expect(format.shortDay('2027-02-01').replace(',', '')).toBe('Mon 1 Feb');
    expect(format.dateTime('2027-02-01T09:00+02:00')).toMatch(/^1 Feb 2027/u);
  });

  it('stays in Helsinki on both sides of the clock change', () => {
    const format = formatter('fi');
    expect(format.time('2027-03-28T00:30Z')).toBe('2.30');
    expect(format.time('2027-03-28T01:30Z')).toBe('4.30');
  });
});

describe('a language of an interpreter', () => {
  it.each([
    ['fi', 'Suomalainen viittomakieli'],
    ['sv', 'Finskt teckenspråk'],
    ['en', 'Finnish Sign Language'],
  ] as const)('has a name in %s, also when it is signed', (language, signed) => {
    const choices = formatter(language).languageChoices(interpreterLanguages);
    expect(choices).toContainEqual({ value: 'fse', label: signed });
    for (const { value, label } of choices) expect(label.toLowerCase()).not.toBe(value);
  });

  it('is found in the order of the names', () => {
    const labels = formatter('fi')
      .languageChoices(['vi', 'ar', 'en'])
      .map(({ label }) => label);
    expect(labels).toEqual(['Arabia', 'Englanti', 'Vietnam']);
  });
});

describe('what is wrong with the days that somebody waits for', () => {
  const refusal = { type: 'invalid-request', errors: [{ pointer: '/to' }, { pointer: '/before' }] } as never;
  const form = { ...emptyWaitingForm('2027-02-10', '2027-02-12'), email: 'somebody@town.example' };

  it('is said to be their order when the end is before the beginning', () => {
    expect(waitingErrors({ ...form, to: '2027-02-09' }, refusal)).toEqual([
      { field: 'to', key: 'wait.error.datesOrder' },
    ]);
    expect(waitingErrors({ ...form, after: '14:00', before: '13:00' }, refusal)).toEqual([
      { field: 'before', key: 'wait.error.hoursOrder' },
    ]);
  });

  it('is said to be a day that is missing when one is', () => {
    const missing = { type: 'invalid-request', errors: [{ pointer: '/to' }] } as never;
    expect(waitingErrors({ ...form, to: '' }, missing)).toEqual([{ field: 'to', key: 'wait.error.dates' }]);
  });
});

describe('an entry that waits in the browser', () => {
  it('is known by its day and time as people write them', () => {
    expect(momentOf('2027-02-02', '09:05', 'fi')).toBe('ti 2.2. klo 9.05');
    expect(momentOf('2027-02-02', '09:05', 'en')).toMatch(/^Tue,? 2 Feb,? (at )?9:05$/u);
  });

  it('shows what was written when that is no date', () => {
    expect(momentOf('', '', 'fi')).toBe('');
    expect(momentOf('soon', '09:05', 'fi')).toBe('soon 09:05');
  });
});

describe('the workers to choose from', () => {
  const outreach = { id: '1', name: 'Etsivä' };
  const study = { id: '2', name: 'Opinto-ohjaaja' };

  it('are those of all services, once each and by name, before a service is chosen', () => {
    expect(workersOf([{ staff: [study] }, { staff: [outreach, study] }], 'fi')).toEqual([outreach, study]);
  });
});

describe('a counted text', () => {
  it('takes the form of its number', () => {
    const t = translator('fi');
    expect(t.count('book.what.minutes', 1)).toBe('1 minuutti');
    expect(t.count('book.what.minutes', 45)).toBe('45 minuuttia');
  });
});

describe('a form that arrives', () => {
  const post = (headers: Record<string, string>) =>
    new Request('https://lambda.example/fi/b/x', { method: 'POST', headers });

  it('passes when the page that sent it is ours', () => {
    expect(isCrossOriginForm(post({ 'sec-fetch-site': 'same-origin' }))).toBe(false);
    expect(
      isCrossOriginForm(post({ origin: 'https://ohjaamo.example', 'x-forwarded-host': 'ohjaamo.example' })),
    ).toBe(false);
  });

  it('is refused when another site sent it', () => {
    expect(isCrossOriginForm(post({ 'sec-fetch-site': 'cross-site' }))).toBe(true);
    expect(isCrossOriginForm(post({ 'sec-fetch-site': 'same-site' }))).toBe(true);
    expect(
      isCrossOriginForm(post({ origin: 'https://evil.example', 'x-forwarded-host': 'ohjaamo.example' })),
    ).toBe(true);
  });
});

describe('every answer', () => {
  it('keeps nothing on a shared computer and tells its address to nobody', () => {
    const { headers } = secure(new Response('x'), 'fi');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
  });
});

describe('the steps of a booking', () => {
  it('carry the choice in the address with its offset unharmed', () => {
    const href = bookHref(site, 'reach', { service: 'STUDY', start: '2027-03-29T09:00+03:00' });
    const read = new URL(href, 'https://ohjaamo.example').searchParams;
    expect(read.get('start')).toBe('2027-03-29T09:00+03:00');
    expect(read.has('staff')).toBe(false);
  });

  const choice = { service: 'STUDY', staff: 'aaaaaaaa02', start: '2027-03-29T09:00+03:00' };
  const sent = (entries: Record<string, string>) => {
    const data = new FormData();
    for (const [name, value] of Object.entries(entries)) data.set(name, value);
    return readForm(data, choice);
  };

  it('keep the id and the secret that the page was made with, so that two presses are one booking', () => {
    const ids = { bookingId: 'a'.repeat(20), secret: 'B'.repeat(22) };
    expect(sent(ids)).toMatchObject(ids);
  });

  it('replace ids that somebody has spoilt', () => {
    const form = sent({ bookingId: '../x', secret: 'short' });
    expect(form.bookingId).toMatch(/^[0-9a-z]{20}$/u);
    expect(form.secret).toMatch(/^[A-Za-z0-9_-]{22}$/u);
  });

  it('take the nearest free time and its worker when its button is pressed', () => {
    expect(sent({ instead: '2027-03-29T10:00+03:00 bbbbbbbb03' })).toMatchObject({
      start: '2027-03-29T10:00+03:00',
      staff: 'bbbbbbbb03',
    });
    expect(sent({ held: '2027-03-29T11:00+03:00 ' })).toMatchObject({
      start: '2027-03-29T11:00+03:00',
      staff: undefined,
    });
  });
});

describe('the calendar', () => {
  const entry = {
    start: '2027-03-29T12:00+03:00',
    end: '2027-03-29T16:00+03:00',
    mode: 'WALK_IN',
    serviceCode: 'WALKIN',
    organisation: { fi: 'Nuorisopalvelut' },
    visitor: false,
    note: '',
  } as const;

  it('shows people who share an hour and a purpose on one line', () => {
    const lines = gatherPresence([
      { ...entry, staffId: 'aaaaaaaa02' as never, staffName: 'Ohjaaja 1' },
      { ...entry, staffId: 'aaaaaaaa03' as never, staffName: 'Ohjaaja 2' },
      { ...entry, start: '2027-03-29T13:00+03:00', staffId: 'aaaaaaaa04' as never, staffName: 'Ohjaaja 3' },
    ]);
    expect(lines.map(({ people }) => people.map(({ staffName }) => staffName))).toEqual([
      ['Ohjaaja 1', 'Ohjaaja 2'],
      ['Ohjaaja 3'],
    ]);
  });

  it('joins neighbouring weekdays with the same hours, and only those', () => {
    const hours = (['MON', 'TUE', 'THU'] as const).map((weekday) => ({
      weekday,
      opens: '12:00',
      closes: '16:00',
    }));
    const lines = gatherHours([...hours, { weekday: 'WED', opens: '12:00', closes: '18:00' }]);
    expect(lines.map(({ from, to }) => [from, to])).toEqual([
      ['MON', 'TUE'],
      ['WED', 'WED'],
      ['THU', 'THU'],
    ]);
  });

  it('lists free times by their day at the site', () => {
    const times = ['2027-03-29T23:30+03:00', '2027-03-30T00:30+03:00'].map((start) => ({
      start,
      end: start,
      staffIds: [],
    }));
    expect(byDay(times).map(({ date }) => date)).toEqual(['2027-03-29', '2027-03-30']);
  });
});
