import type { Language, PageLanguage } from '@ohjaamo/shared/kernel/i18n.ts';
import { fill, type Values } from './fill.ts';
import { furtherFiles, isFurther } from './further.ts';
import { type CountKey, type MessageKey, messages } from './messages.ts';

/** Texts of one language by key. `{name}` in a text is filled from the values. */
export interface Translate {
  (key: MessageKey, values?: Values): string;
  /** The form that the language wants for the number, such as `.one`, `.few` or `.other`; `{count}` is the number. */
  count(key: CountKey, count: number, values?: Values): string;
  /** The texts of these keys as they are written, with their `{name}`s: what an island gets as a property. */
  these<Key extends MessageKey>(keys: readonly Key[]): Readonly<Record<Key, string>>;
}

/** Texts that a municipality has worded in its own way, by key. */
export type OwnTexts = Readonly<Record<string, Readonly<Partial<Record<Language, string | undefined>>>>>;

/** Makes the translator of a language; a text that `own` does not have in it is the service's. */
export function translator(language: PageLanguage, own: OwnTexts = {}): Translate {
  const table = tableOf(language);
  for (const [key, text] of Object.entries(own)) {
    const said = isFurther(language) ? undefined : text[language];
    if (said !== undefined && key in table) table[key as MessageKey] = said;
  }
  const plural = new Intl.PluralRules(language);
  const translate = (key: MessageKey, values?: Values): string => fill(table[key], values);
  return Object.assign(translate, {
    count(key: CountKey, count: number, values: Values = {}): string {
      const form = `${key}.${plural.select(count)}`;
      const text = table[(form in table ? form : `${key}.other`) as MessageKey];
      return fill(text, { ...values, count });
    },
    these<Key extends MessageKey>(keys: readonly Key[]): Readonly<Record<Key, string>> {
      return Object.fromEntries(keys.map((key) => [key, table[key]])) as Record<Key, string>;
    },
  });
}

/** All texts of a language. One that reads only the first pages has the texts of the language behind it for the rest. */
function tableOf(language: PageLanguage): Record<MessageKey, string> {
  if (!isFurther(language)) return { ...messages[language] };
  const { fallsBackTo, texts } = furtherFiles[language];
  return { ...messages[fallsBackTo], ...texts };
}
