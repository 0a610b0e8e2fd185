import {
  countedArrival,
  inOrder,
  lineOf,
  priorityFlags,
  priorityRules,
  type Queued,
} from '@ohjaamo/shared/line/priority.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const MINUTE = 60_000;
const longest = Math.max(...priorityRules.map(({ headStartMinutes }) => headStartMinutes));

const ticket = (parts: Partial<Queued>): Queued => ({ number: 1, arrivedAt: 0, flags: [], ...parts });

/** A line in which numbers grow with the arrival, as they do. */
const anyLine = fc
  .array(
    fc.record({
      gap: fc.nat(40),
      flags: fc.subarray([...priorityFlags]),
      forStaff: fc.option(fc.constantFrom('ann', 'bo'), { nil: undefined }),
    }),
    { minLength: 2, maxLength: 30 },
  )
  .map((people) => {
    let at = 0;
    return people.map(({ gap, flags, forStaff }, index) => {
      at += gap * MINUTE;
      return ticket({ number: index + 1, arrivedAt: at, flags, forStaff });
    });
  });

describe('The order of the line', () => {
  it('is that of arrival where nobody has a reason to go first', () => {
    const line = [3, 1, 2].map((number) => ticket({ number, arrivedAt: number * MINUTE }));
    expect(inOrder(line).map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  it('lets a crisis go before all who came within three hours, and a baby before those of twenty minutes', () => {
    const line = [
      ticket({ number: 1, arrivedAt: 0 }),
      ticket({ number: 2, arrivedAt: 25 * MINUTE }),
      ticket({ number: 3, arrivedAt: 40 * MINUTE, flags: ['BABY'] }),
      ticket({ number: 4, arrivedAt: 60 * MINUTE, flags: ['CRISIS'] }),
    ];
    expect(inOrder(line).map(({ number }) => number)).toEqual([4, 1, 3, 2]);
  });

  it('counts the longest of several reasons and not their sum', () => {
    const both = ticket({ arrivedAt: 100 * MINUTE, flags: ['MINOR', 'BABY'] });
    expect(countedArrival(both)).toBe(80 * MINUTE);
  });

  it('starves nobody: who came later by more than the longest head start never goes before', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const order = inOrder(line);
        for (const [place, one] of order.entries()) {
          for (const later of order.slice(place + 1)) {
            // Whoever stands behind came no earlier than one head start before the one in front.
            expect(later.arrivedAt).toBeGreaterThanOrEqual(one.arrivedAt - longest * MINUTE);
          }
        }
      }),
    );
  });

  it('ages: a rule stays true while all wait on, and everybody is called in the end', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        let waiting = line;
        const called: number[] = [];
        while (waiting.length > 0) {
          const [first] = inOrder(waiting);
          called.push(first?.number ?? 0);
          waiting = waiting.filter(({ number }) => number !== first?.number);
        }
        expect(called).toEqual(inOrder(line).map(({ number }) => number));
      }),
    );
  });

  it('is first come, first served among people with the same reasons', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const order = inOrder(line);
        for (const flag of [undefined, ...priorityFlags]) {
          const alike = order.filter(({ flags }) => (flag ? flags.join() === flag : flags.length === 0));
          expect(alike.map(({ number }) => number)).toEqual(
            alike.map(({ number }) => number).sort((a, b) => a - b),
          );
        }
      }),
    );
  });

  it('shows a worker everybody’s people and the own, never a colleague’s', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const mine = lineOf(line, 'ann');
        expect(mine.every(({ forStaff }) => forStaff !== 'bo')).toBe(true);
        expect(mine.length).toBe(line.filter(({ forStaff }) => forStaff !== 'bo').length);
      }),
    );
  });
});
