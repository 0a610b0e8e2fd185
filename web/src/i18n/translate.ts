import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { fill, type Values } from './fill.ts';
import { type CountKey, type MessageKey, messages } from './messages.ts';

/** Texts of one language by key. `{name}` in a text is filled from the values. */
export interface Translate {
  (key: MessageKey, values?: Values): string;
  /** The `.one` or `.other` form that the language wants for the number; `{count}` is the number. */
  count(key: CountKey, count: number, values?: Values): string;
  /** The texts of these keys as they are written, with their `{name}`s: what an island gets as a property. */
  these<Key extends MessageKey>(keys: readonly Key[]): Readonly<Record<Key, string>>;
}

/** Makes the translator of a language. */
export function translator(language: Language): Translate {
  const table = messages[language];
  const plural = new Intl.PluralRules(language);
  const translate = (key: MessageKey, values?: Values): string => fill(table[key], values);
  return Object.assign(translate, {
    count(key: CountKey, count: number, values: Values = {}): string {
      const form = plural.select(count) === 'one' ? 'one' : 'other';
      return fill(table[`${key}.${form}` as MessageKey], { ...values, count });
    },
    these<Key extends MessageKey>(keys: readonly Key[]): Readonly<Record<Key, string>> {
      return Object.fromEntries(keys.map((key) => [key, table[key]])) as Record<Key, string>;
    },
  });
}
