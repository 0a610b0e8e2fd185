import {
  emptyRoll,
  freeSeats,
  joined,
  left,
  LONGEST_WAIT,
  type Member,
  placeOf,
  promotedBetween,
  reseated,
  type Roll,
} from '@ohjaamo/shared/groups/roll.ts';
import { signUpId } from '@ohjaamo/shared/kernel/ids.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const somebody = (number: number): Member => ({
  id: signUpId.parse(String(number).padStart(20, '0')),
  since: '2027-02-01T06:00:00.000Z',
});
const numbers = (members: readonly Member[]) => members.map(({ id }) => Number(id));

/** The roll after so many have come. */
function rollOf(people: number, seats: number): Roll {
  return Array.from({ length: people }, (_, index) => index + 1).reduce<Roll>((roll, number) => {
    const next = joined(roll, somebody(number), seats, true);
    return next.ok ? next.value : roll;
  }, emptyRoll);
}

describe('A roll', () => {
  it('fills its seats first and lets the others wait in order', () => {
    const roll = rollOf(4, 2);
    expect(numbers(roll.members)).toEqual([1, 2]);
    expect(numbers(roll.waiting)).toEqual([3, 4]);
    expect(placeOf(roll, somebody(4).id)).toEqual({ kind: 'WAITING', ahead: 1 });
    expect(freeSeats(roll, 2)).toBe(0);
  });

  it('gives a seat that becomes free to whoever has waited longest', () => {
    const before = rollOf(4, 2);
    const after = left(before, somebody(1).id, 2);
    expect(numbers(after.members)).toEqual([2, 3]);
    expect(promotedBetween(before, after)).toEqual([somebody(3).id]);
    expect(promotedBetween(after, left(after, somebody(4).id, 2))).toEqual([]);
  });

  it('refuses whoever does not want to wait, and a list that is too long to hope for', () => {
    expect(joined(rollOf(2, 2), somebody(9), 2, false)).toEqual({ ok: false, error: 'group-full' });
    const long = rollOf(2 + LONGEST_WAIT, 2);
    expect(joined(long, somebody(999), 2, true)).toEqual({ ok: false, error: 'group-full' });
  });

  it('takes nobody their seat when there are fewer, and gives no seat before there is one', () => {
    const fewer = reseated(rollOf(4, 3), 1);
    expect(numbers(fewer.members)).toEqual([1, 2, 3]);
    expect(numbers(left(fewer, somebody(1).id, 1).members)).toEqual([2, 3]);
    expect(numbers(reseated(fewer, 4).members)).toEqual([1, 2, 3, 4]);
  });

  it('never oversells, never loses or doubles anybody, and promotes in the order of coming, whatever happens', () => {
    const act = fc.oneof(
      fc.record({ do: fc.constant('come' as const), who: fc.nat(12), wait: fc.boolean() }),
      fc.record({ do: fc.constant('go' as const), who: fc.nat(12) }),
      fc.record({ do: fc.constant('seats' as const), to: fc.integer({ min: 1, max: 6 }) }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        let roll = emptyRoll;
        let seats = 3;
        // The plain truth beside it: everybody who is in or waits, in the order in which they came.
        let order: number[] = [];
        for (const each of acts) {
          const before = roll;
          if (each.do === 'come') {
            const next = joined(roll, somebody(each.who), seats, each.wait);
            if (next.ok && !order.includes(each.who)) order.push(each.who);
            if (next.ok) roll = next.value;
          } else if (each.do === 'go') {
            roll = left(roll, somebody(each.who).id, seats);
            order = order.filter((who) => who !== each.who);
          } else {
            roll = reseated(roll, each.to);
            seats = each.to;
          }
          expect([...numbers(roll.members), ...numbers(roll.waiting)]).toEqual(order);
          expect(roll.members.length).toBeLessThanOrEqual(Math.max(seats, before.members.length));
          if (roll.waiting.length > 0) expect(freeSeats(roll, seats)).toBe(0);
          expect(roll.version).toBe(before.version + (roll === before ? 0 : 1));
        }
      }),
    );
  });
});
