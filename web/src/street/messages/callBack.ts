import { callId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { Api, ApiProblem } from '../../api.ts';
import type { MessageKey } from '../../i18n/messages.ts';
import { type FieldFault, faultsOf, textOf, wrongFields } from '../../work/form.ts';

/** "Call me back" as it stands on the screen. */
export interface CallBackForm {
  readonly callId: string;
  readonly number: string;
  readonly nickname: string;
  readonly times: string;
  readonly interpreter: string;
}

const texts: Readonly<Record<string, MessageKey>> = {
  number: 'messages.callBack.errorNumber',
  nickname: 'messages.callBack.errorOther',
  times: 'messages.callBack.errorOther',
  interpreter: 'messages.callBack.errorOther',
};

/** Reads what was sent, or an empty form with an id of its own. */
export function callBackForm(data?: FormData): CallBackForm {
  const text = (name: string) => (data ? textOf(data, name) : '');
  const id = callId.safeParse(text('callId'));
  return {
    callId: id.success ? id.data : randomIds.id(20),
    number: text('number'),
    nickname: text('nickname'),
    times: text('times'),
    interpreter: text('interpreter'),
  };
}

/** Asks for the call; gives the faults of the form, or the refusal of the whole page. */
export async function askForCall(
  api: Api,
  parameters: { readonly tenantSlug: string; readonly siteSlug: string },
  language: Language,
  { callId: id, number, ...rest }: CallBackForm,
): Promise<{ readonly faults: readonly FieldFault[]; readonly problem?: ApiProblem }> {
  const told = Object.fromEntries(Object.entries(rest).filter(([, text]) => text !== ''));
  const done = await api.call('requestCallBack', {
    parameters,
    body: { callId: id, number, language, ...told },
  });
  if (done.ok) return { faults: [] };
  const { type } = done.error;
  if (type === 'invalid-request') return { faults: faultsOf(wrongFields(done.error), texts) };
  if (type === 'cap-reached') return { faults: [{ field: 'number', text: 'messages.errorCap' }] };
  if (type === 'temporarily-unavailable' || type === 'internal-error') {
    return { faults: [{ field: 'number', text: 'messages.errorUnavailable' }] };
  }
  return { faults: [], problem: done.error };
}
