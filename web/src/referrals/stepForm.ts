import type * as z from 'zod';
import type { routes } from '@ohjaamo/shared/routes.ts';
import { type FieldFault, refusalText, textOf } from '../work/form.ts';
import type { ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';

/** Everything that a form of a step can hold, as it was typed. */
export const noStep = {
  step: '',
  on: '',
  at: '',
  place: '',
  reason: '',
  outcome: '',
  text: '',
  join: '',
  clientId: '',
  episodeId: '',
};
export type StepValues = typeof noStep;

export function stepValues(form: FormData): StepValues {
  const names = Object.keys(noStep) as (keyof StepValues)[];
  return Object.fromEntries(names.map((name) => [name, textOf(form, name)])) as StepValues;
}

type ReceivedBody = (typeof routes.moveReceived)['body'];
type SenderBody = (typeof routes.moveReferral)['body'];

const texts: Readonly<Record<string, MessageKey>> = {
  on: 'referrals.error.on',
  at: 'referrals.error.at',
  place: 'referrals.error.place',
  reason: 'referrals.error.reason',
  outcome: 'referrals.error.outcome',
  text: 'referrals.error.text',
};

/** The body of a step: what was left empty is not part of it. */
export function stepBody<Body extends ReceivedBody | SenderBody>(
  schema: Body,
  { join, ...values }: StepValues,
): { readonly body?: z.output<Body>; readonly faults: FieldFault[] } {
  const filled = Object.fromEntries(
    Object.entries({ ...values, ...(join !== '' && { join: true }) }).filter(
      ([name, value]) => value !== '' && name in schema.shape,
    ),
  );
  const parsed = schema.safeParse(filled);
  if (parsed.success) return { body: parsed.data as z.output<Body>, faults: [] };
  return {
    faults: faultsOfStep(
      parsed.error.issues.map(({ path, message }) => ({ field: String(path[0]), code: message })),
    ),
  };
}

/** The faults of a step that the API found, or that it cannot be taken any more. */
export function stepFaults(problem: ApiProblem): FieldFault[] {
  const found = faultsOfStep(
    (problem.errors ?? []).map(({ pointer, code }) => ({ field: pointer.split('/')[2] ?? '', code })),
  );
  const text = refusalText(problem, { 'state-conflict': 'referrals.error.meanwhile' });
  return found.length > 0 ? found : [{ field: 'step', text }];
}

function faultsOfStep(wrong: readonly { readonly field: string; readonly code: string }[]): FieldFault[] {
  const faults = wrong.map(({ field, code }) => ({
    field: field in texts ? field : 'step',
    text: sensitive(code) ?? texts[field] ?? ('work.checkFields' as const),
  }));
  return [...new Map(faults.map((fault) => [fault.field, fault])).values()];
}

/** What a free text must not hold. */
export function sensitive(code: string): MessageKey | undefined {
  if (code === 'identity_code') return 'referrals.error.identityCode';
  return code === 'diagnosis_code' ? 'referrals.error.diagnosis' : undefined;
}
