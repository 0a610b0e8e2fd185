import { diffVersions } from '@ohjaamo/shared/templates/diff.ts';
import {
  canonicalJson,
  isDeeperThan,
  type JsonObject,
  sameJson,
  sha256Of,
} from '@ohjaamo/shared/templates/json.ts';
import { versionEvents, versionStates, versionStep } from '@ohjaamo/shared/templates/lifeCycle.ts';
import { versionsInCycles } from '@ohjaamo/shared/templates/lineage.ts';
import { pathText, stepsOf } from '@ohjaamo/shared/templates/paths.ts';
import { fieldPolicy, holdAt } from '@ohjaamo/shared/templates/policy.ts';
import { completenessOf, wholeLanguages } from '@ohjaamo/shared/templates/texts.ts';
import * as fc from 'fast-check';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { covers, document, leavesOf, lists, reversed } from './documents.ts';

describe('The address of a version', () => {
  it('is the same in whatever order its members were written', async () => {
    await fc.assert(
      fc.asyncProperty(document, async (made) => {
        expect(await sha256Of(reversed(made))).toBe(await sha256Of(made));
        expect(sameJson(JSON.parse(canonicalJson(made)) as JsonObject, made)).toBe(true);
      }),
    );
  });

  it('is another as soon as one value is another', async () => {
    await fc.assert(
      fc.asyncProperty(document, document, async (one, other) => {
        expect((await sha256Of(one)) === (await sha256Of(other))).toBe(sameJson(one, other));
      }),
    );
  });

  it('is SHA-256 of the canonical text of RFC 8785, which any other program can make', async () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"\u002f',
      literals: [null, true, false],
    };
    // The example of RFC 8785 §3.2.4.
    const text =
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
      '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}';
    expect(canonicalJson(value)).toBe(text);
    expect(await sha256Of(value)).toBe(createHash('sha256').update(text).digest('hex'));
    const names = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    // §3.2.3: by UTF-16 units, so that the emoji stands before the Hebrew letter.
    expect(Object.values(JSON.parse(canonicalJson(names)) as object).sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect([...canonicalJson(names).matchAll(/:(\d)/gu)].map(([, number]) => number).join('')).toBe(
      '2467153',
    );
  });

  it('is made of nothing that JSON cannot hold', () => {
    expect(() => canonicalJson({ value: Number.NaN })).toThrow(TypeError);
    expect(() => canonicalJson({ value: 'half \ud83d of a pair' })).toThrow(TypeError);
  });
});

describe('The differences of two versions', () => {
  it('are none for equal ones, and cover every value that is not the same', () => {
    fc.assert(
      fc.property(document, document, (before, after) => {
        const found = diffVersions(before, after, lists);
        if (sameJson(before, after)) expect(found).toEqual([]);
        const [was, is] = [leavesOf(before), leavesOf(after)];
        for (const place of new Set([...was.keys(), ...is.keys()])) {
          const differs = !sameJson(was.get(place), is.get(place));
          const isNamed = found.some(({ path, kind }) => kind !== 'MOVED' && covers(pathText(path), place));
          expect(isNamed).toBe(differs);
        }
      }),
    );
  });

  it('are read in the order of the later version, what is gone at its old place', () => {
    const before = {
      title: { fi: 'Ohjaamo' },
      items: [
        { key: 'a', minutes: 30 },
        { key: 'b', minutes: 30 },
        { key: 'c', minutes: 30 },
      ],
    };
    const after = {
      title: { fi: 'Ohjaamo', sv: 'Navigatorn' },
      items: [
        { key: 'c', minutes: 30 },
        { key: 'a', minutes: 45 },
        { key: 'd', minutes: 15 },
      ],
    };
    expect(diffVersions(before, after, lists)).toEqual([
      { path: ['title', 'sv'], kind: 'ADDED', after: 'Navigatorn' },
      { path: ['items'], kind: 'MOVED', before: ['a', 'c'], after: ['c', 'a'] },
      { path: ['items', 'a', 'minutes'], kind: 'CHANGED', before: 30, after: 45 },
      { path: ['items', 'd'], kind: 'ADDED', after: { key: 'd', minutes: 15 } },
      { path: ['items', 'b'], kind: 'REMOVED', before: { key: 'b', minutes: 30 } },
    ]);
  });

  it('take a list whose elements cannot be told apart as one value', () => {
    const [before, after] = [{ items: [{ key: 'a' }, { key: 'a' }] }, { items: [{ key: 'a' }] }];
    expect(diffVersions(before, after, lists)).toEqual([
      { path: ['items'], kind: 'CHANGED', before: before.items, after: after.items },
    ]);
  });
});

