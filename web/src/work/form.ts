import type { ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';

/** A fault of one field, by the field's id. */
export interface FieldFault {
  readonly field: string;
  readonly text: MessageKey;
}

/** The text of a field without the space around it; empty when the form has no such field. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

/** Every chosen value of a question with several answers. */
export function textsOf(form: FormData, name: string): string[] {
  return form.getAll(name).filter((value) => typeof value === 'string');
}

/** The fault of a field, translated, for the component that shows it. */
export function faultOf(
  faults: readonly FieldFault[],
  field: string,
  translate: (key: MessageKey) => string,
): string | undefined {
  const found = faults.find((fault) => fault.field === field);
  return found && translate(found.text);
}

/**
 * The faults that a schema or the API found, one per field, in the order of the form.
 *
 * @param wrong names of the fields that are wrong
 * @param texts what to say of each field, in the order of the form
 */
export function faultsOf(
  wrong: readonly string[],
  texts: Readonly<Record<string, MessageKey>>,
): FieldFault[] {
  return Object.entries(texts)
    .filter(([field]) => wrong.includes(field))
    .map(([field, text]) => ({ field, text }));
}

/** The top-level body fields that the API found wrong. */
export function wrongFields(problem: ApiProblem): string[] {
  return (problem.errors ?? []).map(({ pointer }) => pointer.split('/')[2] ?? '');
}

/** What to say when a form could not be saved for a reason that belongs to no field. */
export function refusalText(
  problem: ApiProblem,
  own: Partial<Record<ApiProblem['type'], MessageKey>>,
): MessageKey {
  const text = own[problem.type];
  if (text) return text;
  return problem.type === 'invalid-request' ? 'work.checkFields' : 'work.unavailable';
}
