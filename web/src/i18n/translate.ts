import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { type CountKey, type MessageKey, messages } from './messages.ts';

type Values = Readonly<Record<string, string | number>>;

/** Texts of one language by key. `{name}` in a text is filled from the values. */
export interface Translate {
  (key: MessageKey, values?: Values): string;
  /** The `.one` or `.other` form that the language wants for the number; `{count}` is the number. */
  count(key: CountKey, count: number, values?: Values): string;
  /** All texts whose key begins so, without that beginning: what an island gets as a property. */
  under(prefix: string): Readonly<Record<string, string>>;
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
    under(prefix: string): Readonly<Record<string, string>> {
      const chosen = Object.entries(table).filter(([key]) => key.startsWith(prefix));
      return Object.fromEntries(chosen.map(([key, text]) => [key.slice(prefix.length), text]));
    },
  });
}

function fill(text: string, values: Values = {}): string {
  return text.replaceAll(/\{(\w+)\}/gu, (whole, name: string) => String(values[name] ?? whole));
}
