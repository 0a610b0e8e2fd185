import * as z from 'zod';
import {
  feedbackChannels,
  type FeedbackStatement,
  feedbackStatements,
  grades,
  statementValues,
} from '../kernel/feedback.ts';
import type { Counter, Counts } from './counters.ts';

const count = z.int().min(0);

/** M19 and M20 of a site or tenant; means and shares of few answers are hidden from everybody (domain 4.5). */
export const feedbackFigureSet = z.strictObject({
  /** All answers by how they came. */
  answers: z.record(z.enum(feedbackChannels), count),
  /** Invitations, and the answers to them. */
  invited: count,
  invitedAnswers: count,
  /** M19: how many grades are behind its mean, to two decimals; without one (under {@link FEWEST_ANSWERS}) how many there are. */
  grade: z.strictObject({ of: count, mean: z.number().optional() }),
  /** M20: in whole percent those who said 4 or 5, absent under {@link FEWEST_ANSWERS}, and of how many. */
  statements: z.record(
    z.enum(feedbackStatements),
    z.strictObject({ of: count, agree: z.int().min(0).max(100).optional() }),
  ),
});
export type FeedbackFigureSet = z.infer<typeof feedbackFigureSet>;

/** A mean or a share of fewer answers than this could be one person's (k = 5 for survey means, domain 4.5). */
export const FEWEST_ANSWERS = 5;
/** The values that say yes to a statement (M20). */
export const AGREES = 4;

/**
 * M19 and M20 of merged daily rows. A counter that stands below zero for a moment is as good as none.
 *
 * @param settled what of the rows may enter a mean or a share (`settledFeedback`), where others are shown beside it
 */
export function feedbackFigures(counts: Counts, settled: Counts = counts): FeedbackFigureSet {
  const sum = countsIn(counts);
  return {
    answers: Object.fromEntries(
      feedbackChannels.map((channel) => [channel, sum(`feedbackAnswers_${channel}`)]),
    ) as FeedbackFigureSet['answers'],
    invited: sum('feedbackInvited'),
    invitedAnswers: sum('feedbackInvitedAnswers'),
    grade: gradeOf(gradesIn(settled)) ?? { of: total(gradesIn(counts)) },
    statements: Object.fromEntries(
      feedbackStatements.map((name) => [
        name,
        shareOf(saidIn(settled, name)) ?? { of: total(saidIn(counts, name)) },
      ]),
    ) as FeedbackFigureSet['statements'],
  };
}

type Values = readonly { readonly value: number; readonly count: number }[];

const countsIn =
  (counts: Counts) =>
  (counter: Counter): number =>
    Math.max(0, counts[counter] ?? 0);

function gradesIn(counts: Counts): Values {
  const sum = countsIn(counts);
  return grades.map((value) => ({ value, count: sum(`grade_${value}`) }));
}

function saidIn(counts: Counts, name: FeedbackStatement): Values {
  const sum = countsIn(counts);
  return statementValues.map((value) => ({ value, count: sum(`statement_${name}_${value}`) }));
}

function gradeOf(given: Values): { readonly of: number; readonly mean: number } | undefined {
  const of = total(given);
  if (of < FEWEST_ANSWERS) return undefined;
  const all = given.reduce((sum, { value, count: n }) => sum + value * n, 0);
  return { of, mean: Math.round((all / of) * 100) / 100 };
}

function shareOf(said: Values): { readonly of: number; readonly agree: number } | undefined {
  const of = total(said);
  if (of < FEWEST_ANSWERS) return undefined;
  return { of, agree: Math.round((total(said.filter(({ value }) => value >= AGREES)) / of) * 100) };
}

function total(values: Values): number {
  return values.reduce((all, { count: n }) => all + n, 0);
}
