import type { Words } from '../network/words.ts';

/** The catalogue of metrics (domain section 6). */
export const metricIds = [
  ...(['M01', 'M02', 'M03', 'M04', 'M05', 'M06', 'M07', 'M08', 'M09', 'M10', 'M11', 'M12', 'M13'] as const),
  ...(['M14', 'M15', 'M16', 'M17', 'M18', 'M19', 'M20', 'M21', 'M22', 'M23', 'M24', 'M25'] as const),
] as const;
export type MetricId = (typeof metricIds)[number];

/** What numbers of metrics are counted in. */
export const units = [
  'COUNT',
  'PERCENT',
  'MINUTES',
  'HOURS',
  'DAYS',
  'GRADE',
  'PER_SESSION',
  'PER_1000',
] as const;
export type Unit = (typeof units)[number];

/** A metric in the words that stand beside it everywhere, and that are published with it. */
export interface MetricDefinition {
  readonly id: MetricId;
  readonly name: Words;
  /** What is counted. */
  readonly numerator: Words;
  /** What it is a share or a mean of; absent of a plain count. */
  readonly denominator?: Words;
  readonly units: readonly Unit[];
  /** What it rests on, and what is missing from it. */
  readonly coverage: Words;
  /** What a reader might take it for and it is not. */
  readonly doesNotTell: Words;
}

/** What a unit is called. */
export const unitWords: Readonly<Record<Unit, Words>> = {
  COUNT: { fi: 'kappaletta', sv: 'antal', en: 'count' },
  PERCENT: { fi: 'prosenttia', sv: 'procent', en: 'percent' },
  MINUTES: { fi: 'minuuttia', sv: 'minuter', en: 'minutes' },
  HOURS: { fi: 'tuntia', sv: 'timmar', en: 'hours' },
  DAYS: { fi: 'päivää', sv: 'dagar', en: 'days' },
  GRADE: { fi: 'arvosana 4–10', sv: 'vitsord 4–10', en: 'grade 4–10' },
  PER_SESSION: { fi: 'kerralla', sv: 'per träff', en: 'per session' },
  PER_1000: { fi: 'tuhatta asukasta kohti', sv: 'per tusen invånare', en: 'per 1,000 residents' },
};
