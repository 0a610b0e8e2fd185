import * as z from 'zod';
import { staffId } from '../kernel/ids.ts';
import { freeText } from '../kernel/names.ts';
import { textWithoutIdentityCode } from '../kernel/sensitive.ts';
import type { TenantRole } from '../kernel/roles.ts';
import { plainDate } from '../kernel/time.ts';
import { lessonActs, lessonStates } from '../templates/lessonLife.ts';
import { countedMetrics, practiceTrial, practiceTrialEvents } from '../templates/practiceTrial.ts';
import {
  lineOfPractice,
  paragraphsOfPractice,
  templateKind,
  templateReference,
} from '../templates/version.ts';

/** Ten random `[0-9a-z]`, chosen by whoever begins the trial. */
export const trialId = z.string().regex(/^[0-9a-z]{10}$/u);
const observationId = trialId;

/** The municipality's own copy that a trial changes. */
const copyName = z.strictObject({ kind: templateKind, name: templateReference.shape.name });
const instant = z.iso.datetime();

const { needs, from, to } = practiceTrial.shape;

/**
 * What a trial begins with. Its words name nobody by an identity code; a figure such as `M07` looks like a diagnosis code and is none, so
 * that kind is not looked for.
 */
export const trialBeginning = z.lazy(() =>
  z.strictObject({
    ...{ needs, from, to },
    /** What the service does not count nobody could look at afterwards. */
    metric: z.enum(countedMetrics),
    title: lineOfPractice(120),
    need: paragraphsOfPractice(1000),
    change: paragraphsOfPractice(2000),
    copy: copyName.optional(),
  }),
);

/** Whether a copy was offered as something that came of a trial: not before it began. */
export function isOfferedSince(
  { history }: Pick<KeptTrial, 'history'>,
  offered: { readonly at: string } | undefined,
): boolean {
  const begun = history.find(({ what }) => what === 'BEGIN');
  return begun !== undefined && offered !== undefined && offered.at >= begun.at;
}

/** What was seen while it ran. */
const observation = z.strictObject({ id: observationId, at: instant, by: staffId, text: freeText(2000) });

/** A trial as the municipality keeps it. */
export const keptTrial = z.lazy(() =>
  z.strictObject({
    ...practiceTrial.shape,
    id: trialId,
    copy: copyName.optional(),
    /** Code of the municipality when it began; the network goes by the register's. */
    municipality: z.string(),
    observations: z.array(observation),
    /**
     * What was done last with the lesson that it ended as; absent before, and for those that were told before lessons were reviewed.
     * `handedInAt` is that of the words as they stand.
     */
    told: z.strictObject({ turn: z.int(), act: z.enum(lessonActs), handedInAt: instant }).exactOptional(),
    /** What has happened, the latest last. */
    history: z.array(
      z.strictObject({
        what: z.enum(['BEGIN', ...practiceTrialEvents, 'HAND_IN_LESSON', 'WITHDRAW_LESSON']),
        at: instant,
        by: staffId,
      }),
    ),
  }),
);
export type KeptTrial = z.infer<typeof keptTrial>;

/** What was done last with a trial's lesson; of one that was told before lessons were reviewed, that it was told. */
export function lastAct({ told, history }: KeptTrial): KeptTrial['told'] {
  const ended = history.find(({ what }) => what === 'TELL_LESSON');
  return told ?? (ended && { turn: 1, act: 'HAND_IN', handedInAt: ended.at });
}

const shownTrial = z.lazy(() =>
  z.strictObject({
    ...keptTrial.unwrap().omit({ told: true }).shape,
    observations: z.array(z.strictObject({ ...observation.shape, byName: z.string() })),
    /** The copy's changes as they were offered to the network since the trial began: what it can end as. */
    offered: z.strictObject({ address: z.string(), version: z.string() }).optional(),
    /** How far the lesson is; `turn` says what was on the screen, and `reason` why it came back or was retired. */
    standing: z
      .strictObject({ turn: z.int(), state: z.enum(lessonStates), reason: z.string().optional() })
      .optional(),
  }),
);

