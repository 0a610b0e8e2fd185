import { comingAfter, type Dated, dated, inForceOn } from '../kernel/dated.ts';
import * as z from 'zod';
import { type CaseFacts, type CaseRules, caseRules, type CourseStep, stepsOf } from './retention.ts';

/** What a municipality decided about its terms, from a day on. */
export const termsDecision = z.lazy(() => dated(caseRules));
export type TermsDecision = Dated<CaseRules>;

/** Terms that hold from a day on. */
export interface TermsFrom {
  readonly from: string;
  readonly rules: CaseRules;
}

/** The terms that hold today, then those that will, the soonest first. */
export function termsAhead(
  beginning: CaseRules,
  decisions: readonly TermsDecision[],
  today: string,
): readonly [TermsFrom, ...TermsFrom[]] {
  const now = inForceOn(decisions, today)?.value ?? beginning;
  const coming = comingAfter(decisions, today).map(({ from, value }) => ({ from, rules: value }));
  return [{ from: today, rules: now }, ...coming];
}

/**
 * Every step of a case with its day by terms that change: the first day on which the terms of that very day say so. A shorter term
 * therefore does nothing before the day from which it holds.
 */
export function stepsByTerms(facts: CaseFacts, terms: readonly TermsFrom[]): CourseStep[] {
  const found = new Map<CourseStep['what'], CourseStep>();
  for (const [index, { from, rules }] of terms.entries()) {
    const ends = terms[index + 1]?.from;
    for (const step of stepsOf(facts, rules)) {
      const on = index === 0 || step.on > from ? step.on : from;
      const comes = (ends === undefined || on < ends) && (step.until === undefined || on < step.until);
      if (comes && !found.has(step.what)) found.set(step.what, { ...step, on });
    }
  }
  return [...found.values()].sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
}
