import type { Topic } from '../kernel/codes.ts';

/** Service classes of the national catalogue (PTV, codes `P…`) in which help with a topic is found. */
const classesOf: Readonly<Partial<Record<Topic, readonly string[]>>> = {
  EDUCATION: ['P6'],
  EMPLOYMENT: ['P10'],
  WORK_TRIAL: ['P10'],
  HOUSING: ['P1'],
  MONEY: ['P15', 'P4.10'],
  MENTAL_WELLBEING: ['P5.7'],
  HEALTH: ['P5'],
  SUBSTANCES_GAMING: ['P5.7'],
  RELATIONSHIPS: ['P4.13'],
  EVERYDAY_LIFE: ['P4.13', 'P28.4'],
  IMMIGRATION_LANGUAGE: ['P22'],
};

/** Whether a service, by its classes, helps with one of the topics. `P5` holds `P5.7`, and `P1` does not hold `P10`. */
export function helpsWith(ptvClasses: readonly string[], topics: readonly Topic[]): boolean {
  const wanted = topics.flatMap((each) => classesOf[each] ?? []);
  return ptvClasses.some((has) => wanted.some((class_) => has === class_ || has.startsWith(`${class_}.`)));
}
