import type { Counts } from '@ohjaamo/shared/figures/counters.ts';
import {
  type Adopter,
  type CountedEvidence,
  evidenceOf,
  mayReplaceEvidence,
} from '@ohjaamo/shared/figures/evidence.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const CLOSED = '2027-Q4';

/** So many walk-ins, the first ones received after five minutes and the rest after forty. */
function waits(inTime: number, late: number): Counts {
  return { wait_5: inTime, wait_40: late };
}

/** Municipalities by name with the counts before and after the second quarter of 2027. */
function around(towns: Readonly<Record<string, readonly [before: Counts, after: Counts]>>) {
  const of = (which: 0 | 1) => new Map(Object.entries(towns).map(([name, counts]) => [name, counts[which]]));
  return new Map([
    ['2027-Q1', of(0)],
    ['2027-Q3', of(1)],
  ]);
}

const same: readonly [Counts, Counts] = [waits(10, 10), waits(10, 10)];
const better: readonly [Counts, Counts] = [waits(10, 10), waits(18, 6)];
const towns = { a: better, b: better, c: better, x: same, y: same, z: same };
const six = around(towns);

function adopted(...names: readonly string[]): Adopter[] {
  return names.map((tenant) => ({ tenant, since: '2027-05-10' }));
}

function byWait(counted: readonly CountedEvidence[]): CountedEvidence {
  const found = counted.find(({ evidence }) => evidence.metric === 'M05');
  if (!found) throw new Error('The metric is missing');
  return found;
}

describe('What changed where a template was adopted', () => {
  it('is told next to where it was not: the quarter before adopting and the quarter after', () => {
    const { evidence, adopters, others } = byWait(evidenceOf(adopted('a', 'b', 'c'), six, CLOSED));
    expect(evidence).toEqual({
      metric: 'M05',
      from: '2027-Q1',
      to: '2027-Q3',
      adopters: { municipalities: 3, before: { percent: 50, of: 60 }, after: { percent: 75, of: 70 } },
      others: { municipalities: 3, before: { percent: 50, of: 60 }, after: { percent: 50, of: 60 } },
    });
    expect(adopters).toEqual(['a@2027-Q2', 'b@2027-Q2', 'c@2027-Q2']);
    expect(others).toEqual(['x@2027-Q2', 'y@2027-Q2', 'z@2027-Q2']);
  });

  it.each([
    ['two adopters', adopted('a', 'b')],
    ['two others', adopted('a', 'b', 'c', 'x')],
    ['nobody', []],
  ])('is not told of %s', (_what, adopters) => {
    const { evidence } = byWait(evidenceOf(adopters, six, CLOSED));
    expect(evidence).toEqual({ metric: 'M05', hidden: 'FEW_MUNICIPALITIES' });
  });

  it('counts who ended it only when the quarter after adopting was over, and never as one of the others', () => {
    const all = { ...towns, d: better };
    const ended = (until: string) =>
      byWait(
        evidenceOf(
          [...adopted('a', 'b', 'c'), { tenant: 'd', since: '2027-05-10', until }],
          around(all),
          CLOSED,
        ),
      );
    expect(ended('2027-10-01').adopters).toContain('d@2027-Q2');
    for (const until of ['2027-09-30', '2027-06-01']) {
      const { adopters, others } = ended(until);
      expect([...adopters, ...others]).not.toContain('d@2027-Q2');
    }
  });

  it('waits until late entries no longer change the quarter after', () => {
    const early = evidenceOf(adopted('a', 'b', 'c'), six, '2027-Q2');
    expect(byWait(early).evidence).toMatchObject({ hidden: 'FEW_MUNICIPALITIES' });
  });

  it('leaves out who had too few to count in one of the quarters', () => {
    const few = around({ a: better, b: better, c: [waits(2, 2), waits(9, 9)], x: same, y: same, z: same });
    const { evidence, adopters } = byWait(evidenceOf(adopted('a', 'b', 'c'), few, CLOSED));
    expect(adopters).toEqual(['a@2027-Q2', 'b@2027-Q2']);
    expect(evidence).toMatchObject({ hidden: 'FEW_MUNICIPALITIES' });
  });

  it('does not tell a percentage behind which one to four stand', () => {
    const nearly = [waits(10, 10), waits(10, 1)] as const;
    const small = around({ a: nearly, b: nearly, c: nearly, x: same, y: same, z: same });
    const { evidence } = byWait(evidenceOf(adopted('a', 'b', 'c'), small, CLOSED));
    expect(evidence).toEqual({ metric: 'M05', hidden: 'SMALL' });
  });

  it('compares with nobody who had it before, and counts nobody who took it up in another quarter', () => {
    const users = [...adopted('a', 'b', 'c'), { tenant: 'x', since: '2026-11-01' }];
    const { evidence, others } = byWait(evidenceOf(users, six, CLOSED));
    expect(others).toEqual(['y@2027-Q2', 'z@2027-Q2']);
    expect(evidence).toMatchObject({ hidden: 'FEW_MUNICIPALITIES' });
  });

  it('takes those who adopt later as a comparison until then', () => {
    const users = [...adopted('a', 'b', 'c'), { tenant: 'x', since: '2027-10-01' }];
    expect(byWait(evidenceOf(users, six, CLOSED)).others).toContain('x@2027-Q2');
  });

  it('counts missed appointments of those due, anonymous contacts of all, and solved of those answered', () => {
    const was: Counts = { kept: 15, noShows: 5, cancelledLate: 5, lead_3: 40, contacts: 20, anonymous: 10 };
    const is: Counts = { ...was, answered: 10, solved: 5 };
    const towns = around(Object.fromEntries(['a', 'b', 'c', 'x', 'y', 'z'].map((name) => [name, [was, is]])));
    const told = evidenceOf(adopted('a', 'b', 'c'), towns, CLOSED).map(({ evidence }) => evidence);
    expect(told).toMatchObject([
      { metric: 'M03', adopters: { before: { percent: 50, of: 60 } } },
      { metric: 'M05', hidden: 'FEW_MUNICIPALITIES' },
      { metric: 'M07', adopters: { before: { percent: 20, of: 80 } } },
      { metric: 'M08', hidden: 'FEW_MUNICIPALITIES' },
    ]);
  });
});

