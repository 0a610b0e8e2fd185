import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { type OwnTexts, type Translate, translator } from './translate.ts';

/** The translator of a page in the municipality's own words, for the page and for everything that is rendered in it. */
export function inOwnWords(
  locals: { readonly language: Language; t: Translate },
  own: OwnTexts | undefined,
): Translate {
  if (own && Object.keys(own).length > 0) locals.t = translator(locals.language, own);
  return locals.t;
}
