import * as z from 'zod';
import { defineKind } from '../kind.ts';
import { elementKey, line, paragraphs } from '../version.ts';

/** The longest texts of a plan, and how many of each it holds, as the module of plans has them. */
interface PlanLimits {
  readonly longest: Readonly<Record<'words' | 'what' | 'how', number>>;
  readonly most: Readonly<Record<'goals' | 'actions' | 'supporters', number>>;
}

/**
 * A plan to begin from. Goals are said as examples: a plan's goals are in the young person's own words, and nothing of a template
 * goes into one without being chosen.
 */
export function planKind({ longest, most }: PlanLimits) {
  return defineKind({
    schema: z.strictObject({
      /** What to talk about before anything is written. */
      prompts: z.array(z.strictObject({ key: elementKey, text: paragraphs(longest.how) })).max(20),
      goals: z
        .array(z.strictObject({ key: elementKey, words: paragraphs(longest.words) }))
        .min(1)
        .max(most.goals),
      actions: z
        .array(
          z.strictObject({
            key: elementKey,
            /** Key of the goal it serves. */
            goal: elementKey.exactOptional(),
            what: paragraphs(longest.what),
            who: z.enum(['YOUNG_PERSON', 'ORGANISATION']),
            /** Days from the plan's own day to the deadline. */
            withinDays: z.int().min(1).max(365),
          }),
        )
        .max(most.actions),
      supporters: z.array(z.strictObject({ key: elementKey, how: line(longest.how) })).max(most.supporters),
      /** Days until the plan is looked at together again. */
      reviewWithinDays: z.int().min(7).max(183),
    }),
    lists: { '/prompts': ['key'], '/goals': ['key'], '/actions': ['key'], '/supporters': ['key'] },
    keysFrom: { '/actions/*/goal': '/goals' },
    faults: ({ goals, actions }) =>
      actions.flatMap(({ goal }, index) =>
        goal === undefined || goals.some(({ key }) => key === goal)
          ? []
          : [{ pointer: `/actions/${index}/goal`, code: 'goal_missing' }],
      ),
  });
}
