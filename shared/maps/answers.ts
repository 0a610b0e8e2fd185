import * as z from 'zod';
import { sensitiveText } from '../kernel/sensitive.ts';
import { areaKey, type Instrument, type InstrumentArea } from './instrument.ts';

/** Characters of somebody's own words about one area. */
export const WORDS_LENGTH = 500;

/** What somebody says of one area; without a value it was skipped. */
export const areaAnswer = z.strictObject({
  value: z.int().min(0).max(10).optional(),
  /** "This is a strength." */
  strength: z.boolean(),
  /** "I want help with this." */
  help: z.boolean(),
  words: sensitiveText(WORDS_LENGTH).optional(),
});
export type AreaAnswer = z.infer<typeof areaAnswer>;

/** The answers of a map by the keys of the areas; an area of which nothing was said is not there. */
export type Answers = Readonly<Record<string, AreaAnswer>>;

/** All of a map that a young person says: the answers, and what to begin with. */
export const filledMap = z.strictObject({
  answers: z.record(areaKey, areaAnswer),
  /** The area that the young person wants to begin with. */
  first: areaKey.optional(),
});
export type FilledMap = z.infer<typeof filledMap>;

/** Whether anything was said of an area. */
export function saysSomething(answer: AreaAnswer): boolean {
  return answer.value !== undefined || answer.strength || answer.help || answer.words !== undefined;
}

/** The answers without the areas of which nothing is said. */
export function saidAnswers(answers: Answers): Record<string, AreaAnswer> {
  return Object.fromEntries(Object.entries(answers).filter(([, answer]) => saysSomething(answer)));
}

/** An answer that does not fit the instrument. */
export interface AnswerFault {
  readonly key: string;
  readonly code: 'unknown_area' | 'not_on_scale' | 'not_asked';
}

/** What of a filled map the instrument does not ask, or not so. */
export function answerFaults(instrument: Instrument, { answers, first }: FilledMap): AnswerFault[] {
  const faults = Object.entries(answers).flatMap(([key, answer]): AnswerFault[] => {
    const area = instrument.areas.find((each) => each.key === key);
    if (!area) return [{ key, code: 'unknown_area' }];
    const { min, max } = instrument.scale;
    const off = answer.value !== undefined && (answer.value < min || answer.value > max);
    if (off) return [{ key, code: 'not_on_scale' }];
    return unasked(area, answer) ? [{ key, code: 'not_asked' }] : [];
  });
  const unknownFirst = first !== undefined && !instrument.areas.some(({ key }) => key === first);
  return unknownFirst ? [...faults, { key: first, code: 'unknown_area' }] : faults;
}

function unasked({ marks }: InstrumentArea, { strength, help, words }: AreaAnswer): boolean {
  return (
    (strength && !marks.includes('STRENGTH')) ||
    (help && !marks.includes('HELP')) ||
    (words !== undefined && !marks.includes('WORDS'))
  );
}

/** Which areas have an answer and which were skipped, each in the order of the instrument. */
export function completeness(
  instrument: Instrument,
  answers: Answers,
): { readonly answered: readonly string[]; readonly skipped: readonly string[] } {
  const keys = instrument.areas.map(({ key }) => key);
  const has = (key: string): boolean => {
    const answer = answers[key];
    return answer !== undefined && saysSomething(answer);
  };
  return { answered: keys.filter(has), skipped: keys.filter((key) => !has(key)) };
}

/** Strengths first, each group in the order of the instrument: so every list and picture of a map is ordered. */
export function strengthsFirst(instrument: Instrument, answers: Answers): readonly InstrumentArea[] {
  const strong = ({ key }: InstrumentArea): boolean => answers[key]?.strength ?? false;
  return [...instrument.areas.filter(strong), ...instrument.areas.filter((area) => !strong(area))];
}
