import * as z from 'zod';
import { feedbackChannels, feedbackStatements, grades, statementValues } from '../kernel/feedback.ts';
import type { Counter, Counts } from './counters.ts';

const count = z.int().min(0);

/** M19 and M20 of a site or tenant; means and shares of few answers are hidden from everybody (domain 4.5). */
export const feedbackFigureSet = z.strictObject({
  /** All answers by how they came. */
  answers: z.record(z.enum(feedbackChannels), count),
  /** Invitations, and the answers to them. */
  invited: count,
  invitedAnswers: count,
  /** M19: how many gave a grade, and its mean to two decimals; absent under {@link FEWEST_ANSWERS}. */
  grade: z.strictObject({ of: count, mean: z.number().optional() }),
  /** M20: how many answered, and of them in whole percent those who said 4 or 5; absent under {@link FEWEST_ANSWERS}. */
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

/** M19 and M20 of merged daily rows. A counter that stands below zero for a moment is as good as none. */
export function feedbackFigures(counts: Counts): FeedbackFigureSet {
  const sum = (counter: Counter): number => Math.max(0, counts[counter] ?? 0);
  const graded = grades.map((value) => ({ value, count: sum(`grade_${value}`) }));
  const of = total(graded);
  return {
    answers: Object.fromEntries(
      feedbackChannels.map((channel) => [channel, sum(`feedbackAnswers_${channel}`)]),
    ) as FeedbackFigureSet['answers'],
    invited: sum('feedbackInvited'),
    invitedAnswers: sum('feedbackInvitedAnswers'),
    grade: {
      of,
      ...(of >= FEWEST_ANSWERS && {
        mean: Math.round((graded.reduce((all, { value, count: n }) => all + value * n, 0) / of) * 100) / 100,
      }),
    },
    statements: Object.fromEntries(
      feedbackStatements.map((name) => [
        name,
        shareOf(statementValues.map((value) => ({ value, count: sum(`statement_${name}_${value}`) }))),
      ]),
    ) as FeedbackFigureSet['statements'],
  };
}

type Values = readonly { readonly value: number; readonly count: number }[];

function shareOf(values: Values): { readonly of: number; readonly agree?: number } {
  const of = total(values);
  if (of < FEWEST_ANSWERS) return { of };
  return { of, agree: Math.round((total(values.filter(({ value }) => value >= AGREES)) / of) * 100) };
}

function total(values: Values): number {
  return values.reduce((all, { count: n }) => all + n, 0);
}
