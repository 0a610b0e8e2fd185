import { messageId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { holdsIdentityCode } from '@ohjaamo/shared/messages/identityCode.ts';
import { newThreadCode, readThreadCode } from '@ohjaamo/shared/messages/threadCode.ts';
import { MESSAGE_LENGTH, type WritersThread, writtenText } from '@ohjaamo/shared/messages/views.ts';
import type { Api, ApiProblem } from '../../api.ts';
import type { MessageKey } from '../../i18n/messages.ts';
import { type FieldFault, textOf } from '../../work/form.ts';

/** What stands in the forms of the page: nothing typed is lost when one has to be shown again. */
export interface MessageForm {
  /** Code and id are chosen when the form is made, so that a second press is the same message. */
  readonly code: string;
  readonly messageId: string;
  readonly text: string;
  readonly shared: boolean;
  /** The code that somebody typed to come back. */
  readonly typed: string;
}

/** What a post of the page led to. */
export type MessageOutcome =
  | { readonly show: 'code'; readonly code: string }
  | { readonly show: 'thread'; readonly thread: WritersThread; readonly draft: string }
  | {
      readonly show: 'forms';
      readonly form: MessageForm;
      readonly faults: readonly FieldFault[];
      readonly warning: boolean;
    }
  | { readonly show: 'ended'; readonly form: MessageForm }
  | { readonly show: 'problem'; readonly problem: ApiProblem }
  | { readonly go: '' | '?left=1' };

interface Where {
  readonly tenantSlug: string;
  readonly siteSlug: string;
}

/** Empty forms with a code and an id of their own. */
export function emptyForm(): MessageForm {
  return {
    code: newThreadCode((count) => crypto.getRandomValues(new Uint8Array(count))),
    messageId: randomIds.id(20),
    text: '',
    shared: false,
    typed: '',
  };
}

/** Reads what was sent; an id or a code that is none is replaced. */
export function readForm(data: FormData): MessageForm {
  const empty = emptyForm();
  const id = messageId.safeParse(textOf(data, 'messageId'));
  return {
    code: readThreadCode(textOf(data, 'newCode')) ?? empty.code,
    messageId: id.success ? id.data : empty.messageId,
    // A browser sends a line's end as two signs; it counts as one, as it did while typing.
    text: textOf(data, 'text').replaceAll('\r\n', '\n'),
    shared: textOf(data, 'shared') !== '',
    typed: textOf(data, 'code'),
  };
}

/**
 * Does what a button of the page asks for: start, open, send or leave. On a kiosk a thread is always opened as on a computer that
 * others use too, whatever was ticked.
 */
export async function actOnMessages(
  api: Api,
  { kiosk, ...parameters }: Where & { readonly kiosk: boolean },
  language: Language,
  data: FormData,
): Promise<MessageOutcome> {
  const read = readForm(data);
  const form = { ...read, shared: read.shared || kiosk };
  const act = textOf(data, 'do');
  if (act === 'leave') {
    await api.call('leaveThread', { parameters, body: {} });
    return { go: '?left=1' };
  }
  if (act === 'open') return open(api, parameters, form);
  if (form.text.length > MESSAGE_LENGTH) return again(form, 'text', 'messages.errorLong');
  if (!writtenText.safeParse(form.text).success) return again(form, 'text', 'messages.errorText');
  if (holdsIdentityCode(form.text) && textOf(data, 'sure') === '') {
    return { show: 'forms', form, faults: [], warning: true };
  }
  return act === 'start' ? start(api, parameters, language, form) : send(api, parameters, form);
}

async function start(
  api: Api,
  parameters: Where,
  language: Language,
  form: MessageForm,
): Promise<MessageOutcome> {
  const { code, text, shared } = form;
  const body = { code, messageId: form.messageId, text, language, shared };
  const done = await api.call('startThread', { parameters, body });
  if (done.ok) return { show: 'code', code };
  return refused(form, done.error);
}

async function send(api: Api, parameters: Where, form: MessageForm): Promise<MessageOutcome> {
  const done = await api.call('writeMessage', {
    parameters,
    body: { messageId: form.messageId, text: form.text },
  });
  if (done.ok) return { go: '' };
  return done.error.type === 'link-not-found' ? { show: 'ended', form } : refused(form, done.error);
}

async function open(api: Api, parameters: Where, form: MessageForm): Promise<MessageOutcome> {
  const code = readThreadCode(form.typed);
  if (!code) return again(form, 'code', 'messages.errorCodeForm');
  const done = await api.call('openThread', { parameters, body: { code, shared: form.shared } });
  if (done.ok) return form.text ? { show: 'thread', thread: done.value, draft: form.text } : { go: '' };
  if (done.error.type === 'link-not-found') return again(form, 'code', 'messages.errorCode');
  if (done.error.type === 'too-many-attempts') return again(form, 'code', 'messages.errorWait');
  return refused(form, done.error);
}

function refused(form: MessageForm, problem: ApiProblem): MessageOutcome {
  const texts: Partial<Record<ApiProblem['type'], MessageKey>> = {
    'cap-reached': 'messages.errorCap',
    'invalid-request': 'messages.errorText',
    'id-already-used': 'messages.errorTwice',
    'temporarily-unavailable': 'messages.errorUnavailable',
    'internal-error': 'messages.errorUnavailable',
  };
  const text = texts[problem.type];
  if (!text) return { show: 'problem', problem };
  const { code, messageId: id } = emptyForm();
  return again(problem.type === 'id-already-used' ? { ...form, code, messageId: id } : form, 'text', text);
}

function again(form: MessageForm, field: string, text: MessageKey): MessageOutcome {
  return { show: 'forms', form, faults: [{ field, text }], warning: false };
}

/** The longest message, for the field that takes it. */
export const longest = MESSAGE_LENGTH;
