import { valueAt } from '@ohjaamo/shared/adoptions/places.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { inLanguage, language as languageCode } from '@ohjaamo/shared/kernel/i18n.ts';
import { isList, isObject, type Json, type JsonObject } from '@ohjaamo/shared/templates/json.ts';
import type { KeyedLists, Path } from '@ohjaamo/shared/templates/paths.ts';
import type { Format } from '../i18n/format.ts';
import { messages } from '../i18n/messages.ts';
import type { Translate } from '../i18n/translate.ts';
import { knownName } from './known.ts';

/** What a page says with. */
export interface Locals {
  readonly t: Translate;
  readonly format: Format;
  readonly language: Language;
}

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

/** Whose codes have words elsewhere in the service, by the member that holds them: the first that has one. */
const codeWords: Readonly<Record<string, (code: string) => readonly string[]>> = {
  weekday: (code) => [`calendar.weekday.${code}`],
  channel: (code) => [`channel.${code}`],
  channels: (code) => [`meet.${code}`],
  topics: (code) => [`work.topic.${code}`],
  area: (code) => [`duty.area.${code}`],
  joining: (code) => [`groups.joining.${code}`],
  who: (code) => [`plans.who.${code}`],
  minimumIdentification: (code) => [`work.identification.${code}`],
  mode: (code) => [`mode.${code}`],
  kind: (code) => [`calendar.rule.kind.${code}`, `work.kind.${code}`],
  size: (code) => [`templates.sizeName.${code}`],
  sizes: (code) => [`templates.sizeName.${code}`],
  needs: (code) => [`work.topic.${code}`],
  locked: (code) => [`adoptions.field.${code}`],
  free: (code) => [`adoptions.field.${code}`],
  skills: (code) => [`adoptions.skill.${code}`],
  leaderSkills: (code) => [`adoptions.skill.${code}`],
};
/** Codes of languages, by the members that hold them. */
const languageMembers: readonly string[] = ['languages', 'spokenLanguage'];

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

/** The member whose words call an element, while they are shown whole. */
export function callingOf({ language }: Locals, element: Json | undefined): string | undefined {
  if (!isObject(element)) return undefined;
  const calling = callings.find((each) => isText(element[each]));
  const value = calling === undefined ? undefined : element[calling];
  return isText(value) && inLanguage(value, language).length <= LETTERS ? calling : undefined;
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
    return locals.format
      .capital([sayValue(locals, 'weekday', weekday), typeof time === 'string' ? time : ''].join(' '))
      .trim();
  }
  if (typeof area === 'string') return sayValue(locals, 'area', area);
  if (isObject(template)) return sayValue(locals, 'template', template);
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
      return locals.format.languageName(step);
    }
    return fieldName(locals, step);
  });
}

/** What a pattern of places means: "Areas › each › Question"; the whole, when it has no steps. */
export function sayPattern(locals: Locals, pattern: Path): string {
  if (pattern.length === 0) return locals.t('adoptions.everything');
  return pattern
    .map((step) => (step === '*' ? locals.t('adoptions.each') : fieldName(locals, step)))
    .join(' › ');
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
  if (isObject(value)) return sayObject(locals, value);
  const text = String(value);
  if (languageMembers.includes(member)) return locals.format.languageName(text);
  if (/^\d{4}-\d\d-\d\d$/u.test(text)) return locals.format.date(text);
  return sayCode(locals, member, text) ?? text;
}

function sayObject(locals: Locals, value: JsonObject): string {
  const { kind, name, version } = value;
  if (typeof name === 'string' && typeof version === 'string' && kind !== undefined) {
    const called = knownName('template', name, locals.language) ?? name;
    return `${sayValue(locals, 'kind', kind)}: ${called}, ${locals.t('adoptions.versionIs', { version })}`;
  }
  return Object.entries(value)
    .map(([member, each]) =>
      member === 'kind'
        ? sayValue(locals, member, each)
        : `${fieldName(locals, member)}: ${sayValue(locals, member, each)}`,
    )
    .join(', ');
}

/** What a code is called; `undefined` for what is no code. */
function sayCode(locals: Locals, member: string, text: string): string | undefined {
  const own = codeWords[member]?.(text) ?? [];
  const keys = [...own, `adoptions.value.${text}`, `templates.kindName.${text}`];
  const isWord = /^[a-z][A-Za-z_]*$/u.test(text) && codeWords[member] !== undefined;
  if (!isWord && !/^[A-Z][A-Z_]*$/u.test(text)) return knownName(member, text, locals.language);
  const found = keys.map((key) => textOf(locals, key)).find((each) => each !== undefined);
  return knownName(member, text, locals.language) ?? found;
}
