import { markOf, NOTHING, valueAt } from '@ohjaamo/shared/adoptions/places.ts';
import { type ContentField, fieldsIn } from '@ohjaamo/shared/templates/forms.ts';
import { isList, type Json, type JsonObject, sameJson } from '@ohjaamo/shared/templates/json.ts';
import type { Kind } from '@ohjaamo/shared/templates/kind.ts';
import { type KeyedLists, type Path, pathText } from '@ohjaamo/shared/templates/paths.ts';
import { type FieldPolicy, type Hold, holdAt } from '@ohjaamo/shared/templates/policy.ts';
import { spokenLanguages } from '../work/groupForm.ts';
import { knownServices } from './known.ts';

/** A field that somebody can change in a form: one value, or one language of a text. */
export interface FormField extends ContentField {
  readonly place: string;
  readonly hold: Hold;
  /** The mark of the value that the form shows. */
  readonly seen: string;
}

/** A copy as its page shows it. */
export interface ShownCopy {
  readonly kind: Kind;
  readonly content: JsonObject;
  readonly policy: FieldPolicy;
}

/** The fields at a place and below it; of an element that is to be made, its fields while nothing stands there. */
export async function fieldsAt({ kind, content, policy }: ShownCopy, path: Path): Promise<FormField[]> {
  const found = fieldsIn(kind, content, path, valueAt(content, kind.lists, path));
  return Promise.all(
    found.map(async (each) => ({
      ...each,
      form: knownChoice(each) ?? each.form,
      place: pathText(each.path),
      hold: holdAt(policy, each.path),
      seen: each.value === undefined ? NOTHING : await markOf(each.value),
    })),
  );
}

/** Codes that the schema does not count up: services that everybody's practice shares, languages that groups speak. */
const known: Readonly<Record<string, readonly string[]>> = {
  service: knownServices,
  spokenLanguage: spokenLanguages,
};

function knownChoice({ path, value }: ContentField): ContentField['form'] | undefined {
  const codes = known[path.at(-1) ?? ''];
  if (!codes) return undefined;
  const own = typeof value === 'string' && !codes.includes(value) ? [value] : [];
  return { is: 'CHOICE', of: [...own, ...codes] };
}

/** What a form says of a field, as the value that it means; `null` for nothing. */
export function typedValue({ form }: Pick<FormField, 'form'>, typed: readonly string[]): Json {
  if (form.is === 'CHOICES') return [...typed];
  const text = (typed[0] ?? '').replaceAll('\r\n', '\n').trim();
  if (form.is === 'LINES') {
    return text.split('\n').flatMap((each) => (each.trim() === '' ? [] : [each.trim()]));
  }
  if (form.is === 'YES_NO') return text === 'yes';
  if (text === '') return null;
  if (form.is === 'NUMBER') {
    const number = Number(text.replace(',', '.'));
    return Number.isNaN(number) ? text : number;
  }
  return text;
}

/** A value as a field shows it: its text, or each that is chosen. */
export function shownValues({ form, value }: Pick<FormField, 'form' | 'value'>): string[] {
  if (isList(value)) return form.is === 'CHOICES' ? value.map(String) : [value.map(String).join('\n')];
  if (form.is === 'YES_NO') return [value === true ? 'yes' : 'no'];
  return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
}

/**
 * What a field shows after a form that was not saved: what was typed over it, else what stands now. A field that was left as it was
 * follows what somebody else has saved meanwhile: sent again, it would take that back without a word.
 */
export async function textsAfter(field: FormField, typed: FormData | undefined): Promise<string[]> {
  const seen = typed?.get(`seen:${field.place}`);
  if (!typed || typeof seen !== 'string') return shownValues(field);
  const texts = typed.getAll(field.place).map(String);
  const isLeft = (await markOf(typedValue(field, texts) ?? undefined)) === seen;
  return isLeft ? shownValues(field) : texts;
}

/** Whether the municipality has something else at a place than the template. */
export function isOwnAt(
  view: { content: JsonObject; base: JsonObject },
  lists: KeyedLists,
  path: Path,
): boolean {
  return !sameJson(valueAt(view.content, lists, path), valueAt(view.base, lists, path));
}
