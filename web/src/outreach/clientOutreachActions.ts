import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import { textOf } from '../work/form.ts';

/** Keeps a client's notification for three months more, or has it taken away. */
export async function reviewClientOutreach(
  api: Api,
  clientId: ClientId,
  form: FormData,
): Promise<{ readonly done: 'kept' | 'gone' } | { readonly refusal: ApiProblem }> {
  const parameters = routes.reviewClientOutreach.parameters.safeParse({
    clientId,
    notificationId: textOf(form, 'notificationId'),
  });
  if (!parameters.success) return { refusal: { type: 'not-found' } };
  const needed = textOf(form, 'needed') === 'yes';
  const answer = await api.call('reviewClientOutreach', { parameters: parameters.data, body: { needed } });
  return answer.ok ? { done: needed ? 'kept' : 'gone' } : { refusal: answer.error };
}
