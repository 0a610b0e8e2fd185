import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { textOf } from '../work/form.ts';

/** How a steward's form about a lesson ended. */
export interface LessonChange {
  readonly done?: 'PUBLISHED' | 'RETURNED' | 'RETIRED';
  /** Of which lesson, and what is to be said there. */
  readonly fault?: { readonly lesson: string; readonly text: MessageKey };
  readonly typed?: string;
  readonly refusal?: ApiProblem;
}

/** What tells a lesson from another on a page. */
export function lessonKey({
  municipality,
  id,
}: {
  readonly municipality: string;
  readonly id: string;
}): string {
  return `lesson-${municipality}-${id}`;
}

const outcomes = { PUBLISH: 'PUBLISHED', RETURN: 'RETURNED', RETIRE: 'RETIRED' } as const;

/** Publishes, returns or retires a lesson, by what the form asks for. */
export async function decideLesson(api: Api, form: FormData): Promise<LessonChange> {
  const named = { municipality: textOf(form, 'municipality'), lesson: textOf(form, 'lesson') };
  const parameters = routes.decideLesson.parameters.safeParse(named);
  if (!parameters.success) return { refusal: { type: 'not-found' } };
  const lesson = lessonKey({ municipality: named.municipality, id: named.lesson });
  const decision = textOf(form, 'do').toUpperCase();
  const typed = textOf(form, 'reason');
  const shown =
    decision === 'RETIRE' ? { toldAt: textOf(form, 'toldAt') } : { turn: Number(textOf(form, 'turn')) };
  const said = decision === 'PUBLISH' ? {} : { reason: typed };
  const body = routes.decideLesson.body.safeParse({ decided: { decision, ...shown, ...said } });
  if (!body.success) return { fault: { lesson, text: 'templates.reasonMissing' }, typed };
  const answer = await api.call('decideLesson', { parameters: parameters.data, body: body.data });
  if (answer.ok) return { done: outcomes[body.data.decided.decision] };
  const { type } = answer.error;
  if (type !== 'state-conflict' && type !== 'not-found') return { refusal: answer.error };
  return { fault: { lesson, text: 'templates.lesson.conflict' }, typed };
}
