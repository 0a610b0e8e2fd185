import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Counts, dayChanges, sumCounts } from '@ohjaamo/shared/figures/counters.ts';
import {
  feedbackCounts,
  type FeedbackFact,
  invitationCounts,
} from '@ohjaamo/shared/figures/feedbackFacts.ts';
import { feedbackFigures } from '@ohjaamo/shared/figures/feedbackFigures.ts';
import { figuresOf } from '@ohjaamo/shared/figures/facts.ts';
import {
  feedbackChannels,
  feedbackStatements,
  grades,
  statementValues,
} from '@ohjaamo/shared/kernel/feedback.ts';
import { siteId } from '@ohjaamo/shared/kernel/ids.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const site = siteId.parse('site000001');
const answer = (more: Partial<FeedbackFact> = {}): FeedbackFact => ({
  site,
  date: '2027-02-01',
  channel: 'TABLET',
  state: 'GIVEN',
  language: 'fi',
  statements: {},
  ...more,
});
const countsOf = (facts: readonly FeedbackFact[]): Counts =>
  sumCounts(facts.map((fact) => feedbackCounts(fact).counts));

/** The grades of the worked example, in the order of its answers. */
function workedExample(): FeedbackFact[] {
  const lines = readFileSync(join(import.meta.dirname, 'fixtures/fixture_feedback.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  return lines.map((line) => answer({ grade: Number(line.split(',')[1]) as FeedbackFact['grade'] }));
}

describe('M19 of the worked example', () => {
  it('is 9.20 of five answers, and hidden of four', () => {
    const five = workedExample();
    expect(feedbackFigures(countsOf(five)).grade).toEqual({ of: 5, mean: 9.2 });
    expect(feedbackFigures(countsOf(five.slice(0, 4))).grade).toEqual({ of: 4 });
  });

  it('stands in the figures of a site beside what invitations were made', () => {
    const invited = invitationCounts({ site, date: '2027-02-01', state: 'MADE' }).counts;
    const never = invitationCounts({ site, date: '2027-02-01', state: 'VOID' }).counts;
    const byLink = countsOf([answer({ channel: 'LINK', invited: true, grade: 10 })]);
    const { feedback } = figuresOf([countsOf(workedExample()), byLink, invited, invited, never]);
    expect(feedback).toMatchObject({
      answers: { TABLET: 5, LINK: 1, PAPER: 0 },
      invited: 2,
      invitedAnswers: 1,
      grade: { of: 6, mean: 9.33 },
    });
  });
});

describe('M20', () => {
  it('is the share of 4 and 5 among those who answered the statement, whatever else they skipped', () => {
    const values = [5, 4, 3, 1, 5, 4] as const;
    const facts = values.map((LISTENED) => answer({ statements: { LISTENED } }));
    const { statements } = feedbackFigures(countsOf([...facts, answer({ grade: 9 })]));
    expect(statements.LISTENED).toEqual({ of: 6, agree: 67 });
    expect(statements.CLEARER).toEqual({ of: 0 });
  });
});

const anyFact = fc.record({
  site: fc.constant(site),
  date: fc.constantFrom('2027-02-01', '2027-02-02'),
  channel: fc.constantFrom(...feedbackChannels),
  state: fc.constantFrom('GIVEN' as const, 'TAKEN_BACK' as const),
  statements: fc.dictionary(fc.constantFrom(...feedbackStatements), fc.constantFrom(...statementValues)),
  grade: fc.option(fc.constantFrom(...grades), { nil: undefined }),
}) as fc.Arbitrary<FeedbackFact>;

describe('The figures of any answers', () => {
  it('have a mean between the lowest and the highest grade, and none under five', () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 40 }), (facts) => {
        const given = facts.filter(({ state }) => state === 'GIVEN');
        const said = given.flatMap(({ grade }) => grade ?? []);
        const { grade, answers } = feedbackFigures(countsOf(facts));
        expect(Object.values(answers).reduce((all, each) => all + each, 0)).toBe(given.length);
        expect(grade.of).toBe(said.length);
        expect(grade.mean === undefined).toBe(said.length < 5);
        if (grade.mean === undefined) return;
        const mean = said.reduce((all, each) => all + each, 0) / said.length;
        expect(grade.mean).toBeCloseTo(mean, 1);
        expect(grade.mean).toBeGreaterThanOrEqual(Math.min(...said));
        expect(grade.mean).toBeLessThanOrEqual(Math.max(...said));
      }),
    );
  });

  it('are the same when an answer was given and taken back as when it never was', () => {
    fc.assert(
      fc.property(anyFact, (fact) => {
        const given = feedbackCounts({ ...fact, state: 'GIVEN' });
        const back = feedbackCounts({ ...fact, state: 'TAKEN_BACK' });
        const changes = [...dayChanges(undefined, given), ...dayChanges(given, back)];
        expect(sumCounts(changes.map(({ counts }) => counts))).toEqual({});
      }),
    );
  });
});
