import { markOf, NOTHING } from '@ohjaamo/shared/adoptions/places.ts';
import { languages } from '@ohjaamo/shared/kernel/i18n.ts';
import { isList, isObject, type Json, type JsonObject, sameJson } from '@ohjaamo/shared/templates/json.ts';
import {
  keyedElements,
  type KeyedLists,
  keysOfList,
  type Path,
  pathText,
} from '@ohjaamo/shared/templates/paths.ts';
import { type FieldPolicy, type Hold, holdAt } from '@ohjaamo/shared/templates/policy.ts';
import { valueAt } from '@ohjaamo/shared/adoptions/places.ts';
import { isText } from './words.ts';

/** A field that somebody can change in a form: one value, or one language of a text. */
export interface FormField {
  readonly path: Path;
  readonly place: string;
  readonly form: 'LINE' | 'PARAGRAPH' | 'NUMBER' | 'CHOICE' | 'LINES';
  readonly hold: Hold;
  /** Absent for a translation that is missing. */
  readonly value?: Json;
  /** The mark of the value that the form shows. */
  readonly seen: string;
}

/** What elements are told by is theirs for good: it is not changed in a form. */
const fixed = ['key', 'code', 'id', 'version', 'template'];
/** Texts that are longer than this, or have lines, get a field of several lines. */
const SHORT = 90;

/** The fields at a place and below it, in the order of the content. Elements of keyed lists are gone through one by one. */
export async function fieldsAt(
  content: JsonObject,
  lists: KeyedLists,
  policy: FieldPolicy,
  path: Path,
): Promise<FormField[]> {
  const found = leaves(lists, path, valueAt(content, lists, path));
  return Promise.all(
    found.map(async ({ path: at, value }) => ({
      ...{ path: at, place: pathText(at), hold: holdAt(policy, at), form: formOf(value) },
      ...(value !== undefined && { value }),
      seen: value === undefined ? NOTHING : await markOf(value),
    })),
  );
}

interface Leaf {
  readonly path: Path;
  readonly value: Json | undefined;
}

function leaves(lists: KeyedLists, path: Path, value: Json | undefined): Leaf[] {
  if (isText(value)) return languages.map((each) => ({ path: [...path, each], value: value[each] }));
  if (isObject(value)) {
    return Object.entries(value).flatMap(([name, each]) =>
      fixed.includes(name) ? [] : leaves(lists, [...path, name], each),
    );
  }
  const names = keysOfList(lists, path);
  const elements = names && isList(value) ? keyedElements(names, value) : undefined;
  if (elements) return elements.flatMap(({ key, element }) => leaves(lists, [...path, key], element));
  return value === undefined || (isList(value) && value.some(isObject)) ? [] : [{ path, value }];
}

function formOf(value: Json | undefined): FormField['form'] {
  if (typeof value === 'number') return 'NUMBER';
  if (typeof value === 'boolean') return 'CHOICE';
  if (isList(value)) return 'LINES';
  return typeof value === 'string' && (value.length > SHORT || value.includes('\n')) ? 'PARAGRAPH' : 'LINE';
}

/** What was typed into a field, as the value that it means; `null` for nothing. */
export function typedValue(field: Pick<FormField, 'form'>, typed: string): Json {
  const text = typed.replaceAll('\r\n', '\n').trim();
  if (field.form === 'LINES') {
    return text.split('\n').flatMap((each) => (each.trim() === '' ? [] : [each.trim()]));
  }
  if (field.form === 'CHOICE') return text === 'yes';
  if (text === '') return null;
  if (field.form === 'NUMBER') {
    const number = Number(text.replace(',', '.'));
    return Number.isNaN(number) ? text : number;
  }
  return text;
}

/** A value as a field shows it. */
export function shownValue({ form, value }: Pick<FormField, 'form' | 'value'>): string {
  if (value === undefined) return '';
  if (form === 'CHOICE') return value === true ? 'yes' : 'no';
  if (isList(value)) return value.map(String).join('\n');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Whether the municipality has something else at a place than the template. */
export function isOwnAt(
  view: { content: JsonObject; base: JsonObject },
  lists: KeyedLists,
  path: Path,
): boolean {
  return !sameJson(valueAt(view.content, lists, path), valueAt(view.base, lists, path));
}
