import { dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { HELSINKI } from '@ohjaamo/shared/kernel/time.ts';
import { zoneAxisOfDays } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import { easterSunday, holidayOn, holidaysOf } from '@ohjaamo/shared/schedule/holidays.ts';
import { openingOn } from '@ohjaamo/shared/schedule/opening.ts';
import { type OpeningException } from '@ohjaamo/shared/schedule/plan.ts';
import { presences } from '@ohjaamo/shared/schedule/presence.ts';
import { weekDays } from '@ohjaamo/shared/schedule/week.ts';
import Holidays from 'date-holidays';
import { describe, expect, it } from 'vitest';
import { closed, plan, replaced, rule, weekdayHours, worker } from '../support/schedule.ts';

const years = Array.from({ length: 31 }, (_, index) => 2020 + index);

describe('The Finnish calendar', () => {
  it('closes the public holidays of 2020 to 2050 and the eves of Midsummer and Christmas, and no other day', () => {
    const oracle = new Holidays('FI', { timezone: 'UTC' });
    for (const year of years) {
      const expected = oracle
        .getHolidays(year)
        // Of the bank holidays, New Year's Eve is an ordinary working day in Finland (150/1930 § 5).
        .filter(({ type, rule }) => type === 'public' || (type === 'bank' && rule !== '12-31'))
        .map(({ date }) => date.slice(0, 10));
      const closing = holidaysOf(year).filter(({ closes }) => closes);
      expect(
        closing.map(({ day }) => dateOfDay(day)),
        String(year),
      ).toEqual([...new Set(expected)]);
    }
  });

  it('names eves on which the house is open', () => {
    const eves = holidaysOf(2027).filter(({ closes }) => !closes);
    expect(eves.map(({ day, name }) => [dateOfDay(day), name.fi])).toEqual([
      ['2027-03-25', 'Kiirastorstai'],
      ['2027-03-27', 'Pääsiäislauantai'],
      ['2027-04-30', 'Vapunaatto'],
      ['2027-12-31', 'Uudenvuodenaatto'],
    ]);
  });

  it('knows Easter at the ends of its range', () => {
    expect([2008, 2011, 2038].map(easterSunday).map(dateOfDay)).toEqual([
      '2008-03-23',
      '2011-04-24',
      '2038-04-25',
    ]);
  });

  it('names a day once when two fall together, the one that closes it first', () => {
    // Ascension fell on May Day.
    expect(holidayOn(dayNumber('2008-05-01'))?.closes).toBe(true);
    expect(holidayOn(dayNumber('2027-04-30'))?.closes).toBe(false);
    expect(holidayOn(dayNumber('2027-02-02'))).toBeUndefined();
  });
});

describe('A public holiday', () => {
  const EASTER_MONDAY = '2027-03-29';
  const open = (from: string, to = from): OpeningException => ({
    kind: 'OPEN',
    from,
    to,
    channel: 'WALK_IN',
    opens: '13:00',
    closes: '15:00',
    name: { fi: 'pääsiäispäivystys' },
  });
  const hours = [
    ...weekdayHours('WALK_IN', '12:00', '16:00'),
    ...weekdayHours('APPOINTMENT', '09:00', '16:00'),
  ];
  const on = (exceptions: OpeningException[], date = EASTER_MONDAY) =>
    openingOn({ hours, exceptions }, dayNumber(date));
  const stretch = (start: number, end: number) => ({ start: start * 60, end: end * 60 });

  it('closes the day by its name, without a line of the house’s own', () => {
    expect(on([])).toMatchObject({ closed: { fi: '2. pääsiäispäivä' }, closedBy: 'HOLIDAY' });
    expect(on([]).hours.WALK_IN).toEqual([]);
  });

  it('is called what the house calls it when it closes the day itself', () => {
    expect(on([closed(EASTER_MONDAY)])).toMatchObject({ closed: { fi: 'suljettu' }, closedBy: 'EXCEPTION' });
  });

  it('is open for what a single date opens, and for nothing else', () => {
    const opened = on([open(EASTER_MONDAY)]);
    expect(opened.closed).toBeUndefined();
    expect(opened.changed).toEqual({ fi: 'pääsiäispäivystys' });
    expect(opened.hours.WALK_IN).toEqual([stretch(13, 15)]);
    expect(opened.hours.APPOINTMENT).toEqual([]);
    expect(on([replaced(EASTER_MONDAY, EASTER_MONDAY, ['MON'], '10:00', '11:00')]).hours.WALK_IN).toEqual([
      stretch(10, 11),
    ]);
  });

  it('stays closed when a season opens or replaces the weekday', () => {
    expect(on([open('2027-03-01', '2027-04-30')]).closed).toMatchObject({ fi: '2. pääsiäispäivä' });
    expect(on([replaced('2027-03-01', '2027-04-30', ['MON'], '10:00', '11:00')]).closed).toBeDefined();
  });

  it('lets booked time be there only in what was opened, where the site keeps no hours for appointments', () => {
    const rules = [rule(worker(1), { weekday: 'MON', start: '09:00', end: '14:00' })];
    const here = plan({
      hours: weekdayHours('WALK_IN', '12:00', '16:00'),
      exceptions: [open(EASTER_MONDAY)],
      rules,
    });
    const day = dayNumber(EASTER_MONDAY);
    const [there] = presences(here, zoneAxisOfDays(HELSINKI, day, day), day, day);
    expect(there && there.end - there.start).toBe(60);
  });

  it('has its name in the public week', () => {
    const monday = dayNumber(EASTER_MONDAY);
    const days = weekDays(
      plan({ hours }),
      zoneAxisOfDays(HELSINKI, monday, monday + 6),
      monday,
      () => undefined,
    );
    expect(days[0]?.closed).toEqual({ fi: '2. pääsiäispäivä', sv: 'Annandag påsk', en: 'Easter Monday' });
    expect(days[1]?.closed).toBeUndefined();
  });
});

describe('Hours added for a while', () => {
  it('stand beside the weekly ones on the days that are not closed', () => {
    const hours = weekdayHours('PHONE', '09:00', '12:00');
    const evenings: OpeningException = {
      kind: 'OPEN',
      from: '2027-05-31',
      to: '2027-08-27',
      weekdays: ['FRI'],
      channel: 'PHONE',
      opens: '11:00',
      closes: '18:00',
      name: { fi: 'kesäillat' },
    };
    const on = (date: string) => openingOn({ hours, exceptions: [evenings] }, dayNumber(date));
    expect(on('2027-06-04').hours.PHONE).toEqual([{ start: 540, end: 1080 }]);
    expect(on('2027-06-03').hours.PHONE).toEqual([{ start: 540, end: 720 }]);
    // Midsummer Eve is a Friday too.
    expect(on('2027-06-25').closed).toMatchObject({ fi: 'Juhannusaatto' });
  });
});
