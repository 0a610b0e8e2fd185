import { messages, type MessageKey } from '../i18n/messages.ts';
import { OWN, valuePlaces } from './valuePlaces.ts';

type Translate = (key: MessageKey) => string;

/** The first of some keys that there is a text for. */
function first(keys: readonly string[]): MessageKey | undefined {
  return keys.find((key) => Object.hasOwn(messages.fi, key)) as MessageKey | undefined;
}

/** What was done to somebody's data, in the words for that person; an act without words of its own is still told. */
export function actWord(action: string, t: Translate): string {
  return t(first([`rights.action.${action}`, `work.action.${action}`]) ?? 'rights.action.unnamed');
}

/** Why a case was opened. */
export function purposeWord(purpose: string, t: Translate): string {
  if (purpose === 'DANGER_TO_LIFE') return t('cases.danger.title');
  const key = first([`cases.purpose.${purpose}`]);
  return key ? t(key) : purpose;
}

/** What a kind of record is called. */
export function kindWord(kind: string, t: Translate): string {
  return t(first([`rights.kind.${kind}`]) ?? 'rights.kind.unnamed');
}

/** The text that names a field; `undefined` for one that nobody has named yet. */
export function fieldKey(name: string): MessageKey | undefined {
  return first([`rights.field.${name}`]);
}

/** What a field is called. */
export function fieldWord(name: string, t: Translate): string {
  return t(fieldKey(name) ?? 'rights.field.unnamed');
}

/** The text for a word of a list in the data, e.g. `ON_PAPER` of a consent's `means`; `undefined` in a field that holds people's own words. */
export function valueKey(kind: string, field: string, value: string): MessageKey | undefined {
  const places = valuePlaces[`${kind}.${field}`] ?? valuePlaces[field] ?? [];
  return first(places.map((place) => (place === OWN ? `rights.value.${value}` : `${place}.${value}`)));
}

/** The same in the page's language; a text as it stands. */
export function valueWord(kind: string, field: string, value: string, t: Translate): string {
  const key = valueKey(kind, field, value);
  return key ? t(key) : value;
}
