import { openingChannels } from '@ohjaamo/shared/kernel/codes.ts';
import { dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import {
  formatOffsetDateTime,
  HELSINKI,
  resolveOffsetDateTime,
  Temporal,
} from '@ohjaamo/shared/kernel/time.ts';
import {
  dayAt,
  formatOnAxis,
  instantsOf,
  startOfDay,
  zoneAxis,
  zoneAxisOfDays,
} from '@ohjaamo/shared/kernel/zoneAxis.ts';
import { channelState, openingOn } from '@ohjaamo/shared/schedule/opening.ts';
import { presences } from '@ohjaamo/shared/schedule/presence.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closed, hours, plan, replaced, rule, weekdayHours, worker } from '../support/schedule.ts';

const site = plan({
  hours: [
    ...weekdayHours('WALK_IN', '12:00', '16:00'),
    ...weekdayHours('APPOINTMENT', '09:00', '16:00'),
    hours('PHONE', 'MON', '09:00', '15:00'),
  ],
  exceptions: [
    closed('2027-06-25'),
    replaced('2027-06-28', '2027-08-01', ['MON', 'TUE', 'WED', 'THU'], '12:00', '15:00'),
    closed('2027-06-28', '2027-08-01', ['FRI']),
    replaced('2027-04-14', '2027-04-14', ['WED'], '14:00', '18:00'),
    closed('2027-12-06'),
    replaced('2027-12-06', '2027-12-06', ['MON'], '12:00', '14:00'),
    closed('2027-07-05'),
  ],
});

function wallHours(date: string) {
  const { hours: of } = openingOn(site, dayNumber(date));
  const text = (minutes: number): string =>
    Temporal.PlainTime.from({ hour: Math.floor(minutes / 60), minute: minutes % 60 }).toString({
      smallestUnit: 'minute',
    });
  return Object.fromEntries(
    openingChannels
      .filter((channel) => of[channel].length > 0)
      .map((channel) => [
        channel,
        of[channel].map(({ start, end }) => `${text(start)}-${text(end)}`).join(' '),
      ]),
  );
}

describe('A day of a site', () => {
  it('has the weekly hours of its weekday', () => {
    expect(wallHours('2027-02-01')).toEqual({
      WALK_IN: '12:00-16:00',
      APPOINTMENT: '09:00-16:00',
      PHONE: '09:00-15:00',
    });
    expect(wallHours('2027-02-06')).toEqual({});
  });

  it('is closed on every channel when an exception closes it, also inside a season', () => {
    expect(wallHours('2027-06-25')).toEqual({});
    expect(openingOn(site, dayNumber('2027-06-25')).closed).toEqual({ fi: 'suljettu' });
    expect(wallHours('2027-07-02')).toEqual({});
    expect(wallHours('2027-07-05')).toEqual({});
  });

  it('has other walk-in hours in a season, and the same appointments', () => {
    expect(wallHours('2027-07-06')).toEqual({ WALK_IN: '12:00-15:00', APPOINTMENT: '09:00-16:00' });
    expect(openingOn(site, dayNumber('2027-07-06')).changed).toEqual({ fi: 'poikkeusaika' });
  });

  it('is open on a single replaced date then and only then, on every channel', () => {
    expect(wallHours('2027-04-14')).toEqual({ WALK_IN: '14:00-18:00', APPOINTMENT: '14:00-16:00' });
    expect(wallHours('2027-04-21')).toEqual({ WALK_IN: '12:00-16:00', APPOINTMENT: '09:00-16:00' });
  });

  it('opens a closed holiday only for what a single date says explicitly', () => {
    expect(wallHours('2027-12-06')).toEqual({ WALK_IN: '12:00-14:00' });
  });
});

describe('Who is here', () => {
  const rules = [
    rule(worker(1), { weekday: 'WED', start: '12:00', end: '16:00' }, { mode: 'WALK_IN' }),
    rule(worker(2), { weekday: 'WED', start: '09:00', end: '12:00' }),
    rule(worker(3), { weekday: 'WED', start: '13:00', end: '15:00' }, { mode: 'SLOT' }),
    rule(worker(4), { weekday: 'WED', start: '16:00', end: '18:00' }, { mode: 'GROUP' }),
  ];
  const on = (date: string): string[] => {
    const day = dayNumber(date);
    const axis = zoneAxisOfDays(HELSINKI, day, day);
    return presences({ ...site, rules }, axis, day, day).map(
      (each) =>
        `${each.rule.staffId.slice(-1)} ${formatOnAxis(axis, each.start).slice(11, 16)}-${formatOnAxis(axis, each.end).slice(11, 16)}`,
    );
  };

  it('follows the hours of an ordinary day', () => {
    expect(on('2027-02-03')).toEqual(['2 09:00-12:00', '1 12:00-16:00', '3 13:00-15:00', '4 16:00-18:00']);
  });

  it('is cut to a season’s and to a single date’s opening', () => {
    expect(on('2027-07-07')).toEqual(['2 09:00-12:00', '1 12:00-15:00', '3 13:00-15:00', '4 16:00-18:00']);
    expect(on('2027-04-14')).toEqual(['1 14:00-16:00', '3 14:00-15:00', '4 16:00-18:00']);
  });

  it('is nobody on a closed day', () => {
    const midweek = { ...site, exceptions: [closed('2027-02-03')] };
    const day = dayNumber('2027-02-03');
    expect(presences({ ...midweek, rules }, zoneAxisOfDays(HELSINKI, day, day), day, day)).toEqual([]);
  });
});

describe('Open now', () => {
  const state = (now: string, channel: 'WALK_IN' | 'PHONE' = 'WALK_IN', of = site) => {
    const resolved = resolveOffsetDateTime(now, HELSINKI);
    const minute = resolved.ok ? resolved.value : Number.NaN;
    const { openNow, closesAt, opensAt } = channelState(
      of,
      channel,
      zoneAxis(HELSINKI, minute, minute + 31 * 1440),
      minute,
    );
    const text = (at: number | undefined) => at && formatOffsetDateTime(at, HELSINKI);
    return [openNow, text(closesAt), text(opensAt)];
  };

  it('is open from the first minute and closed from the last', () => {
    expect(state('2027-02-01T11:59+02:00')).toEqual([false, undefined, '2027-02-01T12:00+02:00']);
    expect(state('2027-02-01T12:00+02:00')).toEqual([true, '2027-02-01T16:00+02:00', undefined]);
    expect(state('2027-02-01T16:00+02:00')).toEqual([false, undefined, '2027-02-02T12:00+02:00']);
  });

  it('looks over weekends, holidays and clock changes', () => {
    expect(state('2027-03-26T16:00+02:00')).toEqual([false, undefined, '2027-03-30T12:00+03:00']);
    expect(state('2027-06-24T16:00+03:00')).toEqual([false, undefined, '2027-06-28T12:00+03:00']);
  });

  it('says nothing of an opening more than 28 days ahead', () => {
    const once = plan({
      hours: [hours('PHONE', 'MON', '09:00', '10:00')],
      exceptions: [closed('2027-02-01', '2027-03-07')],
    });
    expect(state('2027-02-01T09:00+02:00', 'PHONE', once)).toEqual([false, undefined, undefined]);
    expect(state('2027-02-08T09:00+02:00', 'PHONE', once)).toEqual([
      false,
      undefined,
      '2027-03-08T09:00+02:00',
    ]);
  });
});

describe('Wall time on the minute axis', () => {
  const changes = Array.from({ length: 12 }, (_, index) => 2024 + index).flatMap((year) =>
    (['03', '10'] as const).map((month) => {
      const last = Temporal.PlainDate.from(`${String(year)}-${month}-31`);
      return dayNumber(last.subtract({ days: last.dayOfWeek % 7 }).toString());
    }),
  );

  it('finds every instant whose wall time lies in the hours, at every clock change of 2024 to 2035', () => {
    for (const sunday of changes) {
      for (const day of [sunday - 1, sunday, sunday + 1]) {
        const axis = zoneAxisOfDays(HELSINKI, day, day);
        const found = instantsOf(axis, day, { start: 150, end: 270 });
        for (let minute = day * 1440 - 300; minute < day * 1440 + 1740; minute += 5) {
          const at = Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toZonedDateTimeISO(HELSINKI);
          const wall = at.hour * 60 + at.minute;
          const lies = at.toPlainDate().toString() === dateOfDay(day) && wall >= 150 && wall < 270;
          expect(found.some(({ start, end }) => start <= minute && minute < end)).toBe(lies);
        }
      }
    }
  });

  it('gives a spring day 23 hours and an autumn day 25', () => {
    const length = (date: string): number => {
      const day = dayNumber(date);
      const axis = zoneAxisOfDays(HELSINKI, day, day);
      return (startOfDay(axis, day + 1) - startOfDay(axis, day)) / 60;
    };
    expect([length('2027-03-27'), length('2027-03-28'), length('2027-10-31')]).toEqual([24, 23, 25]);
  });

  it('writes instants as the calendar does', () => {
    const range = { min: dayNumber('2024-01-01') * 1440, max: dayNumber('2035-12-31') * 1440 };
    fc.assert(
      fc.property(fc.integer(range), fc.constantFrom(HELSINKI, 'America/St_Johns', 'UTC'), (minute, zone) => {
        const axis = zoneAxis(zone, minute, minute);
        expect(formatOnAxis(axis, minute)).toBe(formatOffsetDateTime(minute, zone));
        expect(dateOfDay(dayAt(axis, minute))).toBe(formatOffsetDateTime(minute, zone).slice(0, 10));
      }),
    );
  });
});
