import { dateOfDay } from '@ohjaamo/shared/kernel/dates.ts';
import { type Dated, comingAfter, decided, inForceOn, withdrawn } from '@ohjaamo/shared/kernel/dated.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { worker } from '../support/schedule.ts';

const START = 20_800;
const day = (number: number) => dateOfDay(START + number);

const decision = (id: string, from: number, value = id): Dated<string> => ({
  ...{ id, from: day(from), value, at: '2027-02-01T10:00:00.000Z', by: worker(1) },
});
const mark = { at: '2027-02-01T11:00:00.000Z', by: worker(2) };

/** What somebody tries on the day `on`: to decide from `from` on, or to withdraw the decision of a number. */
const act = fc.record({
  on: fc.nat(40),
  from: fc.nat(60),
  withdraw: fc.option(fc.nat(12), { nil: undefined }),
});

/** Does the acts in the order of their days, and gives the decisions after each with the day on which it was tried. */
function history(acts: readonly { on: number; from: number; withdraw: number | undefined }[]) {
  const steps: { today: number; before: readonly Dated<string>[]; after: readonly Dated<string>[] }[] = [];
  let decisions: readonly Dated<string>[] = [];
  for (const [index, { on, from, withdraw }] of [...acts].sort((one, other) => one.on - other.on).entries()) {
    const next =
      withdraw === undefined
        ? decided(decisions, decision(String(index), from), day(on))
        : withdrawn(decisions, String(withdraw), mark, day(on));
    const after = Array.isArray(next) ? (next as readonly Dated<string>[]) : decisions;
    steps.push({ today: on, before: decisions, after });
    decisions = after;
  }
  return steps;
}

describe('What was decided from a date on', () => {
  it('never changes for a day that is past, once anything holds', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
        for (const { today, before, after } of history(acts)) {
          if (!inForceOn(before, day(today))) continue;
          for (let past = 0; past < today; past++) {
            expect(inForceOn(after, day(past))?.id).toBe(inForceOn(before, day(past))?.id);
          }
        }
      }),
    );
  });

  it('is never lost: every decision that was taken stays in the history, in the order in which it was made', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
        for (const { before, after } of history(acts)) {
          expect(after.map(({ id }) => id).slice(0, before.length)).toEqual(before.map(({ id }) => id));
        }
      }),
    );
  });

  it('holds day by day as the coming decisions say', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), fc.nat(60), (acts, ahead) => {
        const last = history(acts).at(-1);
        if (!last) return;
        const { after, today } = last;
        const then = today + ahead;
        const begun = comingAfter(after, day(today)).filter(({ from }) => from <= day(then));
        const expected = begun.at(-1) ?? inForceOn(after, day(today));
        expect(inForceOn(after, day(then))?.id).toBe(expected?.id);
      }),
    );
  });

  it('of two for one day the later decided holds, and the earlier again when that one is withdrawn', () => {
    const both = [decision('a', 10), decision('b', 10)];
    expect(inForceOn(both, day(10))?.id).toBe('b');
    expect(comingAfter(both, day(0)).map(({ id }) => id)).toEqual(['b']);
    const back = withdrawn(both, 'b', mark, day(0)) as readonly Dated<string>[];
    expect(inForceOn(back, day(10))?.id).toBe('a');
  });

  it('can be withdrawn until the day before it begins, and not on the day', () => {
    const one = [decision('a', 10)];
    expect(withdrawn(one, 'a', mark, day(9))).toHaveLength(1);
    expect(withdrawn(one, 'a', mark, day(10))).toBe('BEGUN');
    expect(withdrawn(one, 'x', mark, day(9))).toBeUndefined();
  });
});
