import { textOf } from '../work/form.ts';

/** Fields of a form that carry what was looked at, not what somebody typed. */
const CARRIED = ['do', 'asked', 'seen', 'change', 'copy', 'changeId', 'version', 'targets'];

/** What stands in a form's own fields, as one text: a preview carries it, so that the button that saves can tell whether it is
 * still true. */
export function fieldsOf(form: FormData): string {
  return JSON.stringify([...form].filter(([name]) => !CARRIED.includes(name)));
}

/** Whether a form still says what it said when it was looked at. */
export function isAsSeen(form: FormData): boolean {
  return textOf(form, 'seen') === fieldsOf(form);
}

/** The form with the button that it was looked at by, instead of the one that saves. */
export function asAsked(form: FormData): FormData {
  const asked = new FormData();
  for (const [name, value] of form) asked.append(name, value);
  asked.set('do', textOf(form, 'asked'));
  return asked;
}

/** What the preview of a form carries until it is saved. */
export interface Seen {
  /** The button it was looked at by. */
  readonly asked: string;
  readonly fields: string;
  /** Why a form that was to be saved is shown once more: it was changed since, or the calendar was. */
  readonly again?: 'CHANGED' | 'STALE';
}

/** Notes how a form was looked at. */
export function seenOf(form: FormData, again?: Seen['again']): Seen {
  return { asked: textOf(form, 'do'), fields: fieldsOf(form), ...(again && { again }) };
}