describe('A later version of evidence', () => {
  const shown = byWait(evidenceOf(adopted('a', 'b', 'c'), six, CLOSED));
  const more = (...names: readonly string[]): CountedEvidence => ({
    ...shown,
    adopters: [...shown.adopters, ...names],
  });

  it('waits while it differs by one or two municipalities, on either side, and by who went too', () => {
    expect(mayReplaceEvidence(shown, more('d@2027-Q3'))).toBe(false);
    expect(mayReplaceEvidence(shown, more('d@2027-Q3', 'e@2027-Q3'))).toBe(false);
    expect(mayReplaceEvidence(shown, more('d@2027-Q3', 'e@2027-Q3', 'f@2027-Q3'))).toBe(true);
    expect(mayReplaceEvidence(shown, { ...shown, others: shown.others.slice(1) })).toBe(false);
    expect(mayReplaceEvidence(shown, shown)).toBe(true);
  });

  it('does not take away what was shown, and takes the place of what was hidden', () => {
    const hidden: CountedEvidence = {
      evidence: { metric: 'M05', hidden: 'SMALL' },
      adopters: [],
      others: [],
    };
    expect(mayReplaceEvidence(shown, hidden)).toBe(false);
    expect(mayReplaceEvidence(hidden, shown)).toBe(true);
    expect(mayReplaceEvidence(undefined, hidden)).toBe(true);
  });
});

describe('A reader of evidence who knows every other municipality', () => {
  it('cannot tell the number behind a shown side to less than five apart', () => {
    const size = fc.integer({ min: 5, max: 60 });
    fc.assert(
      fc.property(fc.array(fc.tuple(size, size), { minLength: 3, maxLength: 6 }), (adopters) => {
        const towns = Object.fromEntries([
          ...adopters.map(([inTime, late], index) => {
            const counts = waits(inTime, late);
            return [`a${String(index)}`, [counts, counts] as const] as const;
          }),
          ...['x', 'y', 'z'].map((name) => [name, same] as const),
        ]);
        const names = adopters.map((_, index) => `a${String(index)}`);
        const { evidence } = byWait(evidenceOf(adopted(...names), around(towns), CLOSED));
        if ('hidden' in evidence) return;
        const { of } = evidence.adopters.before;
        const others = adopters.slice(1).reduce((sum, [inTime, late]) => sum + inTime + late, 0);
        const told = new Set<number>();
        for (let whole = 0; whole <= 200; whole++) {
          if (Math.round((others + whole) / 10) * 10 === of) told.add(whole);
        }
        expect(told.size).toBeGreaterThanOrEqual(5);
      }),
    );
  });
});
