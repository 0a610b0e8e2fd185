import { isSmall } from '@ohjaamo/shared/figures/threshold.ts';
import { fill, type Values } from '../../i18n/fill.ts';
import type { FigureWords } from '../../work/figureWords.ts';

/** The words of the page, ready to speak: texts with their values, numbers and shares in the page's language. */
export interface Wording extends Pick<FigureWords, 'channels' | 'topics' | 'sites' | 'definitions'> {
  readonly text: (key: keyof FigureWords['texts'], values?: Values) => string;
  /** A count; one of 1–4 with the star that says it is for the own house alone (domain section 4.5). */
  readonly number: (value: number) => string;
  /** With one decimal at the most. */
  readonly decimal: (value: number) => string;
  /** `part` of `whole` in whole percent; a dash when there is no whole. */
  readonly percent: (part: number, whole: number) => string;
}

/** Server and browser format alike, so that the first drawing in the browser finds the page as it came. */
export function wordingOf({ texts, locale, ...named }: FigureWords): Wording {
  const format = new Intl.NumberFormat(locale);
  const rounded = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  return {
    ...named,
    text: (key, values) => fill(texts[key], values),
    number: (value) => `${format.format(value)}${isSmall(value) ? '*' : ''}`,
    decimal: (value) => rounded.format(value),
    percent: (part, whole) => (whole === 0 ? '–' : `${format.format(Math.round((part / whole) * 100))} %`),
  };
}
