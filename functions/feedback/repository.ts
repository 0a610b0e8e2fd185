import { grade, statements } from '@ohjaamo/shared/feedback/answer.ts';
import { feedbackChannels } from '@ohjaamo/shared/kernel/feedback.ts';
import { language } from '@ohjaamo/shared/kernel/i18n.ts';
import { siteId, type SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import { plainDate } from '@ohjaamo/shared/kernel/time.ts';
import * as z from 'zod';
import { hashOf } from '../kernel/hash.ts';
import type { Write } from '../kernel/table.ts';
import { indexes } from '../kernel/tenancy/keys.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

/**
 * An answer as the table holds it: the fact from which M19 and M20 are made. It has no person, no booking, no address, no time of the day,
 * and no words; its id is a hash of the form's, which only whoever filled the form in has seen.
 */
const answerRecord = z.object({
  kind: z.literal('FEEDBACK'),
  id: z.string(),
  /** 1 when given, 2 when taken back. */
  revision: z.int().min(1),
  site: siteId,
  date: plainDate,
  channel: z.enum(feedbackChannels),
  invited: z.literal(true).optional(),
  state: z.enum(['GIVEN', 'TAKEN_BACK']),
  language,
  grade: grade.optional(),
  statements: statements.default({}),
  /** Of one that was typed in: epoch minute until which it can be taken back. */
  takeBackUntil: z.int().optional(),
});
export type AnswerRecord = z.infer<typeof answerRecord>;

/** The id under which a form's answer stands. */
export function answerIdOf(formId: string): string {
  return hashOf('feedback', formId);
}

/** Reads an answer, consistently. */
export function readAnswer(scope: TenantScope, id: string): Promise<AnswerRecord | undefined> {
  return scope.work.get(scope.keys.feedback(id), answerRecord);
}

/** The write of a new answer, which finds it when it stands already. */
export function answerWrite(scope: TenantScope, answer: AnswerRecord): Write {
  return scope.work.putWrite(itemOf(scope, answer), true);
}

/** The write that takes an answer back: it stays, so that the figures learn of it, and counts for nothing. */
export function takeBackWrite(scope: TenantScope, answer: AnswerRecord): Write {
  const { takeBackUntil: _until, ...rest } = answer;
  const after = { ...rest, state: 'TAKEN_BACK', revision: answer.revision + 1 } as const;
  return scope.work.putOverWrite(itemOf(scope, after), answer.revision, 'revision');
}

/** The answers of a site's calendar date, taken back ones too: one Query of an index. */
export async function answersOfDay(scope: TenantScope, site: SiteId, date: string): Promise<AnswerRecord[]> {
  const { dayPk } = scope.keys.feedbackDay(site, date, '');
  return (await scope.work.query(dayPk, answerRecord, {}, indexes.work)).items;
}

function itemOf(scope: TenantScope, { statements: said, ...answer }: AnswerRecord) {
  return {
    ...scope.keys.feedback(answer.id),
    ...scope.keys.feedbackDay(answer.site, answer.date, answer.id),
    ...answer,
    // An empty map has no form of its own in every stream.
    ...(Object.keys(said).length > 0 && { statements: said }),
  };
}
