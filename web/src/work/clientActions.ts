import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { consentFaults, consentValues, type ConsentValues, readConsent } from './consentForm.ts';
import { type FieldFault, orWhole, refusalText, textOf, wrongByApi } from './form.ts';

/** What a form of the client's page led to; the name stands in the address that the browser is sent on to. */
export const clientOutcomes: Readonly<
  Record<string, { readonly kind: 'good' | 'caution'; readonly text: MessageKey } | undefined>
> = {
  opened: { kind: 'good', text: 'work.client.opened' },
  consent: { kind: 'good', text: 'work.consent.saved' },
  withdrawn: { kind: 'good', text: 'work.client.withdrawn' },
  conflict: { kind: 'caution', text: 'work.client.withdrawConflict' },
};

/** How a form of the client's page ended: done, to be mended with all that was typed, or a refusal of the whole page. */
export interface ClientChange {
  readonly done?: string;
  readonly at?: string;
  readonly values?: ConsentValues;
  readonly faults?: readonly FieldFault[];
  readonly refusal?: ApiProblem;
}

/** Records a consent or withdraws one, as the form asks. */
export async function changeClient(api: Api, clientId: ClientId, form: FormData): Promise<ClientChange> {
  return textOf(form, 'do') === 'withdraw' ? withdraw(api, clientId, form) : record(api, clientId, form);
}

async function withdraw(api: Api, clientId: ClientId, form: FormData): Promise<ClientChange> {
  const consentId = textOf(form, 'consentId');
  const parameters = routes.withdrawConsent.parameters.safeParse({ clientId, consentId });
  if (!parameters.success) return { done: 'conflict', at: '' };
  const answer = await api.call('withdrawConsent', { parameters: parameters.data, body: {} });
  if (answer.ok) return { done: 'withdrawn', at: '' };
  return answer.error.type === 'state-conflict' ? { done: 'conflict', at: '' } : { refusal: answer.error };
}

async function record(api: Api, clientId: ClientId, form: FormData): Promise<ClientChange> {
  const values = consentValues(form);
  const body = readConsent(values);
  if (!body.ok) return { values, faults: orWhole(body.error) };
  const answer = await api.call('recordConsent', { parameters: { clientId }, body: body.value });
  if (answer.ok) return { done: 'consent', at: `#consent-${answer.value.id}` };
  if (answer.error.type === 'session-expired' || answer.error.type === 'session-required') {
    return { refusal: answer.error };
  }
  const faults = consentFaults(wrongByApi(answer.error));
  const text = refusalText(answer.error, {
    'id-already-used': 'work.consent.errorTwice',
    'not-found': 'work.missing.text',
  });
  return { values, faults: faults.length > 0 ? faults : [{ field: 'save', text }] };
}
