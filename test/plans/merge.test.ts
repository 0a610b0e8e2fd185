import { applyChange, changedFields, stepBack } from '@ohjaamo/shared/plans/changes.ts';
import { openFields, type PlanFields } from '@ohjaamo/shared/plans/fields.ts';
import { mergeFields, mergePlans, sameFields } from '@ohjaamo/shared/plans/merge.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const ids = ['a', 'b', 'c'].map((letter) => letter.repeat(20));
const paths = [
  'needs',
  'reviewOn',
  ...ids.map((id) => `goals/${id}/words`),
  ...ids.flatMap((id) => [`actions/${id}/what`, `actions/${id}/state`]),
];

/** Few values and few fields, so that edits often meet. */
const value = fc.constantFrom('one', 'two', 'three', 'سكن', 'čáppa 🏠');
const change = fc.record({
  set: fc.array(fc.record({ path: fc.constantFrom(...paths), value: fc.oneof(value, fc.constant('')) }), {
    maxLength: 4,
  }),
  remove: fc.array(fc.record({ kind: fc.constantFrom('goals', 'actions'), id: fc.constantFrom(...ids) }), {
    maxLength: 1,
  }),
});
type Change = {
  -readonly [K in keyof Parameters<typeof applyChange>[1]]: Parameters<typeof applyChange>[1][K];
};

const first = { by: 'first', at: '2027-02-01T08:00:00.000Z', organisation: 'YOUTH' };
const second = { by: 'second', at: '2027-02-01T08:01:00.000Z', organisation: 'KELA' };
const start = { by: 'start', at: '2027-01-01T08:00:00.000Z', organisation: 'YOUTH' };

const plan: fc.Arbitrary<PlanFields> = change.map((made) => applyChange({}, made as Change, start));
const edited = fc.tuple(plan, change, change).map(([base, one, other]) => ({
  base,
  mine: applyChange(base, one as Change, first),
  theirs: applyChange(base, other as Change, second),
}));

/** Two people's edits of one plan, a third one's of what came out of it: fields that are open between values included. */
const withOpenFields = fc.tuple(edited, change, change).map(([{ base, mine, theirs }, one, other]) => {
  const met = mergeFields(base, mine, theirs);
  return {
    base: met,
    mine: applyChange(met, one, first),
    theirs: applyChange(met, other, second),
  };
});

const valuesOf = (fields: PlanFields, path: string) => (fields[path] ?? []).map((said) => said.value);
const itemOf = (path: string) => path.split('/').slice(0, 2).join('/');

