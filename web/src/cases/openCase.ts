import { type ClientId, reviewId } from '@ohjaamo/shared/kernel/ids.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import { type FieldFault, textOf } from '../work/form.ts';

/** How the question why a case is opened ended: answered, to be mended with what was typed, or refused. */
interface Opening {
  readonly done?: true;
  readonly faults?: readonly FieldFault[];
  readonly typed?: string;
  readonly refusal?: ApiProblem;
}

/** States a purpose or opens in danger to life, when the form is one of these; `undefined` for another form. */
export async function openCase(api: Api, clientId: ClientId, form: FormData): Promise<Opening | undefined> {
  const act = textOf(form, 'do');
  if (act === 'purpose') {
    const body = routes.statePurpose.body.safeParse({ purpose: textOf(form, 'purpose') });
    if (!body.success) return { faults: [{ field: 'purpose', text: 'cases.purpose.missing' }] };
    const answer = await api.call('statePurpose', { parameters: { clientId }, body: body.data });
    return answer.ok ? { done: true } : { refusal: answer.error };
  }
  if (act !== 'danger') return undefined;
  const typed = textOf(form, 'reason');
  const id = reviewId.safeParse(textOf(form, 'reviewId'));
  const body = routes.openInDanger.body.safeParse({ reviewId: id.data, reason: typed });
  if (!body.success) return { typed, faults: [{ field: 'reason', text: 'cases.danger.missing' }] };
  const answer = await api.call('openInDanger', { parameters: { clientId }, body: body.data });
  return answer.ok ? { done: true } : { refusal: answer.error };
}
