import * as z from 'zod';
import { clientId, employerId, staffId, trialId } from '../kernel/ids.ts';
import { singleLine } from '../kernel/names.ts';
import { sensitiveLine, sensitiveText } from '../kernel/sensitive.ts';
import type { TenantRole } from '../kernel/roles.ts';
import { plainDate } from '../kernel/time.ts';
import { benefitPayers, dayMarks, placeKinds, workFields } from './codes.ts';
import { placeView } from './registerRoutes.ts';
import { trialEvents, trialStates } from './trialStates.ts';

const line = sensitiveLine(120);
/** Of what stands and is to be replaced; 0 for the first. */
const seenVersion = z.int().min(0).max(1_000_000);
const text = sensitiveText(1000);
const worker = z.strictObject({ id: staffId, name: z.string() });
const length = z.strictObject({ months: z.int(), days: z.int() });
const languages = z.array(z.string().regex(/^[a-z]{2,3}$/u)).max(10);

const wishes = {
  kinds: z.array(z.enum(placeKinds)).max(placeKinds.length),
  fields: z.array(z.enum(workFields)).max(workFields.length),
  municipality: singleLine(60).optional(),
  hoursMost: z.int().min(1).max(60).optional(),
  languages,
  /** First day of the continuous unemployment that still lasts, as the employment authority has it. */
  unemployedSince: plainDate.optional(),
  words: text.optional(),
};

const terms = {
  employer: line,
  supervisor: line,
  start: plainDate,
  end: plainDate,
  hoursPerDay: z.number().min(0).max(24).multipleOf(0.5),
  daysPerWeek: z.int().min(0).max(7),
  payer: z.enum(benefitPayers),
  tasks: text,
  goals: text,
};
/** What was made sure of before (380/2023 §56–57): that it is so, never why. */
const conditions = { noCompetition: z.boolean(), drugTestClear: z.boolean(), childrenClear: z.boolean() };

export const trialView = z.strictObject({
  id: trialId,
  version: z.int(),
  state: z.enum(trialStates),
  /** A trial from before, of which only the days are known. */
  earlier: z.boolean(),
  start: plainDate,
  end: plainDate,
  terms: z
    .strictObject({
      ...terms,
      employer: z.string(),
      supervisor: z.string(),
      tasks: z.string(),
      goals: z.string(),
      weeklyHours: z.number(),
    })
    .optional(),
  directedOn: plainDate.optional(),
  recordedBy: worker,
  evaluation: z.string().optional(),
  reason: z.string().optional(),
  days: z.array(
    z.strictObject({
      date: plainDate,
      version: z.int(),
      mark: z.enum(dayMarks),
      words: z.string().optional(),
    }),
  ),
  absencesInARow: z.int(),
  /** So many that the authority decides on an interruption. */
  decideOnInterruption: z.boolean(),
  next: z.array(z.enum(trialEvents)),
});

export const allowanceView = z.strictObject({
  used: length,
  left: length,
  latestEnd: plainDate.optional(),
  restart: z.strictObject({ months: z.int(), under25: z.boolean(), on: plainDate.optional() }),
});

export const workView = z.strictObject({
  today: plainDate,
  wishes: z.strictObject({ version: z.int(), ...wishes, words: z.string().optional() }).optional(),
  matches: z.array(
    z.strictObject({
      employer: z.strictObject({ id: employerId, name: z.string() }),
      place: placeView,
      reasons: z.array(z.enum(['FIELD', 'KIND', 'MUNICIPALITY', 'HOURS', 'LANGUAGE'])),
    }),
  ),
  trials: z.array(trialView),
  /** For a trial that begins today. Absent for who may not see all of EMPLOYMENT: it is made of all trials and wishes. */
  allowance: allowanceView.optional(),
  mayRecord: z.boolean(),
  mayTakeCopy: z.boolean(),
  withheld: z.boolean(),
});

const roles = ['COUNSELLOR', 'OUTREACH_WORKER', 'PARTNER_WORKER'] as const satisfies readonly TenantRole[];
const parameters = z.strictObject({ clientId });
const ofTrial = z.strictObject({ clientId, trialId });

