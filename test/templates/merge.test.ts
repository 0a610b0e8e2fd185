import { type JsonObject, sameJson } from '@ohjaamo/shared/templates/json.ts';
import {
  type Decisions,
  type Difference,
  type Merged,
  mergeVersions,
  openConflicts,
  placeText,
  type Side,
} from '@ohjaamo/shared/templates/merge.ts';
import { pathText } from '@ohjaamo/shared/templates/paths.ts';
import { type FieldPolicy, holdAt } from '@ohjaamo/shared/templates/policy.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyPolicy, covers, document, leavesOf, lists, three } from './documents.ts';

interface Three {
  readonly base: JsonObject;
  readonly local: JsonObject;
  readonly upstream: JsonObject;
}

const recommended: FieldPolicy = [];
const locked: FieldPolicy = [{ path: '', hold: 'LOCKED' }];
const free: FieldPolicy = [{ path: '', hold: 'FREE' }];
const merge = (of: Three, policy: FieldPolicy = recommended, decisions: Decisions = {}) =>
  mergeVersions({ ...of, lists, policy, decisions });
const decideAll = (merged: Merged, side: Side): Decisions =>
  Object.fromEntries(openConflicts(merged).map((conflict) => [placeText(conflict), side]));
const explains = (differences: readonly Difference[], place: string) =>
  differences.some(({ path, aspect }) => aspect === 'VALUE' && covers(pathText(path), place));

