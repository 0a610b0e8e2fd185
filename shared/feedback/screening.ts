/** A free text waits for whoever screens it; then the house reads it, or nobody does. */
export const textStates = ['WAITING', 'PUBLISHED', 'HIDDEN'] as const;
export type TextState = (typeof textStates)[number];

/** What a screener can do with a text; `REOPEN` takes a decision back. */
export const screeningSteps = ['PUBLISH', 'HIDE', 'REOPEN'] as const;
export type ScreeningStep = (typeof screeningSteps)[number];

/** Why a text is not for the house to read. */
export const hidingReasons = ['NAMES_SOMEBODY', 'IS_PRIVATE', 'HURTS_SOMEBODY', 'NOT_FEEDBACK'] as const;

/** The state that each step leads to. Whoever decides again decides anew: nothing has to be reopened first. */
export const screening = {
  WAITING: { PUBLISH: 'PUBLISHED', HIDE: 'HIDDEN', REOPEN: 'REFUSE' },
  PUBLISHED: { PUBLISH: 'REFUSE', HIDE: 'HIDDEN', REOPEN: 'WAITING' },
  HIDDEN: { PUBLISH: 'PUBLISHED', HIDE: 'REFUSE', REOPEN: 'WAITING' },
} as const satisfies Record<TextState, Record<ScreeningStep, TextState | 'REFUSE'>>;

/** So many texts there must be in a year before the house reads those that were published: among fewer the writer is known (domain 4.5). */
export const FEWEST_TEXTS = 10;
/** Months of texts that are shown together. */
export const MONTHS_TOGETHER = 12;
