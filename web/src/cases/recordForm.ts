import { clientId as clientIdSchema, type ClientId, requestId } from '@ohjaamo/shared/kernel/ids.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import { type FieldFault, refusalText, textOf, textsOf } from '../work/form.ts';

/** What was typed for a merge. */
export const noMerge = { other: '', reason: '' };

/** How a form of the records' page ended. */
interface RecordChange {
  readonly done?: 'tags' | 'merged' | 'apart';
  readonly typed?: typeof noMerge;
  readonly faults?: readonly FieldFault[];
  readonly refusal?: ApiProblem;
}

/** Saves tags, takes another record in, or takes two apart, as the form asks. */
export async function changeRecord(api: Api, clientId: ClientId, form: FormData): Promise<RecordChange> {
  const act = textOf(form, 'do');
  if (act === 'tags') return saveTags(api, clientId, form);
  return act === 'apart' ? takeApart(api, clientId, form) : takeIn(api, clientId, form);
}

async function saveTags(api: Api, clientId: ClientId, form: FormData): Promise<RecordChange> {
  const body = routes.tagClient.body.safeParse({ tags: textsOf(form, 'tags') });
  if (!body.success) return { faults: [{ field: 'tags', text: 'work.checkFields' }] };
  const answer = await api.call('tagClient', { parameters: { clientId }, body: body.data });
  if (answer.ok) return { done: 'tags' };
  if (answer.error.type !== 'stale-version') return { refusal: answer.error };
  return { faults: [{ field: 'tags', text: 'cases.records.tagsChanged' }] };
}

/** An address of a case as it is copied from the browser, or the id alone. */
function recordOf(typed: string) {
  const parts = typed.split(/[/?#]/u).map((part) => clientIdSchema.safeParse(part.slice(-20)));
  return parts.find(({ success }) => success)?.data;
}

async function takeIn(api: Api, clientId: ClientId, form: FormData): Promise<RecordChange> {
  const typed = { other: textOf(form, 'other'), reason: textOf(form, 'reason') };
  const other = recordOf(typed.other);
  if (!other) return { typed, faults: [{ field: 'other', text: 'cases.records.otherMissing' }] };
  const body = routes.mergeClients.body.safeParse({
    mergeId: textOf(form, 'mergeId'),
    other,
    reason: typed.reason,
  });
  if (!body.success) return { typed, faults: [{ field: 'reason', text: 'cases.records.reasonMissing' }] };
  const answer = await api.call('mergeClients', { parameters: { clientId }, body: body.data });
  if (answer.ok) return { done: 'merged' };
  const texts = {
    'invalid-request': 'cases.records.sameClient',
    'not-found': 'cases.records.otherUnknown',
    'access-refused': 'cases.records.otherRefused',
    'state-conflict': 'cases.records.conflict',
    'id-already-used': 'cases.records.conflict',
  } as const;
  if (!(answer.error.type in texts)) return { refusal: answer.error };
  return { typed, faults: [{ field: 'other', text: refusalText(answer.error, texts) }] };
}

async function takeApart(api: Api, clientId: ClientId, form: FormData): Promise<RecordChange> {
  const mergeId = requestId.safeParse(textOf(form, 'mergeId'));
  if (!mergeId.success) return { faults: [{ field: 'merges', text: 'work.checkFields' }] };
  const parameters = { clientId, mergeId: mergeId.data };
  const answer = await api.call('unmergeClients', { parameters, body: {} });
  if (answer.ok) return { done: 'apart' };
  if (answer.error.type !== 'state-conflict') return { refusal: answer.error };
  return { faults: [{ field: 'merges', text: 'cases.records.conflict' }] };
}
