import { saysSomething } from '@ohjaamo/shared/feedback/answer.ts';
import type { feedbackRoutes } from '@ohjaamo/shared/feedback/contract.ts';
import type { FeedbackChannel } from '@ohjaamo/shared/kernel/feedback.ts';
import type { SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { RequestOf } from '@ohjaamo/shared/kernel/route.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { answerIdOf, type AnswerRecord, answerWrite, readAnswer } from './repository.ts';
import { textWrite } from './textRepository.ts';

export type Given = RequestOf<(typeof feedbackRoutes)['giveFeedback']>['body'];

/** How an answer came in, and what is asked and written with it. */
export interface Way {
  readonly channel: FeedbackChannel;
  readonly invited?: true;
  /** The day that it counts on. */
  readonly date: string;
  readonly takeBackUntil?: number;
  /** Asked when the answer is new; refuses what is too much. */
  readonly mayCome?: () => Promise<Result<void, Problem>>;
  /** Written in the same transaction, each under its condition. */
  readonly more?: () => readonly Write[];
}

/**
 * Takes an answer in. The form's id is the idempotency key: the same form sent again is the same answer, on whichever day; with other
 * content it is `id-already-used`, and the first stays. `state-conflict` when one of `more` failed its condition. One consistent
 * read, what `mayCome` costs, and a transaction: 4 write units, 2 more with a text.
 */
export async function takeAnswer(
  scope: TenantScope,
  site: SiteId,
  given: Given,
  way: Way,
): Promise<Result<AnswerRecord, Problem>> {
  if (!saysSomething(given)) {
    return fail(problem('invalid-request', { errors: [{ pointer: '/body', code: 'nothing_said' }] }));
  }
  const answer = recordOf(site, given, way);
  const earlier = await readAnswer(scope, answer.id);
  if (earlier) return standingAnswer(earlier, answer);
  const may = await way.mayCome?.();
  if (may && !may.ok) return may;
  const { formId, language, text } = given;
  const month = way.date.slice(0, 7);
  const done = await scope.work.transact([
    answerWrite(scope, answer),
    ...(text === undefined ? [] : [textWrite(scope, site, { formId, month, language, text })]),
    ...(way.more?.() ?? []),
  ]);
  if (done.ok) return succeed(answer);
  // The same press, sent twice at one moment; else what stands beside it refused.
  const meanwhile = await readAnswer(scope, answer.id);
  return meanwhile ? standingAnswer(meanwhile, answer) : fail(problem('state-conflict'));
}

function recordOf(site: SiteId, given: Given, way: Way): AnswerRecord {
  const { formId, language, grade, statements } = given;
  return {
    kind: 'FEEDBACK',
    id: answerIdOf(formId),
    revision: 1,
    site,
    date: way.date,
    channel: way.channel,
    ...(way.invited && { invited: true }),
    state: 'GIVEN',
    language,
    ...(grade !== undefined && { grade }),
    statements,
    ...(way.takeBackUntil !== undefined && { takeBackUntil: way.takeBackUntil }),
  };
}

function standingAnswer(standing: AnswerRecord, asked: AnswerRecord): Result<AnswerRecord, Problem> {
  return contentOf(standing) === contentOf(asked) ? succeed(standing) : fail(problem('id-already-used'));
}

/** What makes two answers the same; the day is none of it, because a repetition may come after midnight. */
function contentOf({ site, channel, state, language, grade, statements }: AnswerRecord): string {
  const said = Object.entries(statements).sort(([one], [other]) => one.localeCompare(other));
  return JSON.stringify([site, channel, state, language, grade, said]);
}
