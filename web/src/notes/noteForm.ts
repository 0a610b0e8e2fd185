import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { namesInformant } from '@ohjaamo/shared/notes/note.ts';
import { noteSources } from '@ohjaamo/shared/kernel/noteSources.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import {
  type FieldFault,
  orWhole,
  refusalText,
  sensitiveTexts,
  textOf,
  wrongByApi,
  wrongBySchema,
  type WrongField,
} from '../work/form.ts';

/** What was typed for a new note. */
export interface NoteValues {
  readonly noteId: string;
  readonly text: string;
  readonly category: string;
  readonly source: string;
  readonly informant: string;
  readonly notADiagnosis: boolean;
}

/** How a form of a note ended: done, to be mended with all that was typed, or a refusal of the whole page. */
export interface Written {
  readonly done?: true;
  readonly values: NoteValues;
  readonly faults: readonly FieldFault[];
  readonly refusal?: ApiProblem;
}

/** The form before anything is typed: what the young person told, about the guidance as a whole. */
export function emptyNote(noteId: string): NoteValues {
  return { noteId, text: '', category: 'GUIDANCE', source: 'CLIENT', informant: '', notADiagnosis: false };
}

const texts: Readonly<Record<string, MessageKey>> = {
  text: 'notes.error.text',
  category: 'notes.error.category',
  source: 'notes.error.source',
  informant: 'notes.error.informant',
  reason: 'notes.error.reason',
};
const named: typeof sensitiveTexts = {
  identity_code: 'notes.error.identity',
  diagnosis_code: 'notes.error.diagnosis',
};

/** The faults of a form of notes, one per field, in the form's order; what a text names is said. */
export function noteFaults(wrong: readonly WrongField[]): FieldFault[] {
  return Object.entries(texts).flatMap(([field, text]) => {
    const found = wrong.filter((each) => each.field === field);
    const [first] = found;
    if (!first) return [];
    const code = found.find((each) => each.code === 'identity_code')?.code ?? first.code;
    return [{ field, text: (field === 'text' ? named : sensitiveTexts)[code] ?? text }];
  });
}

/** Writes a note, when the form is that one; `undefined` for another form. */
export async function writeNote(api: Api, clientId: ClientId, form: FormData): Promise<Written | undefined> {
  if (textOf(form, 'do') !== 'note') return undefined;
  const values: NoteValues = {
    noteId: textOf(form, 'noteId'),
    text: textOf(form, 'text'),
    category: textOf(form, 'category'),
    source: textOf(form, 'source'),
    informant: textOf(form, 'informant'),
    notADiagnosis: textOf(form, 'notADiagnosis') !== '',
  };
  const source = noteSources.find((each) => each === values.source);
  const asksWho = source !== undefined && namesInformant(source) && values.informant !== '';
  const { informant, ...told } = values;
  const body = routes.writeNote.body.safeParse({ ...told, ...(asksWho && { informant }) });
  if (!body.success) return { values, faults: orWhole(noteFaults(wrongBySchema(body.error.issues)), 'text') };
  const answer = await api.call('writeNote', { parameters: { clientId }, body: body.data });
  if (answer.ok) return { done: true, values, faults: [] };
  if (answer.error.type.startsWith('session-')) return { values, faults: [], refusal: answer.error };
  const faults = noteFaults(wrongByApi(answer.error));
  if (faults.length > 0) return { values, faults };
  const said = { 'id-already-used': 'notes.error.twice', 'access-refused': 'notes.error.refused' } as const;
  return { values, faults: [{ field: 'text', text: refusalText(answer.error, said) }] };
}