describe('A new version laid over what a municipality made of the old one', () => {
  it('changes nothing when nobody changed anything', () => {
    fc.assert(
      fc.property(document, anyPolicy, (same, policy) => {
        const merged = merge({ base: same, local: same, upstream: same }, policy);
        expect(merged).toEqual({ content: same, differences: [] });
      }),
    );
  });

  it('is the new version where the municipality changed nothing, and the municipality’s where the network did not', () => {
    fc.assert(
      fc.property(document, document, (base, changed) => {
        const updated = merge({ base, local: base, upstream: changed });
        expect(JSON.stringify(listsOf(updated.content))).toBe(JSON.stringify(listsOf(changed)));
        expect(sameJson(updated.content, changed)).toBe(true);
        const kept = merge({ base, local: changed, upstream: base });
        expect(sameJson(kept.content, changed)).toBe(true);
        expect(openConflicts(updated)).toEqual([]);
        expect(openConflicts(kept)).toEqual([]);
      }),
    );
  });

  it('is what both made of it when both made the same', () => {
    fc.assert(
      fc.property(document, document, (base, changed) => {
        const merged = merge({ base, local: changed, upstream: changed });
        expect(sameJson(merged.content, changed)).toBe(true);
        expect(openConflicts(merged)).toEqual([]);
      }),
    );
  });

  it('loses no change: what is not in the outcome as one side has it is named with the value of that side', () => {
    fc.assert(
      fc.property(three, anyPolicy, (of, policy) => {
        const { content, differences } = merge(of, policy);
        const outcome = leavesOf(content);
        for (const side of [of.local, of.upstream]) {
          for (const [place, value] of leavesOf(side)) {
            if (!sameJson(outcome.get(place), value)) expect(explains(differences, place)).toBe(true);
          }
        }
        // Nothing comes out that nobody wrote.
        const written = [...leavesOf(of.local), ...leavesOf(of.upstream)];
        for (const [place, value] of outcome) {
          expect(written.some(([at, each]) => at === place && sameJson(each, value))).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('comes out the same whoever is called the municipality, once what both changed is decided for the same one', () => {
    fc.assert(
      fc.property(three, (of) => {
        const swapped = { base: of.base, local: of.upstream, upstream: of.local };
        const ours = merge(of, recommended, decideAll(merge(of), 'LOCAL'));
        const theirs = merge(swapped, recommended, decideAll(merge(swapped), 'UPSTREAM'));
        expect(sameJson(ours.content, theirs.content)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('has the upstream in what is locked and the local in what is free, whatever anybody changed', () => {
    fc.assert(
      fc.property(three, (of) => {
        expect(sameJson(merge(of, locked).content, of.upstream)).toBe(true);
        expect(sameJson(merge(of, free).content, of.local)).toBe(true);
      }),
    );
  });

  it('leaves a question only where both changed a recommended place in two ways, and each can be decided alone', () => {
    fc.assert(
      fc.property(three, anyPolicy, (of, policy) => {
        const merged = merge(of, policy);
        const open = openConflicts(merged);
        for (const { hold, by, path } of open) {
          expect({ hold, by }).toEqual({ hold: 'RECOMMENDED', by: 'BOTH' });
          expect(holdAt(policy, path)).toBe('RECOMMENDED');
        }
        for (const conflict of open) {
          const decided = merge(of, policy, { [placeText(conflict)]: 'UPSTREAM' });
          expect(openConflicts(decided).map(placeText).sort()).toEqual(
            open
              .map(placeText)
              .filter((place) => place !== placeText(conflict))
              .sort(),
          );
        }
        expect(openConflicts(merge(of, policy, decideAll(merged, 'UPSTREAM')))).toEqual([]);
      }),
    );
  });

  it('is as before when a decision is taken back, and no decision moves a locked place', () => {
    fc.assert(
      fc.property(three, anyPolicy, (of, policy) => {
        const merged = merge(of, policy);
        const decisions = decideAll(merged, 'UPSTREAM');
        const [first, ...others] = Object.keys(decisions);
        const withoutFirst = Object.fromEntries(others.map((place) => [place, 'UPSTREAM' as const]));
        const again = merge(of, policy, withoutFirst);
        expect(openConflicts(again).map(placeText)).toEqual(first === undefined ? [] : [first]);
        const everywhere = Object.fromEntries(
          merged.differences.map((each) => [placeText(each), 'LOCAL' as const]),
        );
        expect(merge(of, locked, everywhere).content).toEqual(merge(of, locked).content);
      }),
    );
  });
});

/** The order of the elements, which equality of content by members would see too; told apart for a clear failure. */
function listsOf(content: JsonObject): unknown {
  const items = (content['items'] ?? []) as readonly { readonly key: string }[];
  return items.map(({ key }) => key);
}

describe('Merges that have nothing to do with each other', () => {
  const base: JsonObject = {
    title: { fi: 'one' },
    items: ['a', 'b', 'c', 'd', 'e'].map((key) => ({ key, name: { fi: 'one' }, minutes: 1 })),
  };
  type Items = { key: string; name: JsonObject; minutes: number }[];
  /** Edits of its own elements, and new ones of its own put in anywhere. */
  const editsOf = (own: readonly string[], prefix: string) =>
    fc
      .record({
        minutes: fc.array(fc.tuple(fc.constantFrom(...own), fc.integer({ min: 2, max: 9 })), {
          maxLength: 2,
        }),
        swedish: fc.option(fc.constantFrom(...own), { nil: undefined }),
        added: fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 5 })), {
          selector: ([number]) => number,
          maxLength: 4,
        }),
      })
      .map(({ minutes, swedish, added }): JsonObject => {
        const items = structuredClone(base['items']) as unknown as Items;
        for (const [key, value] of minutes) items.find((each) => each.key === key)!.minutes = value;
        const translated = items.find((each) => each.key === swedish);
        if (translated) translated.name = { ...translated.name, sv: prefix };
        for (const [number, at] of added) {
          items.splice(at, 0, { key: `${number}${prefix}`, name: { fi: prefix }, minutes: 1 });
        }
        return { ...base, items };
      });

  it('give the same in either order', () => {
    fc.assert(
      fc.property(
        editsOf(['a', 'b'], 'x'),
        editsOf(['c'], 'y'),
        editsOf(['d', 'e'], 'z'),
        (local, one, other) => {
          const after = (first: JsonObject, second: JsonObject) =>
            merge({ base, local: merge({ base, local, upstream: first }).content, upstream: second });
          expect(openConflicts(after(one, other))).toEqual([]);
          expect(after(one, other).content).toEqual(after(other, one).content);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('What a person is asked', () => {
  const base = { items: [{ key: 'a', name: { fi: 'Neuvonta' }, minutes: 30 }] };

  it('is one question when one removed what the other changed; until it is answered, the municipality’s stands', () => {
    const upstream = { items: [{ key: 'a', name: { fi: 'Neuvonta' }, minutes: 45 }] };
    const merged = merge({ base, local: { items: [] }, upstream });
    expect(openConflicts(merged).map(placeText)).toEqual(['/items/a']);
    expect(merged.content).toEqual({ items: [] });
    const decided = merge({ base, local: { items: [] }, upstream }, recommended, { '/items/a': 'UPSTREAM' });
    expect(decided.content).toEqual(upstream);
  });

  it('is nothing when one translated what the other shortened', () => {
    const local = { items: [{ key: 'a', name: { fi: 'Neuvonta' }, minutes: 20 }] };
    const upstream = { items: [{ key: 'a', name: { fi: 'Neuvonta', sv: 'Rådgivning' }, minutes: 30 }] };
    const merged = merge({ base, local, upstream });
    expect(merged.content).toEqual({
      items: [{ key: 'a', name: { fi: 'Neuvonta', sv: 'Rådgivning' }, minutes: 20 }],
    });
    expect(openConflicts(merged)).toEqual([]);
  });

  it('is the order, when both moved the same elements to different places', () => {
    const of = (...keys: string[]) => ({ items: keys.map((key) => ({ key })) });
    const both = { base: of('a', 'b', 'c'), local: of('b', 'a', 'c'), upstream: of('a', 'c', 'b') };
    const merged = merge(both);
    expect(openConflicts(merged).map(placeText)).toEqual(['/items#order']);
    expect(merged.content).toEqual(both.local);
    expect(merge(both, recommended, { '/items#order': 'UPSTREAM' }).content).toEqual(both.upstream);
  });

  it('can take what a free field is offered, and refuse what was taken', () => {
    const upstream = { items: [{ key: 'a', name: { fi: 'Neuvonta' }, minutes: 45 }] };
    const offered = merge({ base, local: base, upstream }, free);
    expect(offered.differences.map(({ state }) => state)).toEqual(['OFFERED']);
    const place = '/items/a/minutes';
    expect(merge({ base, local: base, upstream }, free, { [place]: 'UPSTREAM' }).content).toEqual(upstream);
    expect(merge({ base, local: base, upstream }, recommended, { [place]: 'LOCAL' }).content).toEqual(base);
  });
});
