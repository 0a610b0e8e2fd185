import * as z from 'zod';
import { freeText } from '../kernel/names.ts';
import { libraryReaders } from '../kernel/roles.ts';
import { lesson, lessonQuery } from './lessons.ts';
import { lessonStates } from './lessonLife.ts';
import { municipality } from './library.ts';

const stewards = { kind: 'session', roles: ['NETWORK_STEWARD'] } as const;
/** A lesson by the municipality that told it and the id of the trial that it came of. */
const byLesson = z.strictObject({ municipality, lesson: z.string().regex(/^[0-9a-z]{10}$/u) });
/** The handing in that was on the screen: a decision is about its words and no others. */
const turn = z.int().min(1);
const reason = freeText(1000);
/** What a steward decides about a lesson as it was on the screen. */
export const lessonDecision = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('PUBLISH'), turn }),
  /** Its municipality may tell it anew. */
  z.strictObject({ decision: z.literal('RETURN'), turn, reason }),
  z.strictObject({
    decision: z.literal('RETIRE'),
    reason,
    /** `toldAt` of the lesson. */
    toldAt: z.iso.datetime(),
  }),
]);
export type LessonDecision = z.infer<typeof lessonDecision>;

/** What others learned by trying. */
export const lessonRoutes = {
  /** Published lessons, the latest first. */
  searchLessons: {
    method: 'GET',
    path: '/api/lessons',
    access: { kind: 'session', roles: libraryReaders },
    query: lessonQuery.extend({
      /** Where to go on: `next` of the page before. */
      after: z.string().max(200).optional(),
    }),
    response: z.lazy(() => z.strictObject({ found: z.array(lesson), next: z.string().optional() })),
    status: 200,
    problems: [],
  },
} as const;

/** The stewards' review of lessons. */
export const lessonReviewRoutes = {
  /** Lessons that wait for the stewards, the longest waiting first. */
  listHandedInLessons: {
    method: 'GET',
    path: '/api/handed-in-lessons',
    access: stewards,
    response: z.lazy(() => z.strictObject({ lessons: z.array(z.strictObject({ turn, lesson })) })),
    status: 200,
    problems: [],
  },
  /** Publishes a lesson, sends it back with a word, or takes it from the library for good. */
  decideLesson: {
    method: 'POST',
    path: '/api/lessons/{municipality}/{lesson}/decisions',
    access: stewards,
    parameters: byLesson,
    body: z.strictObject({ decided: lessonDecision }),
    response: z.strictObject({ state: z.enum(lessonStates) }),
    status: 200,
    problems: ['not-found', 'state-conflict'],
  },
} as const;
