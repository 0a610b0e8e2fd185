import { threeWay } from '../kernel/threeWay.ts';
import { type AreaAnswer, type Answers, saidAnswers } from './answers.ts';

/** One area as a page sends it: what it showed when it was opened, by its mark, and what stands in it now. */
export interface SentArea {
  readonly key: string;
  /** Mark of the answer that the page showed; absent when it showed that nothing was said. */
  readonly seen?: string | undefined;
  readonly answer: AreaAnswer;
}

/** How a save of a map that somebody else may have changed meanwhile ends. */
export interface MergedAreas {
  readonly answers: Record<string, AreaAnswer>;
  /** Areas that both have changed, each to something else: neither is lost, somebody has to choose. */
  readonly conflicts: readonly string[];
}

/** An area of which nothing was said. */
export const nothingSaid: AreaAnswer = { strength: false, help: false };

/**
 * Puts what a page sends into the answers that stand: an area that this page did not change stays as it stands, whoever changed it;
 * one that nobody else changed becomes what was sent. `markOf` gives the same mark for the same answer, and another for another.
 */
export function mergeAreas(
  standing: Answers,
  sent: readonly SentArea[],
  markOf: (answer: AreaAnswer) => string,
): MergedAreas {
  const answers: Record<string, AreaAnswer> = { ...standing };
  const conflicts: string[] = [];
  for (const { key, seen, answer } of sent) {
    const now = markOf(standing[key] ?? nothingSaid);
    const stands = threeWay(seen ?? markOf(nothingSaid), markOf(answer), now, (one, other) => one === other);
    if (stands === 'SAME' || stands === 'OTHER') continue;
    if (stands === 'BOTH') conflicts.push(key);
    answers[key] = answer;
  }
  return { answers: saidAnswers(answers), conflicts };
}
