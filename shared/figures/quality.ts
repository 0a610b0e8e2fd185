import type { FigureSet } from './contract.ts';

/** What can be missing from what was recorded (M24). Channel, topics and the end of a contact cannot: nothing is recorded without them. */
export const qualityMeasures = ['AGE_BAND', 'ARRIVAL', 'SOLVED', 'IN_TIME'] as const;
export type QualityMeasure = (typeof qualityMeasures)[number];

/** How much is known: so many of so many. */
export interface Quality {
  readonly measure: QualityMeasure;
  readonly known: number;
  readonly of: number;
}

/** What is known less often than this, in percent, is told with the way to mend it. */
export const ENOUGH_PERCENT = 90;

/** How complete the records behind a set of figures are (M24): contacts with a known age band, walk-ins with a known arrival, contacts
 * that say whether the matter was solved at once, and those that were recorded within three days. */
export function qualityOf({ contacts, withAgeBand, wait, solved, late }: FigureSet): Quality[] {
  return [
    { measure: 'AGE_BAND', known: withAgeBand, of: contacts },
    { measure: 'ARRIVAL', known: wait.timed, of: wait.walkIns },
    { measure: 'SOLVED', known: solved.answered, of: contacts },
    { measure: 'IN_TIME', known: contacts - late, of: contacts },
  ];
}

/** What is worth mending: the measures that are known too seldom, the least known first. Nothing is asked where nothing was recorded. */
export function toMend(qualities: readonly Quality[]): Quality[] {
  return qualities
    .filter(({ known, of }) => known * 100 < of * ENOUGH_PERCENT)
    .sort((one, other) => one.known * other.of - other.known * one.of);
}
