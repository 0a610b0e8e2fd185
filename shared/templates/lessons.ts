import * as z from 'zod';
import { topic } from '../kernel/codes.ts';
import { localizedText } from '../kernel/i18n.ts';
import { plainDate } from '../kernel/time.ts';
import { municipality, saysWords } from './library.ts';
import { practiceTrial } from './practiceTrial.ts';

const { needs, metric } = practiceTrial.shape;

/** What a municipality learned by trying, as the network reads it. */
export const lesson = z.lazy(() =>
  z.strictObject({
    id: z.string(),
    municipality,
    title: localizedText,
    ...{ needs, metric },
    need: practiceTrial.shape.need,
    change: practiceTrial.shape.change,
    from: plainDate,
    to: plainDate,
    decision: practiceTrial.shape.need,
    lesson: practiceTrial.shape.change,
    toldAt: z.iso.datetime(),
  }),
);
export type Lesson = z.infer<typeof lesson>;

/** What is looked for among the lessons; what is absent does not matter. */
export const lessonQuery = z.strictObject({
  need: topic.optional(),
  /** Words of what was needed, tried and learned; of a word the first letters count. */
  words: z.string().max(100).optional(),
});
export type LessonQuery = z.infer<typeof lessonQuery>;

const EVERY_LESSON = 'lesson';
/** Milliseconds until the last instant that a place can name: the latest lesson stands first. */
const LAST = 9_999_999_999_999;

/** The facet that a search walks: one need, or all. */
export function lessonFacet(need: LessonQuery['need']): string {
  return need === undefined ? EVERY_LESSON : `${EVERY_LESSON} ${need}`;
}

/** The facets under which a lesson stands. */
export function facetsOfLesson({ needs: of }: Pick<Lesson, 'needs'>): string[] {
  return [lessonFacet(undefined), ...new Set(of.map(lessonFacet))];
}

/** The place of a lesson among those of a facet: the latest first. */
export function lessonPlace({
  toldAt,
  id,
  municipality: code,
}: Pick<Lesson, 'toldAt' | 'id' | 'municipality'>): string {
  return `${String(LAST - Date.parse(toldAt)).padStart(13, '0')}#${code}#${id}`;
}

/** Whether a lesson has all the words that are asked for. */
export function fitsLesson(of: Lesson, { words = '' }: LessonQuery): boolean {
  return saysWords([of.title, of.need, of.change, of.lesson], words);
}
