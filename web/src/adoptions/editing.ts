import { valueAt } from '@ohjaamo/shared/adoptions/places.ts';
import type { WritingPart } from '@ohjaamo/shared/adoptions/drafts.ts';
import { membersAt } from '@ohjaamo/shared/templates/forms.ts';
import type { Json, JsonObject } from '@ohjaamo/shared/templates/json.ts';
import { keysOfList, type Path, stepsOf } from '@ohjaamo/shared/templates/paths.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { textOf } from '../work/form.ts';
import { newKey } from './elements.ts';
import { fieldsAt, type FormField, type ShownCopy } from './fields.ts';
import { type Locals, sayPlace, sayValue } from './words.ts';

/** The part of a practice that a page's address asks to change: a place, an element to be made, or what a version says of itself. */
export interface Editing {
  readonly of: WritingPart;
  readonly shown: ShownCopy;
  readonly place: Path;
  /** What stands there. */
  readonly there: Json | undefined;
  /** An element that is to be made. */
  readonly isNew: boolean;
  /** There is something to be changed: a form is shown. */
  readonly isOpen: boolean;
  readonly fields: readonly FormField[];
}

/** What of a practice can be changed on a page. */
interface Parts {
  readonly content: ShownCopy;
  /** Of practice that the municipality writes itself. */
  readonly about?: ShownCopy | undefined;
}

/** Reads what the address asks for: `?edit=/goals/own1`, `?add=/goals`, `?about`. */
export async function editingOf(url: URL, form: FormData | undefined, parts: Parts): Promise<Editing> {
  const { searchParams } = url;
  if (parts.about && searchParams.has('about')) {
    const { about: shown } = parts;
    const fields = await fieldsAt(shown, []);
    return { of: 'ABOUT', shown, place: [], there: shown.content, isNew: false, isOpen: true, fields };
  }
  const shown = parts.content;
  const { content, kind } = shown;
  const asked = (act: string) => stepsOf(searchParams.get(act) ?? '');
  const [edited, grown] = [asked('edit'), asked('add')];
  const isNew = keysOfList(kind.lists, grown) !== undefined;
  // The key of an element to be made goes with its form: whoever sends it twice makes it once.
  const sent = form?.get('do') === 'add' ? stepsOf(textOf(form, 'place')) : undefined;
  const place = isNew ? (sent ?? [...grown, newKey()]) : edited;
  const there = place.length > 0 && !isNew ? valueAt(content, kind.lists, place) : undefined;
  const isMember = place.length === 1 && membersAt(kind, []).includes(place[0] ?? '');
  const isOpen = isNew || there !== undefined || isMember;
  const fields = isOpen ? await fieldsAt(shown, place) : [];
  return { of: 'CONTENT', shown, place, there, isNew, isOpen, fields };
}

/** A fault as a page shows it: at its field, and whole above the form. */
export interface SaidFault {
  readonly field: string;
  readonly text: string;
  readonly whole: string;
}

/** Faults in words, each with the place that it is about. */
export function sayFaults(
  locals: Locals,
  faults: readonly { readonly field: string; readonly text: MessageKey }[],
  { shown, fields }: Pick<Editing, 'shown' | 'fields'>,
  others: readonly JsonObject[] = [],
): SaidFault[] {
  const { content, kind } = shown;
  return faults.map(({ field, text }) => {
    const at = stepsOf(field);
    const now = valueAt(content, kind.lists, at);
    const isNumber = fieldOf(fields, field)?.form.is === 'NUMBER';
    const key = text === 'adoptions.error.field' && isNumber ? 'adoptions.error.digits' : text;
    const said = locals.t(key, {
      now: now === undefined ? locals.t('adoptions.nothing') : sayValue(locals, at.at(-1) ?? '', now),
    });
    const steps = sayPlace(locals, at, kind.lists, [content, ...others]);
    const where = at.length > 0 ? `${steps.join(' › ')}: ` : '';
    return { field: fieldOf(fields, field)?.place ?? field, text: said, whole: `${where}${said}` };
  });
}

/** The field in which a fault is shown: of a text that is missing, its first language. */
function fieldOf(fields: readonly FormField[], place: string): FormField | undefined {
  return (
    fields.find((each) => each.place === place) ?? fields.find((each) => each.place.startsWith(`${place}/`))
  );
}
