import * as z from 'zod';
import { decisionId } from '../kernel/dated.ts';
import { clientId, staffId } from '../kernel/ids.ts';
import { sensitiveLine } from '../kernel/sensitive.ts';
import { plainDate } from '../kernel/time.ts';
import { caseRules, courseStep, erasureGrounds } from './retention.ts';

const clientParameters = z.strictObject({ clientId });
const person = z.strictObject({ id: staffId, name: z.string() });

const retentionRow = z.lazy(() =>
  z.strictObject({
    client: clientId,
    state: z.enum(['OPEN', 'CLOSED', 'ERASING']),
    /** What the calendar does next, and on which day. */
    next: courseStep.optional(),
    held: z.strictObject({ since: plainDate, reason: z.string(), by: person }).optional(),
    asked: z.strictObject({ on: plainDate, ground: z.enum(erasureGrounds), by: person }).optional(),
  }),
);

const retentionView = z.lazy(() =>
  z.strictObject({
    today: plainDate,
    /** The last day that the list looks ahead to. */
    until: plainDate,
    /** Those that hold today. */
    rules: caseRules,
    /** Counts the changes of the rules. */
    version: z.int(),
    /** What was decided about them from a day on, the newest first. */
    decisions: z.array(
      z.strictObject({
        id: decisionId,
        from: plainDate,
        rules: caseRules,
        at: z.string(),
        by: person,
        withdrawn: z.strictObject({ at: z.string(), by: person }).optional(),
        /** Whether it holds today, will hold, or is over or never came to hold. */
        stands: z.enum(['NOW', 'COMING', 'PAST']),
      }),
    ),
    /** Cases with a step, a hold or a wish in that time, by day. */
    rows: z.array(retentionRow),
    /** Notifications to outreach youth work that are destroyed, or asked about, in that time. */
    outreach: z.array(
      z.strictObject({ id: z.string(), why: z.enum(['REVIEW', 'EXPIRES']), dueOn: plainDate }),
    ),
  }),
);

const erasureReceipt = z.lazy(() =>
  z.strictObject({
    /** Days until which the erased rows may still stand in the change streams and in the backups of the tables. */
    erasedOn: plainDate,
    streamsUntil: plainDate,
    backupsUntil: plainDate,
    /** Rows that went; contacts stay as facts without a person. */
    rows: z.int(),
  }),
);

/** What an administrator does with the terms of records. */
export const retentionRoutes = {
  /** What the calendar does in the coming time, before it does it. */
  readRetention: {
    method: 'GET',
    path: '/api/cases/retention',
    access: { kind: 'session', roles: ['TENANT_ADMIN'] },
    response: retentionView,
    status: 200,
    problems: [],
    audit: { action: 'VIEW_RETENTION' },
  },
  /** The municipality's own terms from a day on, today or later. */
  changeRetention: {
    method: 'POST',
    path: '/api/cases/retention',
    access: { kind: 'session', roles: ['TENANT_ADMIN'] },
    body: z.lazy(() =>
      z.strictObject({ id: decisionId, version: z.int().min(0), from: plainDate, rules: caseRules }),
    ),
    response: z.lazy(() => z.strictObject({ version: z.int() })),
    status: 200,
    /** `state-conflict` with the reason `IN_THE_PAST` or `TOO_MANY`. */
    problems: ['stale-version', 'state-conflict', 'id-already-used'],
    audit: { action: 'CHANGE_RETENTION' },
  },
  /** Takes back terms that do not hold yet. */
  withdrawRetention: {
    method: 'POST',
    path: '/api/cases/retention/decisions/{decision}/withdrawal',
    access: { kind: 'session', roles: ['TENANT_ADMIN'] },
    parameters: z.strictObject({ decision: decisionId }),
    body: z.lazy(() => z.strictObject({ version: z.int().min(0) })),
    response: z.lazy(() => z.strictObject({ version: z.int() })),
    status: 200,
    /** `state-conflict` with the reason `BEGUN`. */
    problems: ['not-found', 'stale-version', 'state-conflict'],
    audit: { action: 'CHANGE_RETENTION' },
  },
  /** Sets a legal hold with its reason, or ends it. */
  holdClient: {
    method: 'POST',
    path: '/api/cases/clients/{clientId}/hold',
    access: { kind: 'session', roles: ['TENANT_ADMIN'] },
    parameters: clientParameters,
    body: z.lazy(() => z.strictObject({ held: z.boolean(), reason: sensitiveLine(200) })),
    response: z.lazy(() => z.strictObject({ held: z.boolean() })),
    status: 200,
    problems: ['not-found', 'state-conflict'],
    audit: { action: 'HOLD_CLIENT', subjectParameter: 'clientId' },
  },
  /** Erases a client now; what remains of the records goes with the next night. */
  eraseClient: {
    method: 'POST',
    path: '/api/cases/clients/{clientId}/erasure',
    access: { kind: 'session', roles: ['TENANT_ADMIN'] },
    parameters: clientParameters,
    body: z.lazy(() => z.strictObject({ ground: z.enum(erasureGrounds) })),
    response: erasureReceipt,
    status: 200,
    problems: ['not-found', 'state-conflict'],
    audit: { action: 'ERASE_CLIENT', subjectParameter: 'clientId' },
  },
} as const;

export type RetentionView = z.infer<typeof retentionView>;