describe('Two people’s edits of one plan', () => {
  it('come out the same whoever is first', () => {
    fc.assert(
      fc.property(fc.oneof(edited, withOpenFields), ({ base, mine, theirs }) => {
        expect(mergeFields(base, mine, theirs)).toEqual(mergeFields(base, theirs, mine));
      }),
    );
  });

  it('lose nothing: what either wrote is there, unless it was there before and the other took it away', () => {
    fc.assert(
      fc.property(fc.oneof(edited, withOpenFields), ({ base, mine, theirs }) => {
        const merged = mergeFields(base, mine, theirs);
        for (const side of [mine, theirs]) {
          // Whose an item is was written by whoever was first, not by both.
          for (const path of Object.keys(side).filter((each) => !each.endsWith('/owner'))) {
            const written = valuesOf(side, path).filter((each) => !valuesOf(base, path).includes(each));
            for (const each of written) expect(valuesOf(merged, path)).toContain(each);
          }
        }
      }),
    );
  });

  it('keep what neither touched, and take nothing from anywhere else', () => {
    fc.assert(
      fc.property(edited, ({ base, mine, theirs }) => {
        const merged = mergeFields(base, mine, theirs);
        for (const path of Object.keys(merged)) {
          const known = [...valuesOf(mine, path), ...valuesOf(theirs, path)];
          for (const each of valuesOf(merged, path)) expect(known).toContain(each);
        }
        for (const path of Object.keys(base)) {
          const untouched = [mine, theirs].every(
            (side) => valuesOf(side, path).join() === valuesOf(base, path).join(),
          );
          if (untouched) expect(valuesOf(merged, path)).toEqual(valuesOf(base, path));
        }
      }),
    );
  });

  it('are the same when sent again', () => {
    fc.assert(
      fc.property(edited, ({ base, mine, theirs }) => {
        const merged = mergeFields(base, mine, theirs);
        expect(mergeFields(base, mine, merged)).toEqual(merged);
        expect(mergeFields(base, theirs, merged)).toEqual(merged);
      }),
    );
  });

  it('are one edit when both wrote the same', () => {
    fc.assert(
      fc.property(plan, change, (base, made) => {
        const mine = applyChange(base, made, first);
        const theirs = applyChange(base, made, { ...second, organisation: 'YOUTH' });
        const merged = mergeFields(base, mine, theirs);
        expect(sameFields(merged, mine)).toBe(true);
        expect(openFields(merged)).toEqual(openFields(base));
      }),
    );
  });

  it('leave a plan as it is when one of the two changed nothing', () => {
    fc.assert(
      fc.property(edited, ({ base, mine }) => {
        expect(sameFields(mergeFields(base, mine, base), mine)).toBe(true);
      }),
    );
  });

  it('never leave half an item: one removes it, the other edits it, and all of it stays', () => {
    const base = applyChange(
      {},
      {
        set: [
          { path: `actions/${ids[0]!}/what`, value: 'one' },
          { path: `actions/${ids[0]!}/state`, value: 'OPEN' },
        ],
        remove: [],
      },
      start,
    );
    const gone = applyChange(base, { set: [], remove: [{ kind: 'actions', id: ids[0]! }] }, first);
    const changed = applyChange(
      base,
      { set: [{ path: `actions/${ids[0]!}/state`, value: 'DONE' }], remove: [] },
      second,
    );
    expect(mergeFields(base, gone, changed)).toEqual(changed);
    expect(mergeFields(base, gone, base)).toEqual({});
    fc.assert(
      fc.property(edited, ({ base: before, mine, theirs }) => {
        const merged = mergeFields(before, mine, theirs);
        const items = new Set(
          Object.keys(before)
            .filter((path) => path.includes('/'))
            .map(itemOf),
        );
        for (const item of items) {
          const owner = merged[`${item}/owner`];
          const left = Object.keys(merged).filter((path) => itemOf(path) === item);
          if (left.length > 0) expect(owner).toBeDefined();
        }
      }),
    );
  });

  it('leave a field open that two decided against each other', () => {
    const base: PlanFields = {
      needs: [
        { value: 'one', at: '1' },
        { value: 'two', at: '2' },
      ],
    };
    const [one, two] = [{ needs: [base['needs']![0]!] }, { needs: [base['needs']![1]!] }];
    expect(mergeFields(base, one, two)).toEqual(base);
    expect(mergeFields(base, one, base)).toEqual(one);
  });
});

describe('A version', () => {
  it('leads back to the plan before it, with what it changed alone', () => {
    fc.assert(
      fc.property(plan, fc.array(change, { maxLength: 5 }), (begun, changes) => {
        const states = [begun];
        const versions: PlanFields[] = [];
        for (const made of changes) {
          const now = states.at(-1)!;
          const next = applyChange(now, made, second);
          versions.unshift(changedFields(now, next));
          states.push(next);
        }
        for (const [index, state] of states.entries()) {
          expect(
            sameFields(stepBack(states.at(-1)!, versions.slice(0, states.length - 1 - index)), state),
          ).toBe(true);
        }
      }),
    );
  });
});

describe('The plans of two clients who are one person', () => {
  it('become one plan that holds everything of both', () => {
    fc.assert(
      fc.property(plan, plan, (one, other) => {
        const merged = mergePlans(one, other);
        for (const side of [one, other]) {
          for (const path of Object.keys(side)) {
            for (const each of valuesOf(side, path)) expect(valuesOf(merged, path)).toContain(each);
          }
        }
        expect(mergePlans(other, one)).toEqual(merged);
        expect(mergePlans(merged, other)).toEqual(merged);
      }),
    );
  });
});
