import type { Result } from '@ohjaamo/shared/kernel/result.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { textOf } from '../work/form.ts';

/** How a form of a version's page ended: `done` says what the page tells then. */
export interface Decision {
  readonly done?: string;
  readonly fault?: MessageKey;
  readonly typed?: string;
  readonly refusal?: ApiProblem;
}

/** Publishes, sends back, retires or takes back a version, by what the form asks for. */
export async function decide(api: Api, form: FormData, address: string): Promise<Decision> {
  const act = textOf(form, 'do');
  const parameters = { address };
  if (act === 'publish') return endOf(await api.call('publishTemplate', { parameters, body: {} }));
  if (act === 'takeBack') return endOf(await api.call('takeBackTemplate', { parameters, body: {} }));
  const typed = textOf(form, 'reason');
  const body = routes.returnTemplate.body.safeParse({ reason: typed });
  if (!body.success) return { fault: 'templates.reasonMissing', typed };
  const call = { parameters, body: body.data };
  const isRetirement = act === 'retire';
  return endOf(await (isRetirement ? api.call('retireTemplate', call) : api.call('returnTemplate', call)));
}

function endOf(answer: Result<{ readonly state: string }, ApiProblem>): Decision {
  if (answer.ok) return { done: answer.value.state };
  if (answer.error.type === 'state-conflict') return { done: 'conflict' };
  return answer.error.type === 'id-already-used' ? { done: 'taken' } : { refusal: answer.error };
}