describe('How a place is held', () => {
  const policy = fieldPolicy.parse([
    { path: '', hold: 'LOCKED' },
    { path: '/items/*/minutes', hold: 'FREE' },
    { path: '/items/a', hold: 'RECOMMENDED' },
    { path: '/items/a/minutes', hold: 'LOCKED' },
  ]);

  it('is said by the pattern that fits it best, and recommended where none does', () => {
    expect(holdAt(policy, stepsOf('/title/fi'))).toBe('LOCKED');
    expect(holdAt(policy, stepsOf('/items/b/minutes'))).toBe('FREE');
    expect(holdAt(policy, stepsOf('/items/a/name/fi'))).toBe('RECOMMENDED');
    expect(holdAt(policy, stepsOf('/items/a/minutes'))).toBe('LOCKED');
    expect(holdAt([], stepsOf('/items/a/minutes'))).toBe('RECOMMENDED');
  });

  it('is found by a path whatever signs its steps have', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (path) => {
        expect(stepsOf(pathText(path))).toEqual(path);
      }),
    );
  });
});

describe('The life of a version', () => {
  it('goes from draft over review to the network and ends retired; nothing else can happen', () => {
    const steps = versionStates.flatMap((state) =>
      versionEvents.flatMap((event) => {
        const next = versionStep(state, event);
        return next ? [`${state} ${event} ${next}`] : [];
      }),
    );
    expect(steps).toEqual([
      'DRAFT SUBMIT REVIEW',
      'REVIEW TAKE_BACK DRAFT',
      'REVIEW RETURN DRAFT',
      'REVIEW PUBLISH PUBLISHED',
      'PUBLISHED RETIRE RETIRED',
    ]);
  });
});

describe('The parents of versions', () => {
  it('are no circle in a history that grew', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(), { maxLength: 2 }), { maxLength: 40 }), (made) => {
        const parentsOf = new Map(
          made.map((parents, index) => [
            String(index),
            index === 0 ? [] : parents.map((parent) => String(parent % index)),
          ]),
        );
        expect(versionsInCycles(parentsOf)).toEqual([]);
      }),
    );
  });

  it('are found when they lead back, with all that came from there; one that is elsewhere is no fault', () => {
    const parentsOf = new Map([
      ['first', ['elsewhere']],
      ['a', ['first', 'c']],
      ['b', ['a']],
      ['c', ['b']],
      ['child', ['c']],
      ['own', ['own']],
    ]);
    expect(versionsInCycles(parentsOf)).toEqual(['a', 'b', 'c', 'child', 'own']);
  });

  it('may be many: ten thousand in a line', () => {
    const line = Array.from({ length: 10_000 }, (_, index) => String(index));
    const parentsOf = new Map(
      line.map((version, index) => [version, index === 0 ? [] : [String(index - 1)]]),
    );
    expect(versionsInCycles(parentsOf)).toEqual([]);
  });
});

describe('The languages of a template', () => {
  const content: JsonObject = {
    name: { fi: 'Neuvonta', sv: 'Rådgivning', en: 'Advice' },
    items: [
      { key: 'a', says: { fi: 'Tule', en: 'Come' } },
      { key: 'b', says: { fi: 'Soita', sv: '' } },
    ],
    limits: {},
  };

  it('are whole when every text has them; an empty text is none', () => {
    const found = completenessOf(content);
    expect(found).toEqual({
      texts: 3,
      missing: { fi: [], sv: ['/items/0/says', '/items/1/says'], en: ['/items/1/says'] },
    });
    expect(wholeLanguages(found)).toEqual(['fi']);
  });
});

describe('A text of JSON', () => {
  it('may be so deep that nobody else could walk it', () => {
    const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`) as JsonObject;
    expect(isDeeperThan(deep, 24)).toBe(true);
    expect(isDeeperThan({ a: [{ b: 1 }] }, 3)).toBe(false);
    expect(isDeeperThan({ a: [{ b: 1 }] }, 2)).toBe(true);
  });
});
