import { offeredBack, undoMerge, withoutElements } from '@ohjaamo/shared/templates/adoption.ts';
import { sameJson } from '@ohjaamo/shared/templates/json.ts';
import { mergeVersions, openConflicts } from '@ohjaamo/shared/templates/merge.ts';
import type { FieldPolicy } from '@ohjaamo/shared/templates/policy.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyPolicy, lists, three } from './documents.ts';

describe('A merge taken back', () => {
  it('leaves what was there before, to the letter', () => {
    fc.assert(
      fc.property(three, anyPolicy, (of, policy) => {
        const { content } = mergeVersions({ ...of, lists, policy });
        const undone = undoMerge({ before: of.local, merged: content, now: content, lists });
        expect(sameJson(undone.content, of.local)).toBe(true);
        expect(openConflicts(undone)).toEqual([]);
      }),
    );
  });

  it('keeps what the municipality has written since', () => {
    const before = { title: { fi: 'Neuvonta' }, note: 'own' };
    const merged = { title: { fi: 'Neuvonta', sv: 'Rådgivning' }, note: 'own' };
    const now = { title: { fi: 'Neuvonta', sv: 'Rådgivning' }, note: 'written since' };
    expect(undoMerge({ before, merged, now, lists }).content).toEqual({
      title: { fi: 'Neuvonta' },
      note: 'written since',
    });
  });
});

describe('A service set adopted in part', () => {
  const upstream = {
    items: [
      { key: 'a', name: { fi: 'Neuvonta' } },
      { key: 'b', name: { fi: 'Kela' } },
    ],
  };

  it('is without what was left, and a later version does not ask for it again', () => {
    const left = ['/items/b'];
    const local = withoutElements(upstream, lists, left);
    expect(local).toEqual({ items: [{ key: 'a', name: { fi: 'Neuvonta' } }] });
    const later = {
      items: [
        { key: 'a', name: { fi: 'Neuvonta', en: 'Advice' } },
        { key: 'b', name: { fi: 'Kela', en: 'Kela' } },
      ],
    };
    const merged = mergeVersions({
      ...{ lists, policy: [] },
      base: withoutElements(upstream, lists, left),
      local,
      upstream: withoutElements(later, lists, left),
    });
    expect(merged.content).toEqual({ items: [{ key: 'a', name: { fi: 'Neuvonta', en: 'Advice' } }] });
    expect(merged.differences.map(({ state }) => state)).toEqual(['TAKEN']);
  });

  it('offers the network what was changed, without what is a municipality’s own', () => {
    const local = {
      items: [
        { key: 'a', name: { fi: 'Neuvonta heti' }, address: 'own' },
        { key: 'b', name: { fi: 'Kela' }, address: 'own' },
      ],
    };
    const policy: FieldPolicy = [{ path: '/items/*/address', hold: 'FREE' }];
    expect(offeredBack({ base: upstream, local, lists, policy })).toEqual({
      items: [
        { key: 'a', name: { fi: 'Neuvonta heti' } },
        { key: 'b', name: { fi: 'Kela' } },
      ],
    });
  });
});
