import { busyOfFeed } from '@ohjaamo/functions/calendars/busyOfFeed.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { busyIn, calendar, event, minute, readFeed, SPRING } from './feeds.ts';

const at = (start: string, end: string) => [`DTSTART:${start}`, `DTEND:${end}`];

describe('when the owner of a feed is busy', () => {
  it.each([
    ['in UTC', at('20270201T070000Z', '20270201T080000Z'), ['02-01 09:00/02-01 10:00']],
    ['without a zone', at('20270201T090000', '20270201T100000'), ['02-01 09:00/02-01 10:00']],
    [
      'in a zone by its name',
      ['DTSTART;TZID=Europe/Stockholm:20270201T090000', 'DTEND;TZID=Europe/Stockholm:20270201T100000'],
      ['02-01 10:00/02-01 11:00'],
    ],
    [
      'in a zone as Windows calls it',
      ['DTSTART;TZID=FLE Standard Time:20270201T090000', 'DURATION:PT45M'],
      ['02-01 09:00/02-01 09:45'],
    ],
    [
      'in a zone under a path',
      ['DTSTART;TZID=/freeassociation.sourceforge.net/Europe/London:20270201T090000', 'DURATION:PT1H'],
      ['02-01 11:00/02-01 12:00'],
    ],
    [
      'in a zone that nobody knows',
      ['DTSTART;TZID=Mars:20270201T090000', 'DURATION:PT1H'],
      ['02-01 09:00/02-01 10:00'],
    ],
    ['with seconds', at('20270201T070030Z', '20270201T075930Z'), ['02-01 09:00/02-01 10:00']],
    ['all day', ['DTSTART;VALUE=DATE:20270201'], ['02-01 00:00/02-02 00:00']],
    [
      'for several days, over the change of clocks',
      ['DTSTART;VALUE=DATE:20270327', 'DTEND;VALUE=DATE:20270329'],
      ['03-27 00:00/03-29 00:00'],
    ],
    ['at one moment, which takes no time', ['DTSTART:20270201T070000Z'], []],
    ['when transparent', [...at('20270201T070000Z', '20270201T080000Z'), 'TRANSP:TRANSPARENT'], []],
    ['when cancelled', [...at('20270201T070000Z', '20270201T080000Z'), 'STATUS:CANCELLED'], []],
    [
      'when marked as free',
      [...at('20270201T070000Z', '20270201T080000Z'), 'X-MICROSOFT-CDO-BUSYSTATUS:FREE'],
      [],
    ],
    ['before the window', at('20260201T070000Z', '20260201T080000Z'), []],
    [
      'in the hour that spring skips: with the offset before it',
      ['DTSTART;TZID=Europe/Helsinki:20270328T033000', 'DURATION:PT30M'],
      ['03-28 04:30/03-28 05:00'],
    ],
  ])('%s', (_, lines, expected) => {
    expect(busyIn(calendar(event(...lines)))).toEqual(expected);
  });

  it('is the union of all events', () => {
    const text = calendar(
      event(...at('20270201T070000Z', '20270201T080000Z')),
      event(...at('20270201T073000Z', '20270201T090000Z')),
      event(...at('20270201T090000Z', '20270201T100000Z')),
      event(...at('20270202T070000Z', '20270202T080000Z')),
    );
    expect(busyIn(text)).toEqual(['02-01 09:00/02-01 12:00', '02-02 09:00/02-02 10:00']);
  });

  it('keeps the wall time of a series over the change of clocks', () => {
    const series = event(
      'DTSTART;TZID=Europe/Helsinki:20270322T090000',
      'DTEND;TZID=Europe/Helsinki:20270322T100000',
      'RRULE:FREQ=WEEKLY;UNTIL=20270329T060000Z',
    );
    expect(busyIn(calendar(series))).toEqual(['03-22 09:00/03-22 10:00', '03-29 09:00/03-29 10:00']);
  });

  it('ends a series before the occurrence that UNTIL just misses', () => {
    const series = event(
      'DTSTART:20270322T070000Z',
      'DURATION:PT1H',
      'RRULE:FREQ=WEEKLY;UNTIL=20270329T065959Z',
    );
    expect(busyIn(calendar(series))).toEqual(['03-22 09:00/03-22 10:00']);
  });

  it('leaves out what EXDATE takes away, adds what RDATE gives, and moves what has an event of its own', () => {
    const text = calendar(
      event(
        'DTSTART;TZID=Europe/Helsinki:20270201T090000',
        'DURATION:PT1H',
        'RRULE:FREQ=WEEKLY;COUNT=4',
        'EXDATE;TZID=Europe/Helsinki:20270208T090000',
        'RDATE;TZID=Europe/Helsinki:20270210T120000',
        'RDATE;VALUE=PERIOD:20270211T100000Z/PT2H',
      ),
      event(
        'RECURRENCE-ID;TZID=Europe/Helsinki:20270215T090000',
        'DTSTART:20270216T120000Z',
        'DURATION:PT1H',
      ),
      event(
        'RECURRENCE-ID:20270222T070000Z',
        'DTSTART:20270222T070000Z',
        'DURATION:PT1H',
        'STATUS:CANCELLED',
      ),
    );
    expect(busyIn(text)).toEqual([
      '02-01 09:00/02-01 10:00',
      '02-10 12:00/02-10 13:00',
      '02-11 12:00/02-11 14:00',
      '02-16 14:00/02-16 15:00',
    ]);
  });

  it('takes an EXDATE that is a date for the whole day of a time', () => {
    const series = event(
      'DTSTART:20270201T070000Z',
      'DURATION:PT1H',
      'RRULE:FREQ=DAILY;COUNT=3',
      'EXDATE;VALUE=DATE:20270202',
    );
    expect(busyIn(calendar(series))).toEqual(['02-01 09:00/02-01 10:00', '02-03 09:00/02-03 10:00']);
  });

  it('follows a zone that the feed itself describes', () => {
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:Customized Time Zone',
      'BEGIN:STANDARD',
      'DTSTART:16010101T040000',
      'TZOFFSETFROM:+0300',
      'TZOFFSETTO:+0200',
      'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
      'END:STANDARD',
      'BEGIN:DAYLIGHT',
      'DTSTART:16010101T030000',
      'TZOFFSETFROM:+0200',
      'TZOFFSETTO:+0300',
      'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
      'END:DAYLIGHT',
      'END:VTIMEZONE',
    ].join('\r\n');
    const series = event(
      'DTSTART;TZID=Customized Time Zone:20270322T090000',
      'DURATION:PT1H',
      'RRULE:FREQ=WEEKLY;COUNT=2',
    );
    expect(busyIn(calendar(zone, series))).toEqual(['03-22 09:00/03-22 10:00', '03-29 09:00/03-29 10:00']);
  });

  it('reads the busy periods of a VFREEBUSY, and not the free ones', () => {
    const text = calendar(
      'BEGIN:VFREEBUSY\r\nFREEBUSY;FBTYPE=BUSY:20270201T070000Z/PT1H,20270201T100000Z/20270201T110000Z\r\nFREEBUSY;FBTYPE=FREE:20270201T120000Z/PT1H\r\nEND:VFREEBUSY',
    );
    expect(busyIn(text)).toEqual(['02-01 09:00/02-01 10:00', '02-01 12:00/02-01 13:00']);
  });

  it('does not take our own invitations for other business, but those of another municipality', () => {
    const text = calendar(
      'BEGIN:VEVENT\r\nUID:booking-worker0001@ohjaamo\r\nDTSTART:20270201T070000Z\r\nDURATION:PT1H\r\nEND:VEVENT',
      'BEGIN:VEVENT\r\nUID:booking-worker0002@ohjaamo\r\nDTSTART:20270202T070000Z\r\nDURATION:PT1H\r\nEND:VEVENT',
    );
    expect(busyIn(text, { ...SPRING, ownUidEnding: '-worker0001@ohjaamo' })).toEqual([
      '02-02 09:00/02-02 10:00',
    ]);
  });

  it('does not read titles', () => {
    const read = readFeed(
      calendar(event(...at('20270201T070000Z', '20270201T080000Z'), 'SUMMARY:Secret matter')),
    );
    expect(JSON.stringify(read)).not.toContain('Secret');
  });
});

