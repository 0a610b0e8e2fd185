import {
  type FurtherLanguage,
  furtherLanguages,
  type Language,
  type PageLanguage,
} from '@ohjaamo/shared/kernel/i18n.ts';
import ar from '../../messages/further/ar.json' with { type: 'json' };
import et from '../../messages/further/et.json' with { type: 'json' };
import ru from '../../messages/further/ru.json' with { type: 'json' };
import so from '../../messages/further/so.json' with { type: 'json' };
import uk from '../../messages/further/uk.json' with { type: 'json' };

/** The texts of the first pages in one further language. */
export interface FurtherFile {
  /** `CHECKED` once a native reader has read it through. Until then its pages say that nobody has. */
  readonly status: 'AWAITING_CHECK' | 'CHECKED';
  /** The language of every page that this one is not on, and of names that are kept in ours. */
  readonly fallsBackTo: Language;
  readonly texts: Readonly<Record<string, string>>;
}

export const furtherFiles = { ar, et, ru, so, uk } as Readonly<Record<FurtherLanguage, FurtherFile>>;

/** True for a language that only the first pages are in. */
export function isFurther(language: PageLanguage): language is FurtherLanguage {
  return furtherLanguages.some((each) => each === language);
}

/** The language in which tenants' names are looked for, and which the other pages have, when a page is in this one. */
export function behind(language: PageLanguage): Language {
  return isFurther(language) ? furtherFiles[language].fallsBackTo : language;
}

/** `rtl` for languages that are written from right to left. */
export function directionOf(language: PageLanguage): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/** The further language of an address `/ar/…`, if it has one. */
export function furtherOfPath(pathname: string): FurtherLanguage | undefined {
  const first = pathname.split('/')[1];
  return furtherLanguages.find((language) => language === first);
}

/** Pages that can be read in further languages, by their route: the directory, help right now, and a site's page. */
const firstPages: readonly string[] = ['/[lang]', '/[lang]/help', '/[lang]/[tenant]/[site]'];

/** Whether a page, by its route, can be read in further languages. */
export function isFirstPage(route: string): boolean {
  return firstPages.includes(route.replace(/\/$/u, ''));
}
