import { absentTimes, ledTimes } from '@ohjaamo/functions/duty/busy.ts';
import type { GroupMeeting } from '@ohjaamo/functions/groups/index.ts';
import { dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { absenceId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { zoneAxisOfDays } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import { describe, expect, it } from 'vitest';
import { worker } from '../support/schedule.ts';

const minute = (instant: string) => Date.parse(instant) / 60_000;

describe('What a worker’s time is taken by', () => {
  it('is a group’s meeting for everybody who leads it, unless it is called off', () => {
    const meeting = {
      start: 100,
      end: 200,
      leaders: [worker(1), worker(2)],
      state: 'PLANNED',
    } as GroupMeeting;
    const off = { ...meeting, state: 'CANCELLED' } as GroupMeeting;
    expect(ledTimes([meeting, off])).toEqual([
      { staffId: worker(1), start: 100, end: 200, why: 'BOOKED' },
      { staffId: worker(2), start: 100, end: 200, why: 'BOOKED' },
    ]);
  });

  it('is an absence of whole days or of hours, inside the days asked for, across a clock change', () => {
    const [first, last] = [dayNumber('2027-03-27'), dayNumber('2027-03-29')];
    const axis = zoneAxisOfDays('Europe/Helsinki', first, last);
    const absence = {
      id: absenceId.parse(randomIds.id(10)),
      staffId: worker(1),
      from: '2027-03-28',
      to: '2027-04-30',
      kind: 'LEAVE' as const,
    };
    const times = (parts: object) => absentTimes([{ ...absence, ...parts }], axis, first, last);
    expect(times({}).map(({ start, end }) => [start, end])).toEqual([
      [minute('2027-03-28T00:00+02:00'), minute('2027-03-29T00:00+03:00')],
      [minute('2027-03-29T00:00+03:00'), minute('2027-03-30T00:00+03:00')],
    ]);
    expect(times({ start: '12:00', end: '13:00' }).map(({ start }) => start)).toEqual([
      minute('2027-03-28T12:00+03:00'),
      minute('2027-03-29T12:00+03:00'),
    ]);
  });
});
