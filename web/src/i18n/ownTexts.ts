import type { PageLanguage } from '@ohjaamo/shared/kernel/i18n.ts';
import { type OwnTexts, type Translate, translator } from './translate.ts';

/** The translator of a page in the municipality's own words, for the page and for everything that is rendered in it. */
export function inOwnWords(
  locals: { readonly spoken: PageLanguage; t: Translate },
  own: OwnTexts | undefined,
): Translate {
  if (own && Object.keys(own).length > 0) locals.t = translator(locals.spoken, own);
  return locals.t;
}
