import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { PlanStart } from '@ohjaamo/shared/plans/contract.ts';
import { textIn } from '../i18n/language.ts';

/** What names an example in an address: the practice and the key of the goal. */
export function exampleName({ name }: PlanStart, goal: PlanStart['goals'][number]): string {
  return `${name}/${goal.key}`;
}

/** The words of the example that an address names; none for one that is not there. */
export function exampleIn(starts: readonly PlanStart[], named: string | null, language: Language): string {
  for (const start of starts) {
    const goal = start.goals.find((each) => exampleName(start, each) === named);
    if (goal) return textIn(goal.words, language).text;
  }
  return '';
}
