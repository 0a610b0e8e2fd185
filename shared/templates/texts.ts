import { type Language, language, languages } from '../kernel/i18n.ts';
import { isList, isObject, type Json, type JsonObject } from './json.ts';

/** How many texts of a template there are, and which of them a language lacks (RFC 6901 pointers). */
export interface Completeness {
  readonly texts: number;
  readonly missing: Readonly<Record<Language, readonly string[]>>;
}

/**
 * The languages of a template's texts. A text is an object that holds nothing but texts by language, so that translations travel
 * with what they translate.
 */
export function completenessOf(content: JsonObject): Completeness {
  const texts = textsIn(content, '');
  const missing = (wanted: Language) =>
    texts.filter(({ has }) => !has.includes(wanted)).map(({ pointer }) => pointer);
  return { texts: texts.length, missing: { fi: missing('fi'), sv: missing('sv'), en: missing('en') } };
}

/** The languages in which every text is there: what a municipality may publish it in. */
export function wholeLanguages({ missing }: Completeness): Language[] {
  return languages.filter((each) => missing[each].length === 0);
}

interface FoundText {
  readonly pointer: string;
  readonly has: readonly Language[];
}

function textsIn(value: Json, pointer: string): FoundText[] {
  if (isList(value)) return value.flatMap((each, index) => textsIn(each, `${pointer}/${index}`));
  if (!isObject(value)) return [];
  const names = Object.keys(value);
  if (names.length > 0 && names.every((name) => language.safeParse(name).success)) {
    const has = languages.filter((each) => typeof value[each] === 'string' && value[each] !== '');
    return [{ pointer, has }];
  }
  return names.flatMap((name) =>
    textsIn(value[name] ?? null, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
}
