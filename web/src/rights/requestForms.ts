import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { type FieldFault, textOf } from '../work/form.ts';
import type * as z from 'zod';

/** What was typed into one of the page's forms; `requestId` says into which answer. */
export interface TypedRequest {
  readonly requestId: string;
  readonly decision: string;
  readonly reason: string;
  readonly annotation: string;
  readonly text: string;
}

export const nothingTyped: TypedRequest = {
  requestId: '',
  decision: '',
  reason: '',
  annotation: '',
  text: '',
};

/** How a form of the page ended. */
export interface RequestChange {
  readonly done?: 'answered' | 'recorded' | 'conflict';
  readonly typed: TypedRequest;
  readonly faults: readonly FieldFault[];
  readonly refusal?: ApiProblem;
}

/** What the address says after a form was saved. */
export const requestOutcomes: Readonly<
  Record<string, { readonly kind: 'good' | 'caution'; readonly text: MessageKey } | undefined>
> = {
  answered: { kind: 'good', text: 'rights.staff.answered' },
  recorded: { kind: 'good', text: 'rights.staff.recorded' },
  conflict: { kind: 'caution', text: 'rights.staff.conflict' },
};

const missing = { decision: 'rights.staff.decisionMissing', reason: 'rights.staff.reasonMissing' } as const;

/** What is wrong with a text, as the schema names it. */
function textFault(code: string): MessageKey {
  if (code === 'identity_code') return 'rights.ask.identityCode';
  if (code === 'diagnosis_code') return 'rights.ask.diagnosisCode';
  return code === 'too_big' ? 'rights.staff.tooLong' : 'rights.staff.unreadable';
}

/** What is wrong with what was typed into an answer, one fault for each field, in the order of the form. */
export function answerFaults(typed: TypedRequest, issues: readonly z.core.$ZodIssue[]): FieldFault[] {
  return (['decision', 'reason', 'annotation'] as const).flatMap((field): FieldFault[] => {
    const issue = issues.find(({ path }) => path[0] === field);
    if (!issue) return [];
    if (field === 'decision' || (field === 'reason' && typed.reason === '')) {
      return [{ field, text: missing[field] }];
    }
    return [{ field, text: textFault(issue.code === 'custom' ? issue.message : issue.code) }];
  });
}

/** Answers a request, or writes one down, as the form says. */
export function changeRequests(api: Api, clientId: ClientId, form: FormData): Promise<RequestChange> {
  const typed: TypedRequest = {
    requestId: textOf(form, 'requestId'),
    decision: textOf(form, 'decision'),
    reason: textOf(form, 'reason'),
    annotation: textOf(form, 'annotation'),
    text: textOf(form, 'text'),
  };
  return textOf(form, 'do') === 'answer' ? answer(api, clientId, typed) : record(api, clientId, typed);
}

async function answer(api: Api, clientId: ClientId, typed: TypedRequest): Promise<RequestChange> {
  const { decision, reason, annotation } = typed;
  const told = { decision, reason, ...(annotation !== '' && { annotation }) };
  const body = routes.answerRequest.body.safeParse(told);
  if (!body.success) {
    return { typed, faults: answerFaults(typed, body.error.issues) };
  }
  const parameters = routes.answerRequest.parameters.safeParse({ clientId, requestId: typed.requestId });
  if (!parameters.success) return { typed, faults: [], done: 'conflict' };
  const answered = await api.call('answerRequest', { parameters: parameters.data, body: body.data });
  if (answered.ok) return { typed, faults: [], done: 'answered' };
  return answered.error.type === 'state-conflict'
    ? { typed, faults: [], done: 'conflict' }
    : { typed, faults: [], refusal: answered.error };
}

async function record(api: Api, clientId: ClientId, typed: TypedRequest): Promise<RequestChange> {
  const { requestId, text } = typed;
  const body = routes.recordRequest.body.safeParse({ requestId, what: 'CORRECTION', text });
  if (!body.success) {
    const [issue] = body.error.issues;
    const code = issue?.code === 'custom' ? issue.message : (issue?.code ?? '');
    return {
      typed,
      faults: [{ field: 'text', text: text === '' ? 'rights.staff.recordMissing' : textFault(code) }],
    };
  }
  const recorded = await api.call('recordRequest', { parameters: { clientId }, body: body.data });
  if (recorded.ok) return { typed, faults: [], done: 'recorded' };
  return recorded.error.type === 'id-already-used'
    ? { typed, faults: [{ field: 'text', text: 'rights.ask.twice' }] }
    : { typed, faults: [], refusal: recorded.error };
}
