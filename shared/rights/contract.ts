import * as z from 'zod';
import { language } from '../kernel/i18n.ts';
import { clientId, consentId, requestId, slug } from '../kernel/ids.ts';
import type { TenantRole } from '../kernel/roles.ts';
import { restrictionGround } from '../kernel/restriction.ts';
import { defineRoutes } from '../kernel/route.ts';
import { sensitiveText } from '../kernel/sensitive.ts';
import { plainDate } from '../kernel/time.ts';
import { requestKinds } from './requests.ts';
import { everythingView, lookView, meView, requestView, restrictionView } from './views.ts';

export * from './views.ts';

/** Longest text of a request and of its answer. */
export const REQUEST_LENGTH = 2000;

const tenantParameters = z.strictObject({ tenantSlug: slug });
const clientParameters = z.strictObject({ clientId });
const text = sensitiveText(REQUEST_LENGTH);

/** A request as it is made; a restriction of processing says on which ground. */
const asked = z
  .strictObject({ requestId, what: z.enum(requestKinds), ground: restrictionGround.optional(), text })
  .refine(({ what, ground }) => (what === 'RESTRICTION') === (ground !== undefined), { path: ['ground'] });

const workers = ['COUNSELLOR', 'OUTREACH_WORKER'] as const satisfies readonly TenantRole[];
const person = { kind: 'person' } as const;

