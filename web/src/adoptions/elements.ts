import { markOf, NOTHING, valueAt } from '@ohjaamo/shared/adoptions/places.ts';
import { madeOf } from '@ohjaamo/shared/templates/forms.ts';
import { isList, type Json } from '@ohjaamo/shared/templates/json.ts';
import { keyedElements, keysOfList, type Path, pathText, stepsOf } from '@ohjaamo/shared/templates/paths.ts';
import { textOf } from '../work/form.ts';
import { type FormField, type ShownCopy, typedValue } from './fields.ts';
import { isChosen, toldBy } from './told.ts';

/** A change of a copy as the API takes it. */
export interface Change {
  readonly place: string;
  readonly seen: string;
  readonly value: Json;
}

/** A key that no other element has: lower-case letters and digits, so that it fits wherever keys are asked. */
export function newKey(): string {
  return `own${crypto.randomUUID().slice(0, 8)}`;
}

/** The elements of a list as they stand, with their keys. */
export function elementsAt({ kind, content }: ShownCopy, list: Path): { key: string; element: Json }[] {
  const value = valueAt(content, kind.lists, list);
  const names = keysOfList(kind.lists, list);
  return (names && isList(value) ? keyedElements(names, value) : undefined) ?? [];
}

/** The change that makes the element which the form describes; by its own fields or by what was chosen it is told where these are its name. */
export function addition(form: FormData, shown: ShownCopy, fields: readonly FormField[]): Change[] {
  const path = stepsOf(textOf(form, 'place'));
  const list = path.slice(0, -1);
  const key = path.at(-1) ?? '';
  const values = new Map(
    fields.map((field) => [field.place, typedValue(field, form.getAll(field.place).map(String))]),
  );
  const names = keysOfList(shown.kind.lists, list) ?? [];
  const told = {
    ...(names.includes('key') && { key }),
    ...(names.includes('code') && { code: key.toUpperCase() }),
    ...(isChosen(list) && toldBy(list, textOf(form, 'told'))),
  };
  const element = { ...told, ...madeOf(shown.kind, path, fields, values) };
  const [made] = keyedElements(names, [element]) ?? [];
  return [{ place: pathText([...list, made?.key ?? key]), seen: NOTHING, value: element }];
}

/** The change that takes an element away. */
export async function removal(form: FormData, { kind, content }: ShownCopy): Promise<Change[]> {
  const place = textOf(form, 'place');
  const there = valueAt(content, kind.lists, stepsOf(place));
  return there === undefined
    ? []
    : [{ place, seen: textOf(form, 'seen') || (await markOf(there)), value: null }];
}

/** The change that puts an element one place up or down in its list. */
export async function moving(form: FormData, shown: ShownCopy): Promise<Change[]> {
  const path = stepsOf(textOf(form, 'place'));
  const list = path.slice(0, -1);
  const keys = elementsAt(shown, list).map(({ key }) => key);
  const from = keys.indexOf(path.at(-1) ?? '');
  const to = textOf(form, 'where') === 'up' ? from - 1 : from + 1;
  const [here, there] = [keys[from], keys[to]];
  if (here === undefined || there === undefined) return [];
  const value = keys.map((key, index) => (index === from ? there : index === to ? here : key));
  return [{ place: `${pathText(list)}#order`, seen: await markOf(keys), value }];
}
