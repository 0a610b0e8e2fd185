import * as z from 'zod';
import { caseTask, caseTaskKinds } from '../kernel/caseTasks.ts';
import { clientId, episodeId, handoverId, staffId } from '../kernel/ids.ts';
import type { TenantRole } from '../kernel/roles.ts';
import { sensitiveLine, sensitiveText } from '../kernel/sensitive.ts';
import { plainDate } from '../kernel/time.ts';
import {
  closingReasons,
  destinations,
  destinationSources,
  followUpMonths,
  mainActivities,
  routesIn,
} from './episode.ts';
import { erasureGrounds } from './retention.ts';

const caseRoles = ['COUNSELLOR', 'OUTREACH_WORKER'] as const satisfies readonly TenantRole[];
const readerRoles = [...caseRoles, 'PARTNER_WORKER'] as const satisfies readonly TenantRole[];
const clientParameters = z.strictObject({ clientId });
const person = z.strictObject({ id: staffId, name: z.string() });
const words = sensitiveText(2000);

/** One task of a worker's clients. */
export const myTask = z.lazy(() =>
  z.strictObject({
    client: z.strictObject({ id: clientId, displayName: z.string() }),
    /** Names the task within the client. */
    task: z.string(),
    kind: z.enum(caseTaskKinds),
    dueOn: plainDate,
    overdue: z.boolean(),
  }),
);

const followUp = z.lazy(() =>
  z.strictObject({
    months: z.literal(followUpMonths),
    on: plainDate,
    state: z.enum(['COMING', 'DUE', 'DONE']),
    /** Once it is done. */
    done: z
      .strictObject({
        on: plainDate,
        by: person,
        reached: z.boolean(),
        destination: z.enum(destinations).optional(),
        words: z.string().optional(),
      })
      .optional(),
  }),
);

const courseEpisode = z.lazy(() =>
  z.strictObject({
    id: episodeId,
    openedOn: plainDate,
    state: z.enum(['OPEN', 'CLOSED']),
    routeIn: z.enum(routesIn),
    mainActivity: z.enum(mainActivities),
    closedOn: plainDate.optional(),
    /** Absent while the episode is open, and for whoever may not see what the person went on to. */
    closing: z
      .strictObject({
        destination: z.enum(destinations),
        reason: z.enum(closingReasons),
        source: z.enum(destinationSources).optional(),
        ownWords: z.string().optional(),
        workerWords: z.string().optional(),
        /** Absent when the calendar closed it. */
        by: person.optional(),
      })
      .optional(),
    followUps: z.array(followUp),
  }),
);

export const courseView = z.lazy(() =>
  z.strictObject({
    today: plainDate,
    episodes: z.array(courseEpisode),
    /** By their ids, those due first. */
    tasks: z.array(z.strictObject({ task: z.string(), ...caseTask.shape, overdue: z.boolean() })),
    /** The birthday from which the service is no longer for the person; absent without a birth date. */
    agesOut: z.strictObject({ on: plainDate, years: z.int() }).optional(),
    handovers: z.array(
      z.strictObject({ id: handoverId, at: z.string(), by: person, to: z.string(), text: z.string() }),
    ),
    /** When the records are erased; absent while an episode is open or a legal hold is on, and for whoever does not keep the case. */
    erasedOn: plainDate.optional(),
    /** Whether a legal hold is on; absent for whoever does not keep the case. */
    held: z.boolean().optional(),
    /** Set while an administrator is asked to erase the records now. */
    erasureAskedOn: plainDate.optional(),
    /** Parts that whoever asks may not see. */
    withheld: z.array(z.enum(['DESTINATION', 'HANDOVER'])),
    may: z.strictObject({
      close: z.boolean(),
      reopen: z.boolean(),
      record: z.boolean(),
      askErasure: z.boolean(),
    }),
  }),
);

