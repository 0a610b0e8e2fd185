import { type Counts, sumCounts } from '@ohjaamo/shared/figures/counters.ts';
import { feedbackCounts } from '@ohjaamo/shared/figures/feedbackFacts.ts';
import { FEWEST_ANSWERS, feedbackFigures } from '@ohjaamo/shared/figures/feedbackFigures.ts';
import { settledFeedback } from '@ohjaamo/shared/figures/settledFeedback.ts';
import { grades } from '@ohjaamo/shared/kernel/feedback.ts';
import { siteId } from '@ohjaamo/shared/kernel/ids.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

type Grade = (typeof grades)[number];
const TODAY = '2027-02-28';

interface Day {
  readonly date: string;
  readonly counts: Counts;
}

/** The answers of one day of February 2027. */
function day(number: number, given: readonly Grade[]): Day {
  const date = `2027-02-${String(number).padStart(2, '0')}`;
  const counts = given.map(
    (grade) =>
      feedbackCounts({
        site: siteId.parse('site000001'),
        ...{ date, channel: 'TABLET', state: 'GIVEN', language: 'sv', grade, statements: { LISTENED: 4 } },
      }).counts,
  );
  return { date, counts: sumCounts(counts) };
}

const ten: Grade[] = [9, 9, 9, 9, 9, 9, 9, 9, 10, 10];

const shown = (days: readonly Day[], settled: Counts | undefined) =>
  feedbackFigures(sumCounts(days.map(({ counts }) => counts)), settled);

const sizeOf = (counts: Counts) => grades.reduce((sum, grade) => sum + (counts[`grade_${grade}`] ?? 0), 0);

describe('The mean grade of a municipality beside those of its sites', () => {
  it('leaves the only answer of a site out, which could be worked out otherwise', () => {
    const [large, small] = [[day(1, ten)], [day(2, [4])]];
    const { sites, tenant } = settledFeedback([large, small]);
    expect(shown(large, sites[0]).grade).toEqual({ of: 10, mean: 9.2 });
    expect(shown(small, sites[1]).grade).toEqual({ of: 1 });
    expect(shown([...large, ...small], tenant)).toMatchObject({
      grade: { of: 10, mean: 9.2 },
      statements: { LISTENED: { of: 10, agree: 100 } },
    });
  });

  it('has those of several small sites in it when they are five together', () => {
    const sites = [[day(1, ten)], [day(2, [4, 5])], [day(3, [8, 8, 8])]];
    expect(sizeOf(settledFeedback(sites).tenant)).toBe(15);
  });

  it('never differs from a sum of its sites by fewer than five answers, whatever was given where', () => {
    const anyDay = fc.tuple(
      fc.integer({ min: 1, max: 28 }),
      fc.array(fc.constantFrom(...grades), { maxLength: 7 }),
    );
    const anySite = fc.uniqueArray(anyDay, { maxLength: 6, selector: ([number]) => number });
    fc.assert(
      fc.property(fc.array(anySite, { maxLength: 5 }), fc.boolean(), (all, isClosed) => {
        const days = all.map((site) => site.map(([number, given]) => day(number, given)));
        const { sites, tenant } = settledFeedback(days, isClosed ? undefined : '2027-02-20');
        const told = sites.map(sizeOf).filter((size) => size >= FEWEST_ANSWERS);
        const rest = sizeOf(tenant) - told.reduce((sum, size) => sum + size, 0);
        expect(rest === 0 || rest >= FEWEST_ANSWERS).toBe(true);
      }),
    );
  });
});

describe('While the quarter runs', () => {
  it('one answer more changes no mean', () => {
    const before = [day(1, ten), day(2, ten)];
    const [one] = settledFeedback([before], TODAY).sites;
    const [other] = settledFeedback([[...before, day(3, [4])]], TODAY).sites;
    expect(one && sizeOf(one)).toBe(10);
    expect(other).toEqual(one);
  });

  it('five more enter together, from however many days, when the next five are there', () => {
    const days = [day(1, ten), day(2, [4]), day(3, [4, 5]), day(4, [6, 7])];
    expect(sizeOf(settledFeedback([days], TODAY).tenant)).toBe(10);
    expect(sizeOf(settledFeedback([[...days, day(5, ten)]], TODAY).tenant)).toBe(15);
  });

  it('closing it adds five or more to what was seen last, or nothing', () => {
    const anyDay = fc.tuple(
      fc.integer({ min: 1, max: 28 }),
      fc.array(fc.constantFrom(...grades), { maxLength: 7 }),
    );
    const anySite = fc.uniqueArray(anyDay, { maxLength: 8, selector: ([number]) => number });
    fc.assert(
      fc.property(fc.array(anySite, { maxLength: 4 }), (all) => {
        const days = all.map((site) => site.map(([number, given]) => day(number, given)));
        const [open, closed] = [settledFeedback(days, '2027-03-01'), settledFeedback(days)];
        const steps = closed.sites.map(
          (counts, at) => [sizeOf(counts), sizeOf(open.sites[at] ?? {})] as const,
        );
        const told = steps.filter(([size]) => size >= FEWEST_ANSWERS).map(([size, before]) => size - before);
        for (const more of [...told, sizeOf(closed.tenant) - sizeOf(open.tenant)])
          expect(more === 0 || more >= FEWEST_ANSWERS).toBe(true);
      }),
    );
  });

  it('no look at a site, at any time of any day, differs from the one before by one to four answers', () => {
    const anyComing = fc.tuple(fc.constantFrom(...grades), fc.integer({ min: 0, max: 3 }));
    fc.assert(
      fc.property(fc.array(anyComing, { maxLength: 40 }), (coming) => {
        let [today, settled] = [1, 0];
        const given = new Map<number, Grade[]>();
        for (const [grade, daysLater] of coming) {
          today = Math.min(28, today + daysLater);
          given.set(today, [...(given.get(today) ?? []), grade]);
          const days = [...given].map(([number, answers]) => day(number, answers));
          const now = sizeOf(settledFeedback([days], `2027-02-${String(today).padStart(2, '0')}`).tenant);
          expect(now - settled === 0 || now - settled >= FEWEST_ANSWERS).toBe(true);
          settled = now;
        }
      }),
    );
  });

  it('has the answers of all in it once it is over', () => {
    const days = [day(1, ten), day(2, [4])];
    expect(sizeOf(settledFeedback([days]).tenant)).toBe(11);
  });
});
