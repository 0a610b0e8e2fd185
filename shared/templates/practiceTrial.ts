import * as z from 'zod';
import { topic } from '../kernel/codes.ts';
import { plainDate } from '../kernel/time.ts';
import { type TemplateFault, line, paragraphs, versionAddress } from './version.ts';

/** How far a trial of practice is. It ends as a version of a template, as a lesson for the network, or is called off. */
export const practiceTrialStates = [
  'PLANNED',
  'RUNNING',
  'EVALUATED',
  'TEMPLATE',
  'LESSON',
  'CALLED_OFF',
] as const;
export type PracticeTrialState = (typeof practiceTrialStates)[number];

/** What happens to a trial. */
export const practiceTrialEvents = [
  'START',
  'EVALUATE',
  'GO_ON',
  'MAKE_TEMPLATE',
  'TELL_LESSON',
  'CALL_OFF',
] as const;
export type PracticeTrialEvent = (typeof practiceTrialEvents)[number];

/** The whole machine; what is not here cannot happen. What has run always leaves something behind: a running trial is not called off. */
export const practiceTrialSteps: Readonly<
  Record<PracticeTrialState, Readonly<Partial<Record<PracticeTrialEvent, PracticeTrialState>>>>
> = {
  PLANNED: { START: 'RUNNING', CALL_OFF: 'CALLED_OFF' },
  RUNNING: { EVALUATE: 'EVALUATED' },
  EVALUATED: { GO_ON: 'RUNNING', MAKE_TEMPLATE: 'TEMPLATE', TELL_LESSON: 'LESSON' },
  TEMPLATE: {},
  LESSON: {},
  CALLED_OFF: {},
};

/** The state after an event; `undefined` when it cannot happen now. */
export function practiceTrialStep(
  state: PracticeTrialState,
  event: PracticeTrialEvent,
): PracticeTrialState | undefined {
  return practiceTrialSteps[state][event];
}

/** Figures of the catalogue. */
const metrics = [
  'M01',
  'M02',
  'M03',
  'M04',
  'M05',
  'M06',
  'M07',
  'M08',
  'M09',
  'M10',
  'M11',
  'M12',
  'M13',
  'M14',
  'M15',
  'M16',
  'M17',
  'M18',
  'M19',
  'M20',
  'M21',
  'M22',
  'M23',
  'M24',
  'M25',
] as const;
const metricId = z.enum(metrics);

/** Those that a trial can be looked at by: the service counts all of them. */
export const countedMetrics = metrics;

/** A trial: what was needed, what is changed, by which figure and when it is looked at, and what was decided. About practice, never about a person. */
export const practiceTrial = z.strictObject({
  title: line(120),
  needs: z.array(topic).max(14),
  need: paragraphs(1000),
  change: paragraphs(2000),
  metric: metricId,
  /** Both inclusive; what was before is looked at over as many days. */
  from: plainDate,
  to: plainDate,
  state: z.enum(practiceTrialStates),
  /** Why it ended as it did. */
  decision: paragraphs(1000).exactOptional(),
  /** Address of the version that it became. */
  template: versionAddress.exactOptional(),
  /** What others should know before they try the same. */
  lesson: paragraphs(2000).exactOptional(),
});
export type PracticeTrial = z.infer<typeof practiceTrial>;

/** What a trial in its state lacks, or has too early, or says neither in Finnish nor in Swedish. */
export function trialFaults(trial: PracticeTrial): TemplateFault[] {
  const isDecided = trial.state === 'TEMPLATE' || trial.state === 'LESSON';
  const needed = {
    decision: isDecided,
    template: trial.state === 'TEMPLATE',
    lesson: trial.state === 'LESSON',
  };
  return [
    ...(trial.to < trial.from ? [{ pointer: '/to', code: 'ends_first' }] : []),
    ...Object.entries(needed).flatMap(([name, isNeeded]) => {
      const isThere = trial[name as keyof typeof needed] !== undefined;
      return isThere === isNeeded ? [] : [{ pointer: `/${name}`, code: isNeeded ? 'missing' : 'too_early' }];
    }),
    ...Object.entries({
      title: trial.title,
      need: trial.need,
      change: trial.change,
      decision: trial.decision,
      lesson: trial.lesson,
    }).flatMap(([name, text]) =>
      text && text.fi === undefined && text.sv === undefined
        ? [{ pointer: `/${name}`, code: 'national_language_missing' }]
        : [],
    ),
  ];
}
