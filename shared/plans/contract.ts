import * as z from 'zod';
import { localizedText } from '../kernel/i18n.ts';
import { clientId, code, planPartId, staffId } from '../kernel/ids.ts';
import type { TenantRole } from '../kernel/roles.ts';
import { defineRoutes } from '../kernel/route.ts';
import { planCopy } from './copy.ts';
import { signingFaults } from './changes.ts';
import { fieldSchema, itemKinds, seemsDiagnosis } from './fields.ts';

/** A person by id and name; without an id it is the young person. */
const author = z.strictObject({ id: staffId.optional(), name: z.string() });

/** A field's values: one as a rule, none while it is empty, several while a person has to decide between them. */
const field = z.array(z.strictObject({ value: z.string(), by: author, at: z.string() }));
export type FieldView = z.infer<typeof field>;

const item = { id: planPartId, owner: code, mayChange: z.boolean() };
const goalView = z.strictObject({ ...item, words: field });
const actionView = z.strictObject({
  ...item,
  goal: field,
  what: field,
  organisation: field,
  who: field,
  deadline: field,
  state: field,
});
const supporterView = z.strictObject({ ...item, name: field, how: field });
export type GoalView = z.infer<typeof goalView>;
export type ActionView = z.infer<typeof actionView>;
export type SupporterView = z.infer<typeof supporterView>;

const copyView = z.strictObject({
  id: planPartId,
  version: z.int(),
  at: z.string(),
  by: author,
  organisation: code,
  /** Of the copy's JSON, as it is handed out: 64 hexadecimal digits. */
  sha256: z.string(),
});
export type CopyView = z.infer<typeof copyView>;

/** Practice to begin a plan from: examples to choose from and to say in one's own words. */
const planStart = z.strictObject({
  name: z.string(),
  title: localizedText,
  prompts: z.array(localizedText),
  goals: z.array(z.strictObject({ key: z.string(), words: localizedText, actions: z.array(localizedText) })),
});
export type PlanStart = z.infer<typeof planStart>;

export const planView = z.strictObject({
  clientId,
  /** Counts up with every change; 0 before the first. */
  version: z.int(),
  changed: z.strictObject({ at: z.string(), by: author }).optional(),
  needs: field,
  reviewOn: field,
  youngPersonView: field,
  workerView: field,
  externalPlan: field,
  externalReviewOn: field,
  goals: z.array(goalView),
  actions: z.array(actionView),
  supporters: z.array(supporterView),
  /** The last time the young person signed; the plan of today is signed when the version is its own. */
  signed: z.strictObject({ version: z.int(), at: z.string(), by: author }).optional(),
  /** Why it cannot be signed as it stands. */
  unsignable: z.array(z.enum(signingFaults)),
  /** Copies taken for the asker's own organisation, the newest first. */
  copies: z.array(copyView),
  may: z.strictObject({
    /** Goals, needs, support persons, review, views; and actions of every organisation. */
    change: z.boolean(),
    /** Actions of the own organisation. */
    addAction: z.boolean(),
    sign: z.boolean(),
    copy: z.boolean(),
  }),
  /** Whether the plan holds parts that whoever asks may not see. */
  withheld: z.boolean(),
  /** Code of the asker's own organisation, and all that an action names or can name; a closed one is not chosen anew. */
  organisation: code,
  organisations: z.array(z.strictObject({ code, name: localizedText, closed: z.boolean().optional() })),
  /** Names of the workers whom actions name. */
  workers: z.array(z.strictObject({ id: staffId, name: z.string() })),
  /** The present day in the municipality. */
  today: z.string(),
  /** When the plan is read by somebody who may write goals: practice in use that a goal can begin from. */
  starts: z.array(z.lazy(() => planStart)).optional(),
});
export type PlanView = z.infer<typeof planView>;

/** A field and what is typed into it, judged by the field's own schema; empty text empties it. */
const setting = z
  .strictObject({ path: z.string().max(80), value: z.string().max(8000) })
  .transform((asked, context) => {
    const schema = fieldSchema(asked.path);
    if (!schema) {
      context.addIssue({ code: 'custom', message: 'unknown', path: ['path'] });
      return z.NEVER;
    }
    if (asked.value.trim() === '') return { path: asked.path, value: '' };
    const parsed = schema.safeParse(asked.value);
    if (parsed.success) return { path: asked.path, value: parsed.data };
    for (const issue of parsed.error.issues) context.addIssue({ ...issue, path: ['value'] });
    return z.NEVER;
  });

