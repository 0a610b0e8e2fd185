import type * as z from 'zod';
import type { routes } from '@ohjaamo/shared/routes.ts';
import {
  type FieldFault,
  refusalText,
  sensitiveTexts,
  textOf,
  wrongByApi,
  wrongBySchema,
  type WrongField,
} from '../work/form.ts';
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
const rest: FieldFault = { field: 'step', text: 'work.checkFields' };

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
  return { faults: faultsAt(wrongBySchema(parsed.error.issues), texts, rest) };
}

/** The faults of a step that the API found, or that it cannot be taken any more. */
export function stepFaults(problem: ApiProblem): FieldFault[] {
  const found = faultsAt(wrongByApi(problem), texts, rest);
  const text = refusalText(problem, { 'state-conflict': 'referrals.error.meanwhile' });
  return found.length > 0 ? found : [{ field: 'step', text }];
}

/** What is said of a code in any form of a referral. */
const codes: typeof sensitiveTexts = { ...sensitiveTexts, shielded: 'referrals.error.shielded' };

/**
 * The faults of a form of a referral, one per field.
 *
 * @param texts what to say of each field
 * @param rest what to say, and where, of a field that the form does not have
 */
export function faultsAt(
  wrong: readonly WrongField[],
  texts: Readonly<Record<string, MessageKey>>,
  rest: FieldFault,
): FieldFault[] {
  const faults = wrong.map(({ field, code }) => ({
    field: field in texts ? field : rest.field,
    text: codes[code] ?? texts[field] ?? rest.text,
  }));
  return [...new Map(faults.map((fault) => [fault.field, fault])).values()];
}