export const courseRoutes = {
  /** What is to be done about the clients whom the worker guides or stands in for: due within 30 days or overdue. */
  listMyTasks: {
    method: 'GET',
    path: '/api/cases/tasks',
    access: { kind: 'session', roles: readerRoles },
    response: z.lazy(() => z.strictObject({ today: plainDate, tasks: z.array(myTask) })),
    status: 200,
    problems: [],
    audit: { action: 'LIST_TASKS' },
  },
  readCourse: {
    method: 'GET',
    path: '/api/cases/clients/{clientId}/course',
    access: { kind: 'session', roles: readerRoles },
    parameters: clientParameters,
    response: courseView,
    status: 200,
    problems: ['not-found'],
    audit: { action: 'VIEW_COURSE', subjectParameter: 'clientId' },
    case: { action: 'VIEW' },
  },
  /** Marks a task as done, or sets it again: `task` is the one that the caller saw. */
  completeTask: {
    method: 'POST',
    path: '/api/cases/clients/{clientId}/tasks',
    access: { kind: 'session', roles: readerRoles },
    parameters: clientParameters,
    body: z.lazy(() =>
      z.strictObject({
        id: z.string().regex(/^[A-Z0-9_]{3,40}(?:#[0-9a-z#]{1,60})?$/u),
        task: caseTask,
        done: z.boolean(),
      }),
    ),
    response: z.lazy(() => z.strictObject({ done: z.boolean() })),
    status: 200,
    problems: ['not-found', 'stale-version'],
    audit: { action: 'COMPLETE_TASK', subjectParameter: 'clientId' },
    case: { action: 'RECORD' },
  },
  closeEpisode: {
    method: 'POST',
    path: '/api/cases/clients/{clientId}/episodes/{episodeId}/closing',
    access: { kind: 'session', roles: caseRoles },
    parameters: clientParameters.extend({ episodeId }),
    body: z.lazy(() =>
      z.strictObject({
        destination: z.enum(destinations),
        reason: z.enum(closingReasons).exclude(['INACTIVE']),
        source: z.enum(destinationSources),
        ownWords: words.optional(),
        workerWords: words.optional(),
        /** The person agrees to be asked after three and six months. */
        followUp: z.boolean(),
      }),
    ),
    response: courseView,
    status: 200,
    problems: ['not-found', 'state-conflict', 'access-refused'],
    audit: { action: 'CLOSE_EPISODE', subjectParameter: 'clientId' },
    case: { action: 'CLOSE_EPISODE' },
  },
  /** Who comes back gets a new episode. */
  reopenClient: {
    method: 'POST',
    path: '/api/cases/clients/{clientId}/episodes',
    access: { kind: 'session', roles: caseRoles },
    parameters: clientParameters,
    body: z.lazy(() =>
      z.strictObject({ episodeId, routeIn: z.enum(routesIn), mainActivity: z.enum(mainActivities) }),
    ),
    response: courseView,
    status: 201,
    problems: ['not-found', 'state-conflict', 'id-already-used'],
    audit: { action: 'REOPEN_CLIENT', subjectParameter: 'clientId' },
    case: { action: 'RECORD' },
  },
  recordFollowUp: {
    method: 'POST',
    path: '/api/cases/clients/{clientId}/episodes/{episodeId}/follow-ups',
    access: { kind: 'session', roles: caseRoles },
    parameters: clientParameters.extend({ episodeId }),
    body: z.lazy(() =>
      z.strictObject({
        months: z.literal(followUpMonths),
        reached: z.boolean(),
        destination: z.enum(destinations).optional(),
        words: words.optional(),
      }),
    ),
    response: courseView,
    status: 201,
    problems: ['not-found', 'invalid-request', 'state-conflict'],
    audit: { action: 'RECORD_FOLLOW_UP', subjectParameter: 'clientId' },
    case: { action: 'RECORD' },
  },
  /** What was agreed about the time after the service, and with whom. */
  recordHandover: {
    method: 'POST',
    path: '/api/cases/clients/{clientId}/handovers',
    access: { kind: 'session', roles: caseRoles },
    parameters: clientParameters,
    body: z.lazy(() => z.strictObject({ handoverId, to: sensitiveLine(120), text: words })),
    response: courseView,
    status: 201,
    problems: ['not-found', 'id-already-used'],
    audit: { action: 'RECORD_HANDOVER', subjectParameter: 'clientId' },
    case: { action: 'RECORD' },
  },
  /** Asks an administrator to erase the records before their term, or takes that back. */
  askErasure: {
    method: 'POST',
    path: '/api/cases/clients/{clientId}/erasure-request',
    access: { kind: 'session', roles: caseRoles },
    parameters: clientParameters,
    body: z.lazy(() => z.strictObject({ asked: z.boolean(), ground: z.enum(erasureGrounds) })),
    response: courseView,
    status: 200,
    problems: ['not-found'],
    audit: { action: 'ASK_ERASURE', subjectParameter: 'clientId' },
    case: { action: 'CLOSE_EPISODE' },
  },
} as const;

export type CourseView = z.infer<typeof courseView>;
export type MyTask = z.infer<typeof myTask>;
