import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { textOf } from '../work/form.ts';

/** How a form of the merge's page ended. */
export interface MergeChange {
  readonly done?: 'decided' | 'kept' | 'abandoned';
  /** What is to be said at a place, or at `keep`. */
  readonly fault?: { readonly field: string; readonly text: MessageKey };
  readonly refusal?: ApiProblem;
}

const texts: Partial<Record<ApiProblem['type'], MessageKey>> = {
  'state-conflict': 'adoptions.error.state',
  'stale-version': 'adoptions.error.seen',
  'invalid-request': 'adoptions.merge.faults',
};

/** Decides about one difference, keeps the outcome, or gives the merge up. */
export async function changeMerge(
  api: Api,
  copy: { readonly kind: string; readonly name: string },
  form: FormData,
): Promise<MergeChange> {
  const parameters = routes.readMerge.parameters.parse(copy);
  const address = textOf(form, 'address');
  const act = textOf(form, 'do');
  if (act === 'abandon') {
    return ended(await api.call('abandonMerge', { parameters, body: { address } }), 'abandoned');
  }
  if (act === 'keep') {
    const body = { address, mark: textOf(form, 'mark') };
    return ended(await api.call('keepMerge', { parameters, body }), 'kept');
  }
  const place = textOf(form, 'place');
  const [side, seen] = ['side', 'seen'].map((name) => sideOf(textOf(form, name)));
  const about = textOf(form, 'about');
  const body = { address, place, ...(side && { side }), ...(seen && { seen }), ...(about && { about }) };
  const answer = await api.call('decideMerge', { parameters, body });
  if (!answer.ok && answer.error.type === 'stale-version') {
    return { fault: { field: place, text: 'adoptions.error.decided' } };
  }
  return ended(answer, 'decided');
}

function sideOf(text: string): 'LOCAL' | 'UPSTREAM' | undefined {
  return text === 'LOCAL' || text === 'UPSTREAM' ? text : undefined;
}

function ended(
  answer: { readonly ok: true } | { readonly ok: false; readonly error: ApiProblem },
  done: NonNullable<MergeChange['done']>,
): MergeChange {
  if (answer.ok) return { done };
  const text = texts[answer.error.type];
  return text ? { fault: { field: 'keep', text } } : { refusal: answer.error };
}
