import { describe, expect, it } from 'vitest';
import { choiceOf, nearest, nearestClock, towards } from '../../web/src/islands/calendar/choice.ts';

const monday = '2027-02-01';
const tuesday = '2027-02-02';
const places = [
  { staff: 'a', date: monday },
  { staff: 'a', date: tuesday },
  { staff: 'b', date: monday },
  { staff: 'b', date: tuesday },
];
const at = (date: string, clock: string) => `${date}T${clock}+02:00`;
const choice = choiceOf(places, [
  { start: at(monday, '14:00'), staffIds: ['b', 'a'] },
  { start: at(monday, '09:00'), staffIds: ['a'] },
  { start: at(tuesday, '10:00'), staffIds: ['b'] },
  { start: at(tuesday, '13:30'), staffIds: ['b', 'stranger'] },
]);
const target = (staff: string, date: string, clock: string) => ({ staff, date, start: at(date, clock) });

describe('Where an appointment can go', () => {
  it('is told by place in the order of the page, by time, without places that have none or are not shown', () => {
    expect(choice.map(({ place, targets }) => [place.staff, place.date, targets.length])).toEqual([
      ['a', monday, 2],
      ['b', monday, 1],
      ['b', tuesday, 2],
    ]);
    expect(choice[0]?.targets[0]?.start).toBe(at(monday, '09:00'));
  });

  it('begins with its own worker and day, at the nearest clock', () => {
    expect(nearest(choice, target('a', monday, '13:00'))).toEqual(target('a', monday, '14:00'));
    expect(nearest(choice, target('b', tuesday, '11:00'))).toEqual(target('b', tuesday, '10:00'));
  });

  it('begins with the nearest time of anybody where its own day is full, and nowhere when nothing is free', () => {
    expect(nearest(choice, target('a', tuesday, '10:00'))).toEqual(target('b', tuesday, '10:00'));
    expect(nearest([], target('a', tuesday, '10:00'))).toBeUndefined();
  });

  it('goes up and down among the times of a place, and stays at its ends', () => {
    const first = target('a', monday, '09:00');
    const last = target('a', monday, '14:00');
    expect(towards(choice, first, 'ArrowDown')).toEqual(last);
    expect(towards(choice, last, 'ArrowDown')).toEqual(last);
    expect(towards(choice, first, 'ArrowUp')).toEqual(first);
    expect(towards(choice, first, 'End')).toEqual(last);
    expect(towards(choice, last, 'Home')).toEqual(first);
  });

  it('goes to another place at about the same clock', () => {
    expect(towards(choice, target('b', monday, '14:00'), 'ArrowRight')).toEqual(
      target('b', tuesday, '13:30'),
    );
    expect(towards(choice, target('b', monday, '14:00'), 'ArrowLeft')).toEqual(target('a', monday, '14:00'));
    expect(towards(choice, target('a', monday, '09:00'), 'ArrowLeft')).toEqual(target('a', monday, '09:00'));
  });

  it('counts the wall clock, on the day of a clock change too', () => {
    const targets = [
      { staff: 'a', date: '2027-03-28', start: '2027-03-28T02:30+02:00' },
      { staff: 'a', date: '2027-03-28', start: '2027-03-28T09:00+03:00' },
    ];
    expect(nearestClock(targets, '2027-03-27T08:00+02:00')?.start).toBe('2027-03-28T09:00+03:00');
  });
});