/** What somebody does with the lesson that a trial ended as. */
export const lessonOfTrialStep = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('WITHDRAW') }),
  z.strictObject({
    act: z.literal('HAND_IN'),
    decision: paragraphsOfPractice(1000),
    lesson: paragraphsOfPractice(2000),
  }),
]);
export type LessonOfTrialStep = z.infer<typeof lessonOfTrialStep>;

/** What somebody does with a trial that is in a state. */
export const trialStep = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('START') }),
  z.strictObject({ event: z.literal('CALL_OFF') }),
  z.strictObject({ event: z.literal('EVALUATE') }),
  /** It runs on, until a later day. */
  z.strictObject({ event: z.literal('GO_ON'), to: plainDate }),
  /** It ends as the version that the copy was offered as since it began. */
  z.strictObject({ event: z.literal('MAKE_TEMPLATE'), decision: paragraphsOfPractice(1000) }),
  z.strictObject({
    event: z.literal('TELL_LESSON'),
    decision: paragraphsOfPractice(1000),
    lesson: paragraphsOfPractice(2000),
  }),
]);
export type TrialStep = z.infer<typeof trialStep>;

const roles = ['TENANT_ADMIN', 'SITE_MANAGER'] as const satisfies readonly TenantRole[];
const session = { kind: 'session', roles } as const;
const byId = z.strictObject({ trial: trialId });

/** Trials of practice: what a municipality tries out, what it saw, and what it decided. About practice, never about a person. */
export const trialRoutes = {
  listTrials: {
    method: 'GET',
    path: '/api/trials',
    access: session,
    response: z.lazy(() =>
      z.strictObject({
        trials: z.array(
          keptTrial.unwrap().pick({ id: true, title: true, state: true, from: true, to: true }),
        ),
      }),
    ),
    status: 200,
    problems: [],
  },
  beginTrial: {
    method: 'POST',
    path: '/api/trials',
    access: session,
    body: z.strictObject({ id: trialId, trial: trialBeginning }),
    response: shownTrial,
    status: 201,
    problems: ['not-found', 'invalid-request', 'state-conflict', 'id-already-used', 'cap-reached'],
    audit: { action: 'BEGIN_TRIAL' },
  },
  readTrial: {
    method: 'GET',
    path: '/api/trials/{trial}',
    access: session,
    parameters: byId,
    response: shownTrial,
    status: 200,
    problems: ['not-found'],
  },
  /** Writes down what was seen while the trial runs, or when it is looked at. */
  noteTrial: {
    method: 'POST',
    path: '/api/trials/{trial}/observations',
    access: session,
    parameters: byId,
    body: z.strictObject({ id: observationId, text: textWithoutIdentityCode(2000) }),
    response: shownTrial,
    status: 201,
    problems: ['not-found', 'state-conflict', 'id-already-used', 'cap-reached'],
    audit: { action: 'NOTE_TRIAL' },
  },
  /** Takes a trial on. The same step again, with the same words, changes nothing. */
  stepTrial: {
    method: 'POST',
    path: '/api/trials/{trial}/steps',
    access: session,
    parameters: byId,
    body: z.strictObject({ step: trialStep }),
    response: shownTrial,
    status: 200,
    problems: ['not-found', 'state-conflict', 'invalid-request'],
    audit: { action: 'STEP_TRIAL' },
  },
  /** Withdraws the lesson that a trial ended as, or hands it in again, in other words if wanted. Sent again with its turn it is done once. */
  stepLesson: {
    method: 'POST',
    path: '/api/trials/{trial}/lesson',
    access: session,
    parameters: byId,
    body: z.strictObject({ turn: z.int().min(1), step: lessonOfTrialStep }),
    response: shownTrial,
    status: 200,
    problems: ['not-found', 'state-conflict', 'stale-version', 'invalid-request', 'cap-reached'],
    audit: { action: 'STEP_LESSON' },
  },
} as const;

export type TrialView = z.infer<typeof shownTrial>;
