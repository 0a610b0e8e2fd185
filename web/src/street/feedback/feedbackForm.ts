import { type FeedbackStatement, feedbackStatements } from '@ohjaamo/shared/kernel/feedback.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type * as z from 'zod';
import type { ApiProblem } from '../../api.ts';
import { type FieldFault, faultsByCode, textOf, wrongByApi, wrongBySchema } from '../../work/form.ts';

/** The form as it stands on the screen; an empty text is a question that was skipped. */
export interface FeedbackValues {
  /** Chosen when the page is made, so that a second press or a reload is the same answer. */
  readonly formId: string;
  readonly grade: string;
  readonly statements: Readonly<Record<FeedbackStatement, string>>;
  readonly text: string;
}

/** What the API takes of an answer. */
export type AnswerBody = z.input<(typeof routes)['giveFeedback']['body']>;

const FORM_ID = /^[0-9a-z]{20}$/u;

/** The form that an address names (`?form=`), if it names one. */
export function formIdIn(query: URLSearchParams): string | undefined {
  const id = query.get('form') ?? '';
  return FORM_ID.test(id) ? id : undefined;
}

/** A form that nobody has touched. */
export function emptyFeedback(formId = randomIds.id(20)): FeedbackValues {
  return { formId, grade: '', statements: statementsBy(() => ''), text: '' };
}

/** Reads what was sent; a form's id that is none is replaced, all else is left for the rules to judge. */
export function readFeedback(form: FormData): FeedbackValues {
  const formId = textOf(form, 'formId');
  return {
    formId: FORM_ID.test(formId) ? formId : randomIds.id(20),
    grade: textOf(form, 'grade'),
    statements: statementsBy((name) => textOf(form, name)),
    text: textOf(form, 'text'),
  };
}

/** What an answer says, or what has to be mended in it; nothing typed is lost. */
export function answerOf(
  { formId, grade, statements, text }: FeedbackValues,
  language: Language,
): Result<AnswerBody, readonly FieldFault[]> {
  const said = feedbackStatements.flatMap((name) =>
    statements[name] === '' ? [] : [[name, Number(statements[name])] as const],
  );
  if (grade === '' && said.length === 0 && text === '') {
    return fail([{ field: 'grade', text: 'feedback.error.nothing' }]);
  }
  const body = routes.giveFeedback.body.safeParse({
    formId,
    language,
    ...(grade !== '' && { grade: Number(grade) }),
    statements: Object.fromEntries(said),
    ...(text !== '' && { text }),
  });
  return body.success ? succeed(body.data) : fail(faultsIn(wrongBySchema(body.error.issues)));
}

/** How sending an answer ended: it is in, it has to be mended, or why the service did not take it. */
export type Sent =
  { readonly done: true } | { readonly faults: readonly FieldFault[] } | { readonly problem: ApiProblem };

/** Sends an answer. A form that was taken before is a form that is taken: whoever pressed twice is thanked once. */
export async function sendFeedback(
  values: FeedbackValues,
  language: Language,
  send: (body: AnswerBody) => Promise<Result<unknown, ApiProblem>>,
): Promise<Sent> {
  const body = answerOf(values, language);
  if (!body.ok) return { faults: body.error };
  const sent = await send(body.value);
  if (sent.ok || sent.error.type === 'id-already-used') return { done: true };
  const faults = sent.error.type === 'invalid-request' ? faultsIn(wrongByApi(sent.error)) : [];
  return faults.length > 0 ? { faults } : { problem: sent.error };
}

function faultsIn(wrong: Parameters<typeof faultsByCode>[0]): FieldFault[] {
  return faultsByCode(wrong, {
    text: 'feedback.error.text',
    date: 'feedback.error.date',
    grade: 'feedback.error.nothing',
  });
}

function statementsBy(valueOf: (name: FeedbackStatement) => string): Record<FeedbackStatement, string> {
  return Object.fromEntries(feedbackStatements.map((name) => [name, valueOf(name)])) as Record<
    FeedbackStatement,
    string
  >;
}
