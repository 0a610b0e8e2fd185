import type { PublishedCell } from '@ohjaamo/shared/figures/contract.ts';
import { byCode, contactCounts, figuresOf } from '@ohjaamo/shared/figures/facts.ts';
import { type ExactFigures, mayReplace, suppress } from '@ohjaamo/shared/figures/suppress.ts';
import { channels, topics } from '@ohjaamo/shared/kernel/codes.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixtureContacts } from './fixture.ts';

const SMALL = { hidden: 'SMALL' } as const;
const PROTECTS = { hidden: 'PROTECTS_ANOTHER' } as const;

/** Figures with these channels, in the order of the catalogue; every contact has the topic OTHER and no other. */
function exactOf(byChannel: readonly number[], parts: Partial<ExactFigures> = {}): ExactFigures {
  const contacts = byChannel.reduce((sum, count) => sum + count, 0);
  return {
    contacts,
    contactsByChannel: byCode(channels, (each) => byChannel[channels.indexOf(each)] ?? 0),
    anonymous: 0,
    contactsByTopic: byCode(topics, (each) => (each === 'OTHER' ? contacts : 0)),
    ...parts,
  };
}

function topicsOf(counts: Partial<ExactFigures['contactsByTopic']>): ExactFigures['contactsByTopic'] {
  return byCode(topics, (each) => counts[each] ?? 0);
}

function channelCells(byChannel: readonly number[]): PublishedCell[] {
  const { contactsByChannel } = suppress(exactOf(byChannel));
  return channels.map((each) => contactsByChannel[each]);
}

describe('Disclosure control of a site’s row', () => {
  it('shows zeros and counts of five and more', () => {
    expect(channelCells([12, 5]).slice(0, 3)).toEqual([{ value: 12 }, { value: 5 }, { value: 0 }]);
  });

  it('hides one to four, and the next smallest channel so that nobody can subtract', () => {
    expect(channelCells([31, 12, 3]).slice(0, 4)).toEqual([{ value: 31 }, PROTECTS, SMALL, { value: 0 }]);
  });

  it('hides one more when the partner is so small that the two together give the small one away', () => {
    // 1 + 5 = 6: a small one and one of at least five can only be 1 and 5.
    expect(channelCells([31, 9, 5, 1]).slice(0, 4)).toEqual([{ value: 31 }, PROTECTS, PROTECTS, SMALL]);
  });

  it('hides two fours with a third, because eight of two small numbers is four and four', () => {
    expect(channelCells([31, 9, 4, 4]).slice(0, 4)).toEqual([{ value: 31 }, PROTECTS, SMALL, SMALL]);
  });

  it('hides a small total, and a total whose channels nothing else can protect', () => {
    expect(suppress(exactOf([3])).contacts).toEqual(SMALL);
    const row = suppress(exactOf([5, 1], { anonymous: 6 }));
    expect(row.contacts).toEqual(PROTECTS);
    expect(row.anonymousPercent).toEqual(PROTECTS);
    expect(row.contactsByTopic.OTHER).toEqual(PROTECTS);
    expect(row.contactsByTopic.HOUSING).toEqual({ value: 0 });
  });

  it('shows the anonymous share in whole percent only when neither part is small', () => {
    const percent = (anonymous: number): PublishedCell =>
      suppress(exactOf([15], { anonymous })).anonymousPercent;
    expect(percent(0)).toEqual({ value: 0 });
    expect(percent(4)).toEqual(SMALL);
    expect(percent(5)).toEqual({ value: 33 });
    expect(percent(10)).toEqual({ value: 67 });
    expect(percent(11)).toEqual(SMALL);
    expect(percent(15)).toEqual({ value: 100 });
  });

  it('shows no share of nothing', () => {
    expect(suppress(exactOf([])).anonymousPercent).toEqual(SMALL);
    expect(suppress(exactOf([])).contacts).toEqual({ value: 0 });
  });

  it('hides a topic that few have, and one that all but few have', () => {
    const row = suppress(
      exactOf([30], {
        contactsByTopic: topicsOf({ HOUSING: 3, EDUCATION: 28, MONEY: 12 }),
      }),
    );
    expect(row.contactsByTopic).toMatchObject({ HOUSING: SMALL, EDUCATION: PROTECTS, MONEY: { value: 12 } });
  });

  it('hides a further topic when the shown ones leave a small one no choice', () => {
    // Every contact has a topic: 20 contacts, 12 shown, so two small ones would have to be 4 and 4.
    const row = suppress(
      exactOf([20], { contactsByTopic: topicsOf({ EDUCATION: 12, HOUSING: 4, MONEY: 4 }) }),
    );
    expect(row.contactsByTopic).toMatchObject({ HOUSING: SMALL, MONEY: SMALL, EDUCATION: PROTECTS });
  });

  it('hides most of the worked example', () => {
    const row = suppress(figuresOf(fixtureContacts().map((fact) => contactCounts(fact).counts)));
    expect(row.contacts).toEqual({ value: 11 });
    expect(row.contactsByChannel).toEqual({
      ON_SITE: PROTECTS,
      OUTREACH: SMALL,
      PHONE: SMALL,
      CHAT: SMALL,
      VIDEO: SMALL,
      MESSAGE: { value: 0 },
      EMAIL: { value: 0 },
      SOCIAL_MEDIA: { value: 0 },
    });
    expect(row.anonymousPercent).toEqual({ value: 45 });
    const shownTopics = Object.values(row.contactsByTopic).filter(
      (cell) => 'value' in cell && cell.value > 0,
    );
    expect(shownTopics).toEqual([]);
  });
});