const readers = ['COUNSELLOR', 'OUTREACH_WORKER', 'PARTNER_WORKER'] as const satisfies readonly TenantRole[];
const plan = '/api/cases/clients/{clientId}/plan';
const parameters = z.strictObject({ clientId });
const copyParameters = parameters.extend({ copyId: planPartId });
/** Each part is asked about by itself, so the route's own question is the least of them. */
const asked = { action: 'VIEW' } as const;

export const plansRoutes = defineRoutes('plans', {
  readPlan: {
    method: 'GET',
    path: plan,
    access: { kind: 'session', roles: readers },
    parameters,
    response: planView,
    status: 200,
    problems: ['not-found'],
    audit: { action: 'VIEW_PLAN', subjectParameter: 'clientId' },
    case: asked,
  },
  /**
   * Changes fields and removes items. What others changed since `base` stays: different fields both stand, one field changed in
   * two ways keeps both values. Sent again with the same `changeId` it is the same change.
   */
  changePlan: {
    method: 'POST',
    path: `${plan}/changes`,
    access: { kind: 'session', roles: readers },
    parameters,
    body: z
      .strictObject({
        changeId: planPartId,
        /** The version that the editor saw. */
        base: z.int().min(0),
        set: z.array(setting).max(40).default([]),
        remove: z
          .array(z.strictObject({ kind: z.enum(itemKinds), id: planPartId }))
          .max(10)
          .default([]),
        /** The writer's word that what looks like a diagnosis code is something else. */
        notADiagnosis: z.boolean().default(false),
      })
      .superRefine(({ set, notADiagnosis }, context) => {
        for (const [index, { path, value }] of notADiagnosis ? [] : set.entries()) {
          if (!seemsDiagnosis(path, value)) continue;
          context.addIssue({ code: 'custom', path: ['set', index, 'value'], message: 'diagnosis_code' });
        }
      }),
    response: planView,
    status: 200,
    problems: ['not-found', 'invalid-request', 'access-refused', 'id-already-used', 'stale-version'],
    audit: { action: 'CHANGE_SHARED_PLAN', subjectParameter: 'clientId' },
    case: asked,
  },
  /** The young person signs on the worker's screen: this version, as it was shown. */
  signPlan: {
    method: 'POST',
    path: `${plan}/signatures`,
    access: { kind: 'session', roles: readers },
    parameters,
    body: z.strictObject({ version: z.int().min(1) }),
    response: planView,
    status: 200,
    problems: ['not-found', 'state-conflict', 'access-refused', 'stale-version'],
    audit: { action: 'SIGN_PLAN', subjectParameter: 'clientId' },
    case: asked,
  },
  /** Takes a copy of what the own organisation may have, for its own register; it never changes. */
  freezePlan: {
    method: 'POST',
    path: `${plan}/copies`,
    access: { kind: 'session', roles: readers },
    parameters,
    body: z.strictObject({ copyId: planPartId, version: z.int().min(1) }),
    response: copyView,
    status: 201,
    problems: ['not-found', 'access-refused', 'id-already-used', 'stale-version'],
    audit: { action: 'TAKE_PLAN_COPY', subjectParameter: 'clientId' },
    case: asked,
  },
  readPlanCopy: {
    method: 'GET',
    path: `${plan}/copies/{copyId}`,
    access: { kind: 'session', roles: readers },
    parameters: copyParameters,
    response: planCopy,
    status: 200,
    problems: ['not-found', 'access-refused'],
    audit: { action: 'READ_PLAN_COPY', subjectParameter: 'clientId' },
    case: asked,
  },
  /** The copy as a tagged PDF (PDF/UA-1, ISO 14289-1) in a language. */
  printPlanCopy: {
    method: 'GET',
    path: `${plan}/copies/{copyId}/document`,
    access: { kind: 'session', roles: readers },
    parameters: copyParameters,
    query: z.strictObject({ language: z.enum(['fi', 'sv', 'en']).default('fi') }),
    response: 'application/pdf',
    status: 200,
    problems: ['not-found', 'access-refused'],
    audit: { action: 'PRINT_PLAN_COPY', subjectParameter: 'clientId' },
    case: asked,
  },
});
