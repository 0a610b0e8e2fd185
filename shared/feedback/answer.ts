import * as z from 'zod';
import { feedbackStatements, grades, statementValues } from '../kernel/feedback.ts';
import { language } from '../kernel/i18n.ts';
import { freeText } from '../kernel/names.ts';

/** Longest free text, in characters. */
export const TEXT_LONGEST = 1000;

export const grade = z.literal([...grades]);

/** Statements by their value; one that was skipped is absent. */
export const statements = z.partialRecord(z.enum(feedbackStatements), z.literal([...statementValues]));

/**
 * What somebody answers: each question can be skipped, but not all of them. Nothing in it says who answers.
 */
export const answerFields = {
  language,
  grade: grade.optional(),
  statements: statements.default({}),
  text: freeText(TEXT_LONGEST).optional(),
} as const;

/** Whether an answer says anything at all. */
export function saysSomething({
  grade: given,
  statements: said,
  text,
}: {
  readonly grade?: number | undefined;
  readonly statements: Readonly<Partial<Record<string, number>>>;
  readonly text?: string | undefined;
}): boolean {
  return given !== undefined || text !== undefined || Object.keys(said).length > 0;
}