export const rightsRoutes = defineRoutes('rights', {
  /** Begins identification for the municipality's own page: where to send the browser. */
  beginIdentification: {
    method: 'POST',
    path: '/api/tenants/{tenantSlug}/identification',
    access: { kind: 'publicTenant' },
    parameters: tenantParameters,
    body: z.strictObject({ language }),
    response: z.strictObject({ address: z.url() }),
    status: 200,
    /** `state-conflict`: the municipality has no keys to the identification service. */
    problems: ['state-conflict', 'cap-reached'],
  },
  /** Ends it with what came back; signs in whoever is known here. */
  completeIdentification: {
    method: 'POST',
    path: '/api/tenants/{tenantSlug}/identification/return',
    access: { kind: 'publicTenant' },
    parameters: tenantParameters,
    body: z.strictObject({ query: z.string().min(1).max(4000) }),
    response: z.strictObject({
      outcome: z.enum(['SIGNED_IN', 'CANCELLED', 'REFUSED', 'UNKNOWN', 'TOO_YOUNG']),
      language,
    }),
    status: 200,
    problems: [],
  },
  readMe: {
    method: 'GET',
    path: '/api/me',
    access: person,
    response: meView,
    status: 200,
    problems: ['session-required'],
    audit: { action: 'VIEW_OWN' },
  },
  readMyLog: {
    method: 'GET',
    path: '/api/me/log',
    access: person,
    query: z.strictObject({
      /** `nextCursor` of the page before. */
      cursor: z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}T[\d:.]{12}Z#[0-9A-Za-z_#]{1,80}$/u)
        .optional(),
    }),
    response: z.strictObject({ looks: z.array(lookView), nextCursor: z.string().optional() }),
    status: 200,
    problems: ['session-required'],
    audit: { action: 'VIEW_OWN_LOG' },
  },
  withdrawMyConsent: {
    method: 'POST',
    path: '/api/me/consents/{consentId}/withdrawal',
    access: person,
    parameters: z.strictObject({ consentId }),
    body: z.strictObject({}),
    response: z.strictObject({}),
    status: 200,
    problems: ['session-required', 'not-found', 'state-conflict'],
    audit: { action: 'WITHDRAW_CONSENT' },
  },
  askMyRequest: {
    method: 'POST',
    path: '/api/me/requests',
    access: person,
    body: asked,
    response: z.strictObject({}),
    status: 201,
    problems: ['session-required', 'invalid-request', 'id-already-used'],
    audit: { action: 'ASK_REQUEST' },
  },
  takeEverything: {
    method: 'GET',
    path: '/api/me/everything',
    access: person,
    response: everythingView,
    status: 200,
    problems: ['session-required'],
    audit: { action: 'TAKE_EVERYTHING' },
  },
  endMySession: {
    method: 'POST',
    path: '/api/me/sign-out',
    access: person,
    body: z.strictObject({}),
    response: z.strictObject({}),
    status: 200,
    problems: [],
    audit: { action: 'SIGN_OUT' },
  },
  listRequests: {
    method: 'GET',
    path: '/api/cases/clients/{clientId}/requests',
    access: { kind: 'session', roles: workers },
    parameters: clientParameters,
    response: z.strictObject({ requests: z.array(requestView), restriction: restrictionView.optional() }),
    status: 200,
    problems: [],
    audit: { action: 'VIEW_REQUESTS', subjectParameter: 'clientId' },
    case: { action: 'VIEW', category: 'GUIDANCE' },
  },
  /** A request of somebody who does not use the own page, written down by a worker. */
  recordRequest: {
    method: 'POST',
    path: '/api/cases/clients/{clientId}/requests',
    access: { kind: 'session', roles: workers },
    parameters: clientParameters,
    body: asked,
    response: z.strictObject({}),
    status: 201,
    problems: ['not-found', 'invalid-request', 'id-already-used'],
    audit: { action: 'RECORD_REQUEST', subjectParameter: 'clientId' },
    case: { action: 'RECORD', category: 'GUIDANCE' },
  },
  answerRequest: {
    method: 'POST',
    path: '/api/cases/clients/{clientId}/requests/{requestId}/answer',
    access: { kind: 'session', roles: workers },
    parameters: clientParameters.extend({ requestId }),
    body: z.strictObject({
      decision: z.enum(['ACCEPTED', 'REFUSED']),
      reason: text,
      annotation: text.optional(),
    }),
    response: z.strictObject({}),
    status: 200,
    problems: ['not-found', 'invalid-request', 'state-conflict'],
    audit: { action: 'ANSWER_REQUEST', subjectParameter: 'clientId' },
    case: { action: 'RECORD', category: 'GUIDANCE' },
  },
  /** Restricts the processing of the person's data, without a request on record. */
  restrictProcessing: {
    method: 'POST',
    path: '/api/cases/clients/{clientId}/restriction',
    access: { kind: 'session', roles: workers },
    parameters: clientParameters,
    body: z.strictObject({ restrictionId: requestId, ground: restrictionGround, reason: text }),
    response: z.strictObject({}),
    status: 201,
    /** `state-conflict`: a restriction stands already. */
    problems: ['not-found', 'invalid-request', 'state-conflict', 'id-already-used'],
    audit: { action: 'RESTRICT_PROCESSING', subjectParameter: 'clientId' },
    case: { action: 'RESTRICT_PROCESSING', category: 'GUIDANCE' },
  },
  /** Tells the person from which day on it is lifted, and why; before that it cannot be. */
  tellRestrictionEnds: {
    method: 'POST',
    path: '/api/cases/clients/{clientId}/restriction/end',
    access: { kind: 'session', roles: workers },
    parameters: clientParameters,
    body: z.strictObject({ text, liftsOn: plainDate }),
    response: z.strictObject({}),
    status: 200,
    /** `invalid-request` with `too_soon`: the day is not a later one than today. */
    problems: ['not-found', 'invalid-request', 'state-conflict'],
    audit: { action: 'TELL_RESTRICTION_ENDS', subjectParameter: 'clientId' },
    case: { action: 'RESTRICT_PROCESSING', category: 'GUIDANCE' },
  },
  liftRestriction: {
    method: 'POST',
    path: '/api/cases/clients/{clientId}/restriction/lifting',
    access: { kind: 'session', roles: workers },
    parameters: clientParameters,
    body: z.strictObject({}),
    response: z.strictObject({}),
    status: 200,
    /** `state-conflict`: the person has not been told, or the day has not come. */
    problems: ['not-found', 'state-conflict'],
    audit: { action: 'LIFT_RESTRICTION', subjectParameter: 'clientId' },
    case: { action: 'RESTRICT_PROCESSING', category: 'GUIDANCE' },
  },
  /** The same copy that the own page gives, for somebody who asks a worker for it. */
  exportForPerson: {
    method: 'GET',
    path: '/api/cases/clients/{clientId}/everything',
    access: { kind: 'session', roles: workers },
    parameters: clientParameters,
    response: everythingView,
    status: 200,
    /** `access-refused`: the case was opened for another purpose than the person's own request. */
    problems: ['not-found', 'access-refused'],
    audit: { action: 'TAKE_EVERYTHING', subjectParameter: 'clientId' },
    case: { action: 'TAKE_COPY', category: 'GUIDANCE' },
  },
});
