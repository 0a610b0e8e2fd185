import type { ClientId, NoteId } from '@ohjaamo/shared/kernel/ids.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import { type FieldFault, refusalText, textOf, wrongByApi, wrongBySchema } from '../work/form.ts';
import { noteFaults } from './noteForm.ts';

/** Forms of a note's page, by what they are sent as, and the outcome that stands in the address afterwards. */
const forms = {
  mend: { route: 'mendNote', done: 'mended' },
  correct: { route: 'correctNote', done: 'corrected' },
  strike: { route: 'strikeNote', done: 'struck' },
} as const;
export type NoteForm = keyof typeof forms;

/** What was typed in one of the forms. */
export interface ChangeValues {
  readonly text: string;
  readonly reason: string;
  readonly notADiagnosis: boolean;
}

/** How it ended: done, to be mended with all that was typed, overtaken by another change, or a refusal of the whole page. */
export interface Changed {
  readonly form: NoteForm;
  readonly done?: string;
  readonly values: ChangeValues;
  readonly faults: readonly FieldFault[];
  /** Somebody else changed the note, or it can no longer be changed this way. */
  readonly late?: 'stale-version' | 'state-conflict';
  readonly refusal?: ApiProblem;
}

/** Does what a form of the note's page asks; `undefined` for another form. */
export async function changeNote(
  api: Api,
  parameters: { readonly clientId: ClientId; readonly noteId: NoteId },
  sent: FormData,
): Promise<Changed | undefined> {
  const form = textOf(sent, 'do');
  if (!(form in forms)) return undefined;
  const which = form as NoteForm;
  const values = {
    text: textOf(sent, 'text'),
    reason: textOf(sent, 'reason'),
    notADiagnosis: textOf(sent, 'notADiagnosis') !== '',
  };
  const asked = bodyOf(which, Number(textOf(sent, 'version')), values);
  const { route, done } = forms[which];
  const body = routes[route].body.safeParse(asked);
  if (!body.success) return { form: which, values, faults: noteFaults(wrongBySchema(body.error.issues)) };
  const answer = await api.call(route, { parameters, body: body.data });
  if (answer.ok) return { form: which, done, values, faults: [] };
  return { form: which, values, ...refused(answer.error, which) };
}

function bodyOf(form: NoteForm, expectedVersion: number, { text, reason, notADiagnosis }: ChangeValues) {
  if (form === 'strike') return { expectedVersion, reason };
  return { expectedVersion, text, notADiagnosis, ...(form === 'correct' && { reason }) };
}

function refused(error: ApiProblem, form: NoteForm): Pick<Changed, 'faults' | 'late' | 'refusal'> {
  const { type } = error;
  const field = form === 'strike' ? 'reason' : 'text';
  if (type === 'stale-version') return { late: type, faults: [{ field, text: 'notes.error.stale' }] };
  if (type === 'state-conflict') return { late: type, faults: [{ field, text: 'notes.error.tooLate' }] };
  if (type.startsWith('session-')) return { faults: [], refusal: error };
  const faults = noteFaults(wrongByApi(error));
  if (faults.length > 0) return { faults };
  return { faults: [{ field, text: refusalText(error, { 'access-refused': 'notes.error.refused' }) }] };
}
