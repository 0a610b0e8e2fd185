import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { municipalities, municipalityOf } from '@ohjaamo/shared/tenants/municipalities.ts';

/** The name of a municipality by its code; the code itself when it is none of the list. */
export function municipalityName(code: string, language: Language): string {
  const found = municipalityOf(code);
  return found.is === 'UNKNOWN' ? code : found.name[language === 'sv' ? 'sv' : 'fi'];
}

/** Every municipality to choose from, in the order of their names. */
export function municipalityChoices(
  language: Language,
): readonly { readonly value: string; readonly label: string }[] {
  const order = new Intl.Collator(language);
  return municipalities
    .map((code) => ({ value: code, label: municipalityName(code, language) }))
    .sort((one, other) => order.compare(one.label, other.label));
}
