import { valueAt } from '@ohjaamo/shared/adoptions/places.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { inLanguage, language as languageCode } from '@ohjaamo/shared/kernel/i18n.ts';
import { isList, isObject, type Json, type JsonObject } from '@ohjaamo/shared/templates/json.ts';
import type { KeyedLists, Path } from '@ohjaamo/shared/templates/paths.ts';
import { messages } from '../i18n/messages.ts';

/** What a page says with. */
type Locals = Pick<App.Locals, 't' | 'format' | 'language'>;

/** Members by which an element is called, the first that it has. */
const callings = [
  'title',
  'name',
  'heading',
  'question',
  'words',
  'task',
  'what',
  'how',
  'about',
  'role',
  'text',
];
/** So many letters of a text name what it is of. */
const LETTERS = 60;

/** Whose codes have words elsewhere in the service, by the member that holds them. */
const codeWords: Readonly<Record<string, string>> = {
  weekday: 'weekday.',
  channel: 'channel.',
  channels: 'meet.',
  topics: 'work.topic.',
  area: 'duty.area.',
  joining: 'groups.joining.',
  who: 'plans.who.',
  minimumIdentification: 'work.identification.',
  mode: 'mode.',
};

/** A text by a key that may not be there. */
function textOf({ language }: Locals, key: string): string | undefined {
  const table: Readonly<Record<string, string>> = messages[language];
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** The name of a member: `weekday` is "Weekday". */
export function fieldName(locals: Locals, member: string): string {
  return textOf(locals, `adoptions.field.${member}`) ?? member;
}

/** Whether a value is a text in the languages that it has. */
export function isText(
  value: Json | undefined,
): value is Readonly<Partial<Record<Language, string>>> & JsonObject {
  if (!isObject(value)) return false;
  const names = Object.keys(value);
  return names.length > 0 && names.every((name) => languageCode.safeParse(name).success);
}

/** What an element is called: by its own words, its times, or what it is about. Keys are never shown unless there is nothing else. */
export function elementName(locals: Locals, element: Json | undefined, key: string): string {
  if (!isObject(element)) return key;
  for (const calling of callings) {
    const value = element[calling];
    if (isText(value)) return shortened(inLanguage(value, locals.language));
  }
  const { weekday, opens, start, area, template } = element;
  const time = opens ?? start;
  if (typeof weekday === 'string') {
    return [sayValue(locals, 'weekday', weekday), typeof time === 'string' ? time : ''].join(' ').trim();
  }
  if (typeof area === 'string') return sayValue(locals, 'area', area);
  if (isObject(template)) return sayValue(locals, 'kind', template['kind'] ?? key);
  return key;
}

function shortened(text: string): string {
  return text.length > LETTERS ? `${text.slice(0, LETTERS - 1).trimEnd()}…` : text;
}

/**
 * A place in words, step by step: "Meetings", "First day", "Title", "in Finnish".
 *
 * @param contents where elements may stand, the first that has one names it
 */
export function sayPlace(
  locals: Locals,
  path: Path,
  lists: KeyedLists,
  contents: readonly JsonObject[],
): string[] {
  const at = (depth: number) => contents.map((content) => valueAt(content, lists, path.slice(0, depth)));
  return path.map((step, depth) => {
    if (at(depth).some(isList)) {
      const element = at(depth + 1).find((each) => each !== undefined);
      return elementName(locals, element, step);
    }
    if (languageCode.safeParse(step).success && depth === path.length - 1) {
      return locals.t('adoptions.in', { language: locals.format.languageName(step) });
    }
    return fieldName(locals, step);
  });
}

/** A plain value in words: codes by their names, yes and no, several with commas. */
export function sayValue(locals: Locals, member: string, value: Json): string {
  if (typeof value === 'boolean') return locals.t(value ? 'adoptions.yes' : 'adoptions.no');
  if (typeof value === 'number') return locals.format.number(value);
  if (isList(value)) {
    return value.length === 0
      ? locals.t('adoptions.nothing')
      : value.map((each) => sayValue(locals, member, each)).join(', ');
  }
  if (isText(value)) return inLanguage(value, locals.language);
  if (isObject(value)) {
    return Object.entries(value)
      .map(([name, each]) => `${fieldName(locals, name)}: ${sayValue(locals, name, each)}`)
      .join(', ');
  }
  const text = String(value);
  const prefix = codeWords[member];
  const known = prefix === undefined ? undefined : textOf(locals, `${prefix}${text}`);
  if (!/^[A-Z][A-Z_]*$/u.test(text)) return text;
  return (
    known ?? textOf(locals, `adoptions.value.${text}`) ?? textOf(locals, `adoptions.kind.${text}`) ?? text
  );
}
