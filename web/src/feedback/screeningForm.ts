import type { SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { textOf } from '../work/form.ts';

/** What became of a decision: it stands, something is to be mended at its text, or why the page cannot be shown. */
export type Screened =
  | { readonly done: true }
  | { readonly fault: MessageKey; readonly text: string }
  | { readonly refusal: ApiProblem };

/** Decides on one text as its form says. */
export async function screenText(api: Api, siteId: SiteId, form: FormData): Promise<Screened> {
  const text = textOf(form, 'text');
  const step = textOf(form, 'do');
  const reason = textOf(form, 'reason');
  const parameters = routes.screenFeedback.parameters.safeParse({ siteId, textId: text });
  const body = routes.screenFeedback.body.safeParse({
    month: textOf(form, 'month'),
    version: Number(textOf(form, 'version')),
    step,
    ...(step === 'HIDE' && reason !== '' && { reason }),
  });
  if (!parameters.success || !body.success) return { refusal: { type: 'invalid-request' } };
  if (step === 'HIDE' && reason === '') return { fault: 'feedback.screening.noReason', text };
  const done = await api.call('screenFeedback', { parameters: parameters.data, body: body.data });
  if (done.ok) return { done: true };
  const stale = ['stale-version', 'state-conflict', 'not-found'].includes(done.error.type);
  return stale ? { fault: 'feedback.screening.stale', text } : { refusal: done.error };
}