/** Work on a client's case, of the category EMPLOYMENT: wishes, the places that fit them, work trials. */
export const workRoutes = {
  readWork: {
    method: 'GET',
    path: '/api/employers/clients/{clientId}/work',
    access: { kind: 'session', roles },
    parameters,
    response: workView,
    status: 200,
    problems: ['not-found'],
    audit: { action: 'VIEW_WORK', subjectParameter: 'clientId' },
    case: { action: 'VIEW' },
  },
  /** Replaces the wishes at the version that was seen. Who recorded them first stays their owner. */
  recordWishes: {
    method: 'POST',
    path: '/api/employers/clients/{clientId}/wishes',
    access: { kind: 'session', roles },
    parameters,
    body: z.strictObject({ version: seenVersion, ...wishes }),
    response: workView,
    status: 201,
    problems: ['not-found', 'invalid-request', 'access-refused', 'stale-version'],
    audit: { action: 'RECORD_WISHES', subjectParameter: 'clientId' },
    case: { action: 'VIEW' },
  },
  /** Plans a work trial within the limits of the law; it runs once the employment authority has directed to it. */
  planTrial: {
    method: 'POST',
    path: '/api/employers/clients/{clientId}/trials',
    access: { kind: 'session', roles },
    parameters,
    body: z.strictObject({ trialId, ...terms, ...conditions }),
    response: trialView,
    status: 201,
    problems: ['not-found', 'invalid-request', 'access-refused', 'id-already-used', 'stale-version'],
    audit: { action: 'PLAN_TRIAL', subjectParameter: 'clientId' },
    case: { action: 'VIEW' },
  },
  /** Writes down the days of a work trial from before, so that they count. */
  recordEarlierTrial: {
    method: 'POST',
    path: '/api/employers/clients/{clientId}/earlier-trials',
    access: { kind: 'session', roles },
    parameters,
    body: z.strictObject({ trialId, start: plainDate, end: plainDate }),
    response: trialView,
    status: 201,
    problems: ['not-found', 'invalid-request', 'access-refused', 'id-already-used', 'stale-version'],
    audit: { action: 'RECORD_EARLIER_TRIAL', subjectParameter: 'clientId' },
    case: { action: 'VIEW' },
  },
  moveTrial: {
    method: 'POST',
    path: '/api/employers/clients/{clientId}/trials/{trialId}/steps',
    access: { kind: 'session', roles },
    parameters: ofTrial,
    body: z.strictObject({
      version: z.int().min(1).max(1_000_000),
      step: z.enum(trialEvents),
      /** With `DIRECT`: the day of the authority's decision. With `END` and `INTERRUPT`: the last day. */
      on: plainDate.optional(),
      reason: text.optional(),
    }),
    response: trialView,
    status: 200,
    problems: ['not-found', 'invalid-request', 'access-refused', 'state-conflict', 'stale-version'],
    audit: { action: 'MOVE_TRIAL', subjectParameter: 'clientId' },
    case: { action: 'VIEW' },
  },
  /** Marks a day of a running trial; marked again at the version that was seen, it is replaced. */
  markTrialDay: {
    method: 'POST',
    path: '/api/employers/clients/{clientId}/trials/{trialId}/days',
    access: { kind: 'session', roles },
    parameters: ofTrial,
    body: z.strictObject({
      date: plainDate,
      version: seenVersion,
      mark: z.enum(dayMarks),
      words: text.optional(),
    }),
    response: trialView,
    status: 201,
    problems: ['not-found', 'invalid-request', 'access-refused', 'state-conflict', 'stale-version'],
    audit: { action: 'MARK_TRIAL_DAY', subjectParameter: 'clientId' },
    case: { action: 'VIEW' },
  },
  /** Keeps the evaluation that the place of work gave at the end. */
  evaluateTrial: {
    method: 'POST',
    path: '/api/employers/clients/{clientId}/trials/{trialId}/evaluation',
    access: { kind: 'session', roles },
    parameters: ofTrial,
    body: z.strictObject({ version: z.int().min(1).max(1_000_000), evaluation: text }),
    response: trialView,
    status: 200,
    problems: ['not-found', 'access-refused', 'state-conflict', 'stale-version'],
    audit: { action: 'EVALUATE_TRIAL', subjectParameter: 'clientId' },
    case: { action: 'VIEW' },
  },
  /** The sheet for the place of work: the terms and room for the evaluation, and nothing else of the person. */
  readTrialSheet: {
    method: 'GET',
    path: '/api/employers/clients/{clientId}/trials/{trialId}/sheet',
    access: { kind: 'session', roles },
    parameters: ofTrial,
    response: z.strictObject({
      ...terms,
      name: z.string(),
      employer: z.string(),
      supervisor: z.string(),
      tasks: z.string(),
      goals: z.string(),
      weeklyHours: z.number(),
    }),
    status: 200,
    problems: ['not-found', 'access-refused', 'state-conflict'],
    audit: { action: 'PRINT_TRIAL_SHEET', subjectParameter: 'clientId' },
    case: { action: 'VIEW' },
  },
} as const;

export type WorkView = z.infer<typeof workView>;
export type TrialView = z.infer<typeof trialView>;
