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

/** What was typed into one form of a page that has several. */
export interface Typed {
  /** Whether this is the form that was sent. */
  readonly sent: boolean;
  /** The text of a field; what it begins with while another form was sent, or none. */
  readonly text: (name: string, begin?: string) => string;
  /** The chosen values of a question with several answers. */
  readonly texts: (name: string, begin?: readonly string[]) => readonly string[];
}

/** What was typed into the form that does `act`. */
export function typedFor(form: FormData | undefined, act: string): Typed {
  const own = form && textOf(form, 'do') === act ? form : undefined;
  return {
    sent: own !== undefined,
    text: (name, begin = '') => (own ? textOf(own, name) : begin),
    texts: (name, begin = []) => (own ? textsOf(own, name) : begin),
  };
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

/** A top-level field that is wrong, and the code that says what is wrong with it. */
export interface WrongField {
  readonly field: string;
  readonly code: string;
}

/** The fields that a schema found wrong. */
export function wrongBySchema(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): WrongField[] {
  return issues.map(({ path, message }) => ({ field: String(path[0]), code: message }));
}

/** The fields of the body that the API found wrong. */
export function wrongByApi({ errors = [] }: ApiProblem): WrongField[] {
  return errors.map(({ pointer, code }) => ({ field: pointer.split('/')[2] ?? '', code }));
}

/** The names of the body's fields that the API found wrong. */
export function wrongFields(problem: ApiProblem): string[] {
  return wrongByApi(problem).map(({ field }) => field);
}

type CodeTexts = Readonly<Record<string, MessageKey | undefined>>;

/** What is said of a text that holds what no text about a person may hold. */
export const sensitiveTexts: CodeTexts = {
  identity_code: 'work.identityCode',
  diagnosis_code: 'work.diagnosisCode',
};

/**
 * The faults that a schema or the API found, one per field, in the order of the form: by their codes where these have words, else
 * by their fields.
 *
 * @param texts what to say of each field, in the order of the form
 * @param codes what the form says of a code besides {@link sensitiveTexts}
 */
export function faultsByCode(
  wrong: readonly WrongField[],
  texts: Readonly<Record<string, MessageKey>>,
  codes: CodeTexts = {},
): FieldFault[] {
  return Object.entries(texts).flatMap(([field, text]) => {
    const found = wrong.find((each) => each.field === field);
    return found ? [{ field, text: codes[found.code] ?? sensitiveTexts[found.code] ?? text }] : [];
  });
}

/** A body can be wrong in a field that the form does not show; then the whole form is said to be, at its `field`. */
export function orWhole(faults: readonly FieldFault[], field = 'save'): readonly FieldFault[] {
  return faults.length > 0 ? faults : [{ field, text: 'work.checkFields' }];
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
