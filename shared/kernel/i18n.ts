import * as z from 'zod';

export const languages = ['fi', 'sv', 'en'] as const;
export const language = z.enum(languages);
export type Language = z.infer<typeof language>;

/**
 * Languages in which only the first pages of the street can be read (what an Ohjaamo is, a site's page, help right now): the greatest
 * groups of young people who read none of ours. Data of tenants is kept in {@link languages} alone.
 */
export const furtherLanguages = ['ar', 'et', 'ru', 'so', 'uk'] as const;
export const furtherLanguage = z.enum(furtherLanguages);
export type FurtherLanguage = z.infer<typeof furtherLanguage>;
/** A language that a page can be in. */
export type PageLanguage = Language | FurtherLanguage;

/** A text of tenant data in the languages the tenant keeps; Finnish or Swedish is always there (423/2003 §10). */
export const localizedText = z.strictObject({
  fi: z.string().max(500).optional(),
  sv: z.string().max(500).optional(),
  en: z.string().max(500).optional(),
});
export type LocalizedText = z.infer<typeof localizedText>;

/** The text in the wanted language, else in the first of fi, sv, en that exists, else empty. */
export function inLanguage(text: LocalizedText, wanted: Language): string {
  return text[wanted] ?? text.fi ?? text.sv ?? text.en ?? '';
}
