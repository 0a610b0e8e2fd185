import { type Language, language as languageSchema } from '@ohjaamo/shared/kernel/i18n.ts';
import type { SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import { plainDate } from '@ohjaamo/shared/kernel/time.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import {
  emptyFeedback,
  type FeedbackValues,
  readFeedback,
  sendFeedback,
  type Sent,
} from '../street/feedback/feedbackForm.ts';
import { textOf } from '../work/form.ts';

/** A paper as it is typed in. */
export interface PaperValues {
  readonly date: string;
  readonly language: Language;
  readonly values: FeedbackValues;
}

/** A paper that nobody has typed yet: of today, in the language of the page, or as the one before it. */
export function emptyPaper(date: string, language: Language): PaperValues {
  return { date, language, values: emptyFeedback() };
}

/** Reads what was typed. */
export function readPaper(form: FormData, own: Language): PaperValues {
  const language = languageSchema.safeParse(textOf(form, 'language'));
  return {
    date: textOf(form, 'date'),
    language: language.success ? language.data : own,
    values: readFeedback(form),
  };
}

/** Until when the paper can be taken back, beside how its sending ended. */
export type Typed = Sent & { readonly until?: string };

/** Sends a paper that was typed in. */
export async function sendPaper(
  api: Api,
  siteId: SiteId,
  { date, language, values }: PaperValues,
): Promise<Typed> {
  const day = plainDate.safeParse(date);
  if (!day.success) return { faults: [{ field: 'date', text: 'feedback.error.date' }] };
  let until: string | undefined;
  const sent = await sendFeedback(values, language, async (body) => {
    const typed = await api.call('typeFeedback', {
      parameters: { siteId },
      body: { ...body, date: day.data },
    });
    if (typed.ok) until = typed.value.takeBackUntil;
    return typed;
  });
  return until === undefined ? sent : { ...sent, until };
}

/** Takes a typed paper back; gives the reason when it cannot be. */
export async function takeBackPaper(
  api: Api,
  siteId: SiteId,
  formId: string,
): Promise<ApiProblem | undefined> {
  const parameters = routes.takeBackFeedback.parameters.safeParse({ siteId, formId });
  if (!parameters.success) return { type: 'not-found' };
  const done = await api.call('takeBackFeedback', { parameters: parameters.data, body: {} });
  return done.ok ? undefined : done.error;
}
