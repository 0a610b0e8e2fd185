import * as z from 'zod';
import { language } from '../kernel/i18n.ts';
import { linkSecret, slug } from '../kernel/ids.ts';
import { freeText } from '../kernel/names.ts';
import { email, recordLink } from '../kernel/reach.ts';
import type { Route } from '../kernel/route.ts';
import { offsetDateTime, plainDate } from '../kernel/time.ts';
import {
  ACCESSIBILITY_LONGEST,
  accessibilityFields,
  accessibilityFormId,
  accessibilityId,
  accessibilityStates,
  accessibilitySteps,
  nearnesses,
  serviceLink,
} from './accessibility.ts';

const sent = z.strictObject({
  formId: accessibilityFormId,
  secret: linkSecret,
  language,
  ...accessibilityFields,
});

/** What the sender is told at once (306/2019 section 10): that it has come in and when, and until when it is answered. */
const acknowledged = { receivedAt: offsetDateTime, dueOn: plainDate };

/** What the sender reads by the link. */
const opened = z.strictObject({
  ...acknowledged,
  state: z.enum(accessibilityStates),
  language,
  text: z.string(),
  place: z.string().optional(),
  /** Whether the answer is told by mail too. */
  mailed: z.boolean(),
  extension: z.string().optional(),
  answer: z.string().optional(),
  answeredAt: offsetDateTime.optional(),
});

/** What the house reads. The sender's address is not shown: the service mails for it. */
const listed = opened.extend({
  id: accessibilityId,
  nearness: z.enum(nearnesses),
  /** The last day to which the answer may be put off. */
  latest: plainDate,
  version: z.int(),
});

const list = {
  today: plainDate,
  /** What waits for an answer, the most urgent first. */
  open: z.array(listed),
  /** What was answered lately, the newest first. */
  answered: z.array(listed),
};

const step = z.strictObject({
  version: z.int(),
  step: z.enum(accessibilitySteps),
  /** The answer, or why it takes longer. */
  text: freeText(ACCESSIBILITY_LONGEST),
  /** The new last day; needed to put the answer off. */
  until: plainDate.optional(),
});
export type AccessibilityStepBody = z.infer<typeof step>;

const byId = z.strictObject({ id: accessibilityId });
const steps = {
  body: step,
  response: z.strictObject({}),
  status: 200,
  /** `invalid-request` at `until` for a day that the law does not allow; `state-conflict` for a step that the state does not take. */
  problems: ['not-found', 'invalid-request', 'state-conflict', 'stale-version'],
} as const;

/** Feedback about accessibility (306/2019 section 10): to a municipality about its pages, to the service about those of nobody. */
export const accessibilityRoutes = {
  /** Sends a municipality feedback about accessibility. The same form sent again is the same feedback. */
  sendAccessibility: {
    method: 'POST',
    path: '/api/tenants/{tenantSlug}/accessibility',
    access: { kind: 'publicTenant' },
    parameters: z.strictObject({ tenantSlug: slug }),
    body: sent,
    response: z.strictObject({ ...acknowledged, link: recordLink }),
    status: 201,
    problems: ['not-found', 'id-already-used', 'cap-reached'],
  },
  /** What was sent, and its answer. */
  readSentAccessibility: {
    method: 'GET',
    path: '/api/accessibility-links/{link}',
    access: { kind: 'link' },
    parameters: z.strictObject({ link: recordLink }),
    response: opened,
    status: 200,
    problems: ['link-not-found'],
  },
  /** Sends the service itself feedback about pages that are no municipality's. */
  sendServiceAccessibility: {
    method: 'POST',
    path: '/api/accessibility',
    access: { kind: 'public' },
    body: sent,
    response: z.strictObject({ ...acknowledged, link: serviceLink }),
    status: 201,
    problems: ['id-already-used', 'cap-reached'],
  },
  readSentServiceAccessibility: {
    method: 'GET',
    path: '/api/accessibility/{link}',
    access: { kind: 'public' },
    parameters: z.strictObject({ link: serviceLink }),
    response: opened,
    status: 200,
    problems: ['link-not-found'],
  },
  /** What the municipality has to answer, and by when. */
  listAccessibility: {
    method: 'GET',
    path: '/api/feedback/accessibility',
    access: { kind: 'session', roles: ['TENANT_ADMIN'] },
    response: z.strictObject({
      ...list,
      /** Where reminders of what is due go. */
      remindedAt: email.optional(),
    }),
    status: 200,
    problems: [],
    audit: { action: 'READ_ACCESSIBILITY' },
  },
  /** Answers, or puts the answer off once. */
  answerAccessibility: {
    method: 'POST',
    path: '/api/feedback/accessibility/{id}',
    access: { kind: 'session', roles: ['TENANT_ADMIN'] },
    parameters: byId,
    ...steps,
    audit: { action: 'ANSWER_ACCESSIBILITY' },
  },
  /** Sets where the municipality is reminded of what is due and late; nowhere without an address. */
  setAccessibilityReminder: {
    method: 'POST',
    path: '/api/feedback/accessibility-reminder',
    access: { kind: 'session', roles: ['TENANT_ADMIN'] },
    body: z.strictObject({ email: email.optional() }),
    response: z.strictObject({}),
    status: 200,
    problems: [],
    audit: { action: 'SET_ACCESSIBILITY_REMINDER' },
  },
  /** What the operator of the service has to answer. */
  listServiceAccessibility: {
    method: 'GET',
    path: '/api/platform/accessibility',
    access: { kind: 'session', roles: ['PLATFORM_OPERATOR'] },
    response: z.strictObject(list),
    status: 200,
    problems: [],
  },
  answerServiceAccessibility: {
    method: 'POST',
    path: '/api/platform/accessibility/{id}',
    access: { kind: 'session', roles: ['PLATFORM_OPERATOR'] },
    parameters: byId,
    ...steps,
  },
} as const satisfies Record<string, Omit<Route, 'id' | 'module'>>;

export type OpenedAccessibility = z.infer<typeof opened>;
export type ListedAccessibility = z.infer<typeof listed>;
