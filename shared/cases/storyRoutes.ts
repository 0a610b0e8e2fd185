import * as z from 'zod';
import { caseTask } from '../kernel/caseTasks.ts';
import { caseCategories } from '../kernel/caseCategories.ts';
import { localizedText } from '../kernel/i18n.ts';
import { clientId, code, staffId } from '../kernel/ids.ts';
import { noteSources, noteStates } from '../kernel/noteSources.ts';
import { storyGroups } from './story.ts';
import { timelineKinds } from './timeline.ts';
import { clientView } from './views.ts';

const worker = z.strictObject({ id: staffId, name: z.string() });

/** One thing that happened, as far as whoever asks may see it. */
export const storyEntry = z.lazy(() =>
  z.strictObject({
    id: z.string(),
    /** UTC, ISO 8601. */
    at: z.string(),
    what: z.enum(timelineKinds),
    /** Absent for what the young person did on the own page, and for what the calendar did. */
    by: worker.optional(),
    organisation: z.strictObject({ code, name: localizedText }),
    category: z.enum(caseCategories),
    /** Id of the record that it is about. */
    record: z.string().optional(),
    /** The worker that it is about. */
    worker: worker.optional(),
    text: z.string().optional(),
    note: z
      .strictObject({
        source: z.enum(noteSources),
        informant: z.string().optional(),
        state: z.enum(noteStates),
        /** The text goes on; the whole is read on the note's own page. */
        shortened: z.boolean(),
        /** The newest correction, and how many there are. */
        corrections: z.int(),
        corrected: z
          .strictObject({ at: z.string(), by: worker, text: z.string(), reason: z.string() })
          .optional(),
        /** Why it was struck out. */
        struck: z.string().optional(),
      })
      .optional(),
  }),
);

const ownWords = z.lazy(() =>
  z.strictObject({
    /** Id of the map. */
    id: z.string(),
    finishedAt: z.string(),
    words: z.array(z.strictObject({ area: localizedText, text: z.string() })),
    /** Areas in which the person wants help, and in which things are well. */
    wanted: z.array(localizedText),
    strengths: z.array(localizedText),
  }),
);

export const storyRoutes = {
  /**
   * The first view of a case, in one request and one row of the log: who the person is and what is agreed, what is to be done, the
   * goals of the plan, and what happened, the newest first, a page at a time.
   */
  readStory: {
    method: 'GET',
    path: '/api/cases/clients/{clientId}/story',
    access: { kind: 'session', roles: ['COUNSELLOR', 'OUTREACH_WORKER', 'PARTNER_WORKER', 'SITE_MANAGER'] },
    parameters: z.strictObject({ clientId }),
    query: z.strictObject({
      /** One group only. */
      show: z.enum(storyGroups).optional(),
      /** Go on after this entry: what `older` of the page before says. */
      before: z
        .string()
        .regex(/^\d{4}-\d\d-\d\dT[\d:.]{5,12}Z#[\w#.:-]{1,100}$/u)
        .optional(),
      /** Read so that what was written a moment ago is there. */
      fresh: z.literal('1').optional(),
    }),
    response: z.lazy(() =>
      z.strictObject({
        client: clientView,
        /** What is to be done next, the first due first; for workers of the register. */
        tasks: z.array(caseTask.extend({ id: z.string() })),
        /** What the young person wants, in the plan's words; absent without a plan that is open to whoever asks. */
        plan: z.array(z.string()).optional(),
        /** The latest finished map in the young person's own words, when it is open to whoever asks. */
        words: ownWords.optional(),
        entries: z.array(storyEntry),
        /** Absent on the last page. */
        older: z.string().optional(),
        /** Whether entries of this page are not open to whoever asks. */
        withheld: z.boolean(),
      }),
    ),
    status: 200,
    problems: ['not-found'],
    audit: { action: 'VIEW_CLIENT', subjectParameter: 'clientId' },
    case: { action: 'VIEW' },
  },
} as const;

export type StoryEntry = z.infer<typeof storyEntry>;