describe('A reader who knows the rule and every shown cell', () => {
  const counts = fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 9 }) },
    { weight: 1, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 10, max: 60 }) },
  );
  const eightChannels = fc.array(counts, { minLength: channels.length, maxLength: channels.length });

  it('can still think at least three of 1, 2, 3 and 4 of a small channel', () => {
    fc.assert(
      fc.property(eightChannels, (byChannel) => {
        const figures = exactOf(byChannel);
        const row = suppress(figures);
        const cells = channels.map((each) => row.contactsByChannel[each]);
        const possible = possibleValues(cells, row.contacts, (cell) =>
          cell.hidden === 'SMALL' ? range(1, 4) : range(5, 500),
        );
        cells.forEach((cell, at) => {
          if ('hidden' in cell && cell.hidden === 'SMALL') {
            expect(possible[at]?.size).toBeGreaterThanOrEqual(3);
          }
        });
      }),
      { numRuns: 400 },
    );
  });

  it('finds by addition alone at least five possible numbers for every hidden channel', () => {
    fc.assert(
      fc.property(eightChannels, (byChannel) => {
        const row = suppress(exactOf(byChannel));
        const cells = channels.map((each) => row.contactsByChannel[each]);
        const possible = possibleValues(cells, row.contacts, () => range(0, 500));
        cells.forEach((cell, at) => {
          if ('hidden' in cell) expect(possible[at]?.size).toBeGreaterThanOrEqual(5);
        });
      }),
      { numRuns: 400 },
    );
  });

  it('never sees a count from 1 to 4, and sees every zero', () => {
    fc.assert(
      fc.property(eightChannels, (byChannel) => {
        const row = suppress(exactOf(byChannel));
        const shown = [
          row.contacts,
          ...Object.values(row.contactsByChannel),
          ...Object.values(row.contactsByTopic),
        ];
        for (const cell of shown) if ('value' in cell) expect([1, 2, 3, 4]).not.toContain(cell.value);
        byChannel.forEach((count, at) => {
          const code = channels[at];
          if (count === 0 && code) expect(row.contactsByChannel[code]).toEqual({ value: 0 });
        });
      }),
    );
  });

  /** The values of each cell that some addition to the total allows, by walking through all partial sums. */
  function possibleValues(
    cells: readonly PublishedCell[],
    total: PublishedCell,
    domain: (cell: Extract<PublishedCell, { hidden: unknown }>) => readonly number[],
  ): Set<number>[] {
    const domains = cells.map((cell) => ('value' in cell ? [cell.value] : domain(cell)));
    // With the total hidden any sum will do, so every value of a cell's own domain is possible.
    if (!('value' in total)) return domains.map((values) => new Set(values));
    const before = partialSums(domains, total.value);
    const after = partialSums(domains.toReversed(), total.value).toReversed();
    return domains.map(
      (values, at) =>
        new Set(
          values.filter((value) =>
            [...(before[at] ?? [])].some((sum) => after[at + 1]?.has(total.value - value - sum)),
          ),
        ),
    );
  }

  /** Element n: all sums of the first n domains, up to the limit. */
  function partialSums(domains: readonly (readonly number[])[], limit: number): Set<number>[] {
    const sums = [new Set([0])];
    for (const values of domains) {
      const next = new Set<number>();
      for (const sum of sums.at(-1) ?? []) {
        for (const value of values) if (sum + value <= limit) next.add(sum + value);
      }
      sums.push(next);
    }
    return sums;
  }

  function range(from: number, to: number): number[] {
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  }
});

describe('A later version of a published row', () => {
  const published = suppress(exactOf([20, 10]));
  const later = (byChannel: readonly number[], parts: Partial<ExactFigures> = {}) =>
    mayReplace(published, suppress(exactOf(byChannel, parts)));

  it('may come when every shown number stayed, or moved by at least five', () => {
    expect(later([20, 10])).toBe(true);
    expect(later([25, 10])).toBe(true);
    expect(later([14, 15])).toBe(false);
    expect(mayReplace(suppress(exactOf([3])), suppress(exactOf([6])))).toBe(true);
  });

  it('waits while the total would tell of one to four contacts', () => {
    expect(later([21, 10])).toBe(false);
    expect(later([16, 10])).toBe(false);
  });

  it('waits while a single channel would, though the total moved far', () => {
    expect(later([26, 11])).toBe(false);
  });

  it('waits while a single topic would', () => {
    const before = suppress(exactOf([30], { contactsByTopic: topicsOf({ OTHER: 30, EDUCATION: 10 }) }));
    const after = suppress(exactOf([36], { contactsByTopic: topicsOf({ OTHER: 36, EDUCATION: 11 }) }));
    expect(mayReplace(before, after)).toBe(false);
  });

  it('waits while the percentage would tell of one to four who stayed anonymous', () => {
    const before = suppress(exactOf([30], { anonymous: 10 }));
    expect(mayReplace(before, suppress(exactOf([40], { anonymous: 11 })))).toBe(false);
    expect(mayReplace(before, suppress(exactOf([40], { anonymous: 20 })))).toBe(true);
  });
});
