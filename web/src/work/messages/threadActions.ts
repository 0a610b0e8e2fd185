import { messageId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../../api.ts';
import type { MessageKey } from '../../i18n/messages.ts';
import { textOf } from '../form.ts';

/** What a button of a thread's page led to; the name stands in the address that the browser is sent on to. */
export const threadOutcomes: Readonly<
  Record<string, { readonly kind: 'good' | 'caution'; readonly text: MessageKey } | undefined>
> = {
  saved: { kind: 'good', text: 'messages.thread.done' },
  sent: { kind: 'good', text: 'messages.thread.sent' },
  unseen: { kind: 'caution', text: 'messages.thread.unseen' },
};

/** The answer as it stands on the screen. */
export interface AnswerForm {
  readonly messageId: string;
  readonly text: string;
}

type Change =
  | { readonly done: string }
  | { readonly form: AnswerForm; readonly fault: MessageKey }
  | { readonly problem: ApiProblem };

/** An empty answer with an id of its own. */
export function emptyAnswer(): AnswerForm {
  return { messageId: randomIds.id(20), text: '' };
}

/** Does what a button of the page asks for: answer, claim, assign or close. */
export async function changeThread(api: Api, threadId: string, data: FormData): Promise<Change> {
  const act = textOf(data, 'do');
  const parameters = { threadId };
  const seen = Number(textOf(data, 'seen')) || 1;
  if (act === 'answer') return answer(api, parameters, data, seen);
  const outcome =
    act === 'claim' || act === 'release'
      ? await api.call('claimThread', { parameters, body: { answering: act === 'claim' } })
      : act === 'assign'
        ? await api.call('assignThread', { parameters, body: assignment(data) })
        : await api.call('closeThread', { parameters, body: { closed: act === 'close', seen } });
  if (outcome.ok) return { done: 'saved' };
  return outcome.error.type === 'state-conflict' ? { done: 'unseen' } : { problem: outcome.error };
}

function assignment(data: FormData): { staffId?: string } {
  const body = routes.assignThread.body.safeParse({ staffId: textOf(data, 'staffId') });
  return body.success && body.data.staffId ? { staffId: body.data.staffId } : {};
}

async function answer(
  api: Api,
  parameters: { readonly threadId: string },
  data: FormData,
  seen: number,
): Promise<Change> {
  const id = messageId.safeParse(textOf(data, 'messageId'));
  const form = {
    messageId: id.success ? id.data : randomIds.id(20),
    text: textOf(data, 'text').replaceAll('\r\n', '\n'),
  };
  const done = await api.call('answerThread', { parameters, body: { ...form, seen } });
  if (done.ok) return { done: 'sent' };
  const texts: Partial<Record<ApiProblem['type'], MessageKey>> = {
    'invalid-request': 'messages.errorText',
    'id-already-used': 'messages.errorTwice',
    'cap-reached': 'messages.errorText',
    'state-conflict': 'messages.thread.overtaken',
    'temporarily-unavailable': 'messages.errorUnavailable',
  };
  const fault = texts[done.error.type];
  if (!fault) return { problem: done.error };
  const fresh = done.error.type === 'id-already-used' ? emptyAnswer().messageId : form.messageId;
  return { form: { ...form, messageId: fresh }, fault };
}
