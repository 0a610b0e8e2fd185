import { type Language, languages } from '../kernel/i18n.ts';
import { personalKinds } from '../kernel/maskText.ts';
import { freeText } from '../kernel/names.ts';
import type { EpochMinute } from '../kernel/time.ts';
import * as z from 'zod';
import { closedQuarter, quarterAway, TREND_QUARTERS } from './quarters.ts';

/** Characters of a note in one language: what stands behind a quarter's figures, in a sentence or two. */
export const LONGEST_SITE_NOTE = 300;

/** Versions of one note that are kept; who comes so far is told to stop. */
export const MOST_SITE_NOTES = 40;

/** A note in one language: everybody reads it, so what could name somebody is refused, with its kind as the code. */
const screened = freeText(LONGEST_SITE_NOTE).superRefine((text, context) => {
  for (const kind of personalKinds(text)) context.addIssue({ code: 'custom', message: kind });
});

/** What a site says of its figures: always in Finnish, in Swedish and English where the site has somebody who writes it. */
export const siteNoteFields = {
  fi: screened,
  sv: screened.optional(),
  en: screened.optional(),
} as const satisfies Readonly<Record<Language, z.ZodType>>;

/** The texts of a note as they are kept and published. */
export const siteNoteTexts = z.strictObject({
  fi: z.string(),
  sv: z.string().optional(),
  en: z.string().optional(),
});
export type SiteNoteTexts = z.infer<typeof siteNoteTexts>;

/**
 * Which of the texts names a worker of the house in full: figures are a site's, and of one worker's absence everybody would read.
 *
 * @param names first name and surname of each, as the list of workers has them
 */
export function namesWorker(
  texts: Partial<Readonly<Record<Language, string | undefined>>>,
  names: readonly string[],
): readonly Language[] {
  const plain = (text: string) => text.toLowerCase().replaceAll(/\s+/gu, ' ');
  const full = names.map(plain).filter((name) => name.includes(' '));
  return languages.filter((each) => {
    const text = plain(texts[each] ?? '');
    return full.some((name) => text.includes(name));
  });
}

/** Whether a note may be written of a quarter at `now`: it has closed, and stands among those that the trends show. */
export function takesNote(quarter: string, now: EpochMinute, zone: string): boolean {
  const closed = closedQuarter(now, zone);
  return quarter <= closed && quarter >= quarterAway(closed, 1 - TREND_QUARTERS);
}

/** How a note stands: nothing was ever written of the quarter, it is to be read, or it was taken back. */
export type SiteNoteState = 'NONE' | 'STANDS' | 'WITHDRAWN';

/** What each step leads to. Writing over what stands is a new version; what was taken back can be written again. */
export const siteNoteSteps = {
  NONE: { WRITE: 'STANDS', WITHDRAW: 'REFUSE' },
  STANDS: { WRITE: 'STANDS', WITHDRAW: 'WITHDRAWN' },
  WITHDRAWN: { WRITE: 'STANDS', WITHDRAW: 'REFUSE' },
} as const satisfies Record<SiteNoteState, Record<'WRITE' | 'WITHDRAW', SiteNoteState | 'REFUSE'>>;
