import type { AgeBand } from './codes.ts';
import { hasAge } from './hasAge.ts';

/** The youngest age of each band above the first, the oldest band first. */
const from: readonly (readonly [years: number, band: AgeBand])[] = [
  [30, '30_PLUS'],
  [25, '25_29'],
  [20, '20_24'],
  [18, '18_19'],
  [15, '15_17'],
];

/** The age band of a birth date on a date: from the birthday on the next one; of 29 February, the last day of that month. */
export function ageBandOn(birthDate: string, date: string): AgeBand {
  const reached = from.find(([years]) => hasAge(birthDate, years, date));
  return reached ? reached[1] : 'UNDER_15';
}
