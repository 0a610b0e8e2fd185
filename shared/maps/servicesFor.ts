import type { Topic } from '../kernel/codes.ts';

/**
 * Service classes of the national catalogue (PTV, codes `P…`) in which help with a topic is found. None for mind and for substances: both
 * are in P5.7, and whoever feels bad must not be sent to substance work by a guess.
 */
const classesOf: Readonly<Partial<Record<Topic, readonly string[]>>> = {
  EDUCATION: ['P6.4', 'P6.5'],
  EMPLOYMENT: ['P10'],
  WORK_TRIAL: ['P10'],
  HOUSING: ['P1'],
  MONEY: ['P15', 'P4.10', 'P6.14'],
  HEALTH: ['P5.17'],
  RELATIONSHIPS: ['P4.13'],
  EVERYDAY_LIFE: ['P4.13', 'P28.4'],
  IMMIGRATION_LANGUAGE: ['P22'],
};

/** Whether a service, by its classes, helps with one of the topics. `P1` holds `P1.4`, and does not hold `P10`. */
export function helpsWith(ptvClasses: readonly string[], topics: readonly Topic[]): boolean {
  const wanted = topics.flatMap((each) => classesOf[each] ?? []);
  return ptvClasses.some((has) => wanted.some((class_) => has === class_ || has.startsWith(`${class_}.`)));
}
