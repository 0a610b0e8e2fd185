import { type OpeningChannel, openingChannels } from '@ohjaamo/shared/kernel/codes.ts';
import { dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import {
  allHoursFrom,
  hoursFrom,
  hoursOn,
  isKept,
  isSameWeek,
  periodsOf,
  withoutChange,
} from '@ohjaamo/shared/schedule/datedHours.ts';
import type { DatedHours, OpeningHours } from '@ohjaamo/shared/schedule/plan.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hours } from '../support/schedule.ts';
import { weekday } from './arbitraries.ts';

const FIRST = dayNumber('2027-01-01');
/** Few dates, so that changes meet: on one day, on the next, before and after one another. */
const date = fc.integer({ min: 0, max: 12 }).map((days) => dateOfDay(FIRST + days));
const everyDate = Array.from({ length: 20 }, (_, index) => dateOfDay(FIRST - 3 + index));

const weekOf = (channel: OpeningChannel): fc.Arbitrary<OpeningHours[]> =>
  fc.array(
    fc.record({
      channel: fc.constant(channel),
      weekday,
      opens: fc.constant('09:00'),
      closes: fc.constant('12:00'),
    }),
    { maxLength: 3 },
  );
const change = fc
  .constantFrom<OpeningChannel>('WALK_IN', 'APPOINTMENT')
  .chain((channel) => fc.record({ channel: fc.constant(channel), next: weekOf(channel), from: date }));
type Change = typeof change extends fc.Arbitrary<infer C> ? C : never;

/** The hours of a site after changes that were decided one after the other, over hours that always held. */
const decided = fc
  .record({ always: weekOf('WALK_IN'), changes: fc.array(change, { maxLength: 6 }) })
  .map(({ always, changes }) =>
    changes.reduce<readonly DatedHours[]>(
      (standing, { channel, next, from }) => hoursFrom(standing, channel, next, from),
      always,
    ),
  );
const ofChannel = (standing: readonly DatedHours[], channel: OpeningChannel, on: string) =>
  hoursOn(standing, on).filter((each) => each.channel === channel);
/** The first date from which the channel's hours are others than those of a change on `from`, decided before it. */
const untilOf = (standing: readonly DatedHours[], { channel, from }: Change) =>
  periodsOf(standing, channel).find((each) => (each.from ?? '') > from)?.from ?? '~';

describe('Opening hours from a day on', () => {
  it('hold from it until the next change, and every other date and channel is as it was', () => {
    fc.assert(
      fc.property(decided, change, (standing, one) => {
        const after = hoursFrom(standing, one.channel, one.next, one.from);
        const until = untilOf(standing, one);
        for (const on of everyDate) {
          for (const channel of openingChannels) {
            const isChanged = channel === one.channel && on >= one.from && on < until;
            const expected = isChanged ? one.next : ofChannel(standing, channel, on);
            expect(isSameWeek(ofChannel(after, channel, on), expected), `${channel} on ${on}`).toBe(true);
          }
        }
      }),
    );
  });

  it('are as decided once when they are decided twice', () => {
    fc.assert(
      fc.property(decided, change, (standing, { channel, next, from }) => {
        const once = hoursFrom(standing, channel, next, from);
        const twice = hoursFrom(once, channel, next, from);
        for (const on of everyDate) {
          expect(isSameWeek(hoursOn(once, on), hoursOn(twice, on))).toBe(true);
        }
        expect(twice).toHaveLength(once.length);
      }),
    );
  });

  it('are what they were when the change is taken back', () => {
    fc.assert(
      fc.property(decided, change, (standing, one) => {
        // Who closes a channel that would close later anyway has one closing, and takes back that one.
        fc.pre(one.next.length > 0);
        fc.pre(periodsOf(standing, one.channel).every(({ from }) => from !== one.from));
        const changed = hoursFrom(standing, one.channel, one.next, one.from);
        const back = withoutChange(changed, one.channel, one.from) ?? standing;
        for (const on of everyDate) {
          expect(isSameWeek(hoursOn(back, on), hoursOn(standing, on)), on).toBe(true);
        }
      }),
    );
  });

  it('are told as periods that leave no date out and are in no two', () => {
    fc.assert(
      fc.property(decided, fc.constantFrom(...openingChannels), (standing, channel) => {
        const periods = periodsOf(standing, channel);
        for (const on of everyDate) {
          const found = periods.filter(({ from = '', to = '~' }) => from <= on && on <= to);
          expect(found).toHaveLength(1);
          expect(isSameWeek(found[0]?.hours ?? [], ofChannel(standing, channel, on))).toBe(true);
        }
      }),
    );
  });

  it('of a whole week are left alone where they are so already', () => {
    fc.assert(
      fc.property(decided, date, (standing, from) => {
        expect(allHoursFrom(standing, hoursOn(standing, from), from)).toBe(standing);
      }),
    );
  });

  it('have no change to take back on a day on which none begins', () => {
    const standing = [hours('WALK_IN', 'MON', '09:00', '12:00')];
    expect(withoutChange(standing, 'WALK_IN', '2027-06-01')).toBeUndefined();
  });

  it('of a channel that closes for good are kept until then', () => {
    const closing = hoursFrom([hours('CHAT', 'MON', '09:00', '12:00')], 'CHAT', [], '2027-06-01');
    expect([isKept(closing, 'CHAT', '2027-05-31'), isKept(closing, 'CHAT', '2027-06-01')]).toEqual([
      true,
      false,
    ]);
  });
});
