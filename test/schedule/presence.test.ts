import { dateOfDay, dayNumber, weekdayOf } from '@ohjaamo/shared/kernel/dates.ts';
import { absenceId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { HELSINKI, Temporal } from '@ohjaamo/shared/kernel/time.ts';
import { formatOnAxis, zoneAxisOfDays } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import { type Absence } from '@ohjaamo/shared/schedule/plan.ts';
import { presences, type Restriction } from '@ohjaamo/shared/schedule/presence.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plan, rule, worker } from '../support/schedule.ts';

const THURSDAY = '2027-02-04';

function absent(parts: Partial<Absence> = {}): Absence {
  return {
    id: absenceId.parse(randomIds.id(10)),
    staffId: worker(1),
    from: THURSDAY,
    to: THURSDAY,
    kind: 'LEAVE',
    ...parts,
  };
}

function there(absences: Absence[], restriction: Restriction = [], date = THURSDAY): string[] {
  const day = dayNumber(date);
  const axis = zoneAxisOfDays(HELSINKI, day, day);
  const rules = [
    rule(worker(1), { weekday: 'THU', start: '09:00', end: '12:00' }),
    rule(worker(1), { weekday: 'THU', start: '13:00', end: '16:00' }),
    rule(worker(2), { weekday: 'THU', start: '10:00', end: '11:00' }),
  ];
  return presences(plan({ rules, absences }), axis, day, day, restriction).map(
    ({ rule: { staffId }, start, end }) =>
      `${staffId.slice(-1)} ${formatOnAxis(axis, start).slice(11, 16)}-${formatOnAxis(axis, end).slice(11, 16)}`,
  );
}

describe('An absence', () => {
  it('of whole days takes the worker away, on its first and its last day and no other', () => {
    const away = absent({ from: '2027-02-04', to: '2027-02-11' });
    expect(there([away])).toEqual(['2 10:00-11:00']);
    expect(there([away], [], '2027-02-11')).toEqual(['2 10:00-11:00']);
    expect(there([away], [], '2027-02-18')).toHaveLength(3);
    expect(there([away], [], '2027-01-28')).toHaveLength(3);
  });

  it('of some hours leaves the others, before and after', () => {
    expect(there([absent({ start: '10:00', end: '14:00' })])).toEqual([
      '1 09:00-10:00',
      '2 10:00-11:00',
      '1 14:00-16:00',
    ]);
    expect(there([absent({ start: '10:00', end: '11:00' })])).toEqual([
      '1 09:00-10:00',
      '2 10:00-11:00',
      '1 11:00-12:00',
      '1 13:00-16:00',
    ]);
    expect(there([absent({ start: '11:00' })])).toEqual(['1 09:00-11:00', '2 10:00-11:00']);
  });

  it('that overlaps another counts once', () => {
    expect(there([absent({ end: '10:00' }), absent({ start: '09:30', end: '11:00' })])).toEqual([
      '2 10:00-11:00',
      '1 11:00-12:00',
      '1 13:00-16:00',
    ]);
  });
});

describe('The hours of a service', () => {
  it('are intersected with those of its workers, and keep other weekdays out', () => {
    expect(there([], [{ weekday: 'THU', opens: '10:30', closes: '13:30' }])).toEqual([
      '1 10:30-12:00',
      '2 10:30-11:00',
      '1 13:00-13:30',
    ]);
    expect(there([], [{ weekday: 'FRI', opens: '09:00', closes: '16:00' }])).toEqual([]);
  });
});

describe('Who is here', () => {
  const clockChanges = Array.from({ length: 12 }, (_, index) => 2024 + index).flatMap((year) =>
    (['03', '10'] as const).map((month) => {
      const last = Temporal.PlainDate.from(`${String(year)}-${month}-31`);
      return dayNumber(last.subtract({ days: last.dayOfWeek % 7 }).toString());
    }),
  );
  const quarter = (hours: number) =>
    `${String(Math.floor(hours)).padStart(2, '0')}:${['00', '15', '30', '45'][(hours % 1) * 4] ?? ''}`;

  it('is there at just the instants whose wall time lies in the hours, at every clock change of 2024 to 2035', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...clockChanges),
        fc.integer({ min: 0, max: 24 }),
        fc.integer({ min: 1, max: 24 }),
        (day, startQuarter, length) => {
          const start = quarter(startQuarter / 4);
          const end = quarter((startQuarter + length) / 4);
          const rules = [rule(worker(1), { weekday: weekdayOf(day), start, end })];
          const axis = zoneAxisOfDays(HELSINKI, day, day);
          // Easter Sunday can be the Sunday of the clock change: opened explicitly here.
          const exceptions = [
            {
              kind: 'OPEN' as const,
              from: dateOfDay(day),
              to: dateOfDay(day),
              channel: 'APPOINTMENT' as const,
              opens: '00:00',
              closes: '23:45',
              name: {},
            },
          ];
          const found = presences(plan({ rules, exceptions }), axis, day, day);
          for (let minute = day * 1440 - 180; minute < day * 1440 + 1440; minute += 15) {
            const at = Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toZonedDateTimeISO(HELSINKI);
            const wall = at.toPlainTime().toString().slice(0, 5);
            const lies = at.toPlainDate().toString() === dateOfDay(day) && wall >= start && wall < end;
            expect(found.some((each) => each.start <= minute && minute < each.end)).toBe(lies);
          }
        },
      ),
      { numRuns: 120 },
    );
  });
});
