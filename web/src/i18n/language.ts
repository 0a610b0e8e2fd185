import {
  type Language,
  type LocalizedText,
  type PageLanguage,
  inLanguage,
  languages,
} from '@ohjaamo/shared/kernel/i18n.ts';

/** The language of an address `/{lang}/…`, if it has one. */
export function languageOfPath(pathname: string): Language | undefined {
  const first = pathname.split('/')[1];
  return languages.find((language) => language === first);
}

/**
 * The first of our languages that the browser's `Accept-Language` names, by its weights. Whoever asks for others only is
 * helped best in English; whoever asks for none, in Finnish.
 */
export function languageOfHeader(header: string | null): Language {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return { tag, weight: weight ? Number(weight.trim().slice(2)) : 1 };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { tag } of wanted) {
    const found = languages.find((language) => tag === language || tag.startsWith(`${language}-`));
    if (found) return found;
  }
  return wanted.some(({ tag }) => /^[a-z]/u.test(tag)) ? 'en' : 'fi';
}

/** The same page in another language. */
export function addressIn(url: URL, language: PageLanguage): string {
  const [, , ...rest] = url.pathname.split('/');
  return ['', language, ...rest].join('/') + url.search;
}

/** A text of tenant data and the language it is really in; `lang` is set only when that is not the page's. */
export function textIn(
  text: LocalizedText,
  wanted: Language,
): { readonly text: string; readonly lang?: Language } {
  const found = inLanguage(text, wanted);
  if (text[wanted] !== undefined) return { text: found };
  const fallback = languages.find((language) => text[language] !== undefined);
  return fallback ? { text: found, lang: fallback } : { text: found };
}