describe('a feed that is not in order', () => {
  it('gives its good events and counts the others', () => {
    const good = event(...at('20270201T070000Z', '20270201T080000Z'));
    const text = calendar(
      good,
      event('DTSTART:yesterday'),
      event('no colon at all'),
      event('DTSTART:20270230T070000Z', 'DURATION:PT1H'),
      event(...at('20270203T070000Z', '20270203T080000Z'), 'RRULE:FREQ=HOURLY'),
      event(...at('20270203T070000Z', '20270203T080000Z'), 'RRULE:FREQ=SOMETIMES'),
      event('DTSTART;VALUE=DATE:20270203', 'DTEND:20270204T080000Z'),
      'BEGIN:VEVENT\r\nDTSTART:20270204T070000Z',
    );
    const read = readFeed(text);
    expect(read.busy).toEqual([
      { start: minute('2027-02-01T07:00:00Z'), end: minute('2027-02-01T08:00:00Z') },
    ]);
    expect(read.unclear).toBe(7);
  });

  it('may be folded in the middle of anything, begin with a byte order mark and end its lines as it likes', () => {
    const text = `\uFEFF${calendar(event(...at('20270201T070000Z', '20270201T080000Z')))}`;
    const folded = text.replace('DTSTART:2027', 'DTSTA\r\n RT:20\r\n\t27');
    expect(busyIn(folded)).toEqual(['02-01 09:00/02-01 10:00']);
    expect(busyIn(text.replaceAll('\r\n', '\n'))).toEqual(['02-01 09:00/02-01 10:00']);
  });

  it.each(['', 'hello', '<!doctype html><title>Sign in</title>', 'BEGIN:VEVENT\r\nEND:VEVENT'])(
    'is none when it has no calendar: %j',
    (text) => {
      expect(busyOfFeed(text, SPRING)).toEqual({ ok: false, error: 'NOT_A_CALENDAR' });
    },
  );

  it('ends for rules that no date fits, for ages of daily events, and for thousands of both', () => {
    const mad = [
      'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
      'FREQ=DAILY;COUNT=100000',
      'FREQ=MONTHLY;BYDAY=5SU;BYMONTHDAY=1',
      'FREQ=YEARLY;INTERVAL=1000',
    ];
    const events = Array.from({ length: 4000 }, (_, index) =>
      event('DTSTART:16000101T000000Z', 'DURATION:PT1M', `RRULE:${mad[index % mad.length] ?? ''}`),
    );
    const started = performance.now();
    expect(readFeed(calendar(...events)).events).toBe(4000);
    expect(performance.now() - started).toBeLessThan(8_000);
  }, 30_000);

  it('never throws, whatever the bytes are', () => {
    const pieces = fc.constantFrom(
      'BEGIN:VCALENDAR\r\n',
      'BEGIN:VEVENT\r\n',
      'END:VEVENT\r\n',
      'BEGIN:VTIMEZONE\r\n',
      'END:VTIMEZONE\r\n',
      'TZID:X\r\n',
      'BEGIN:STANDARD\r\n',
      'END:STANDARD\r\n',
      'DTSTART',
      ';TZID=X',
      ';VALUE=DATE',
      ':',
      '20270201T070000Z',
      '20270201',
      '\r\n',
      'RRULE:',
      'FREQ=WEEKLY',
      ';BYDAY=',
      'MO',
      '-1SU',
      ';COUNT=',
      '9',
      '-',
      'DURATION:P',
      'T1H',
      'EXDATE',
      'RDATE',
      'RECURRENCE-ID',
      ' ',
      '\t',
      '\u0000',
      '"',
      ',',
      'TZOFFSETFROM:+0200\r\n',
      'TZOFFSETTO:+9999\r\n',
      'FREEBUSY:',
    );
    const junk = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((bytes) => new TextDecoder().decode(bytes)),
      fc.array(fc.oneof(pieces, fc.string({ maxLength: 5 })), { maxLength: 60 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(junk, (text) => {
        const read = busyOfFeed(`BEGIN:VCALENDAR\r\n${text}`, SPRING);
        if (read.ok) for (const { start, end } of read.value.busy) expect(end).toBeGreaterThan(start);
      }),
      { numRuns: 2000 },
    );
  }, 30_000);
});
