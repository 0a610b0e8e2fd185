import * as z from 'zod';
import { consentMeans } from '../kernel/consents.ts';
import { consentCategory } from '../kernel/caseCategories.ts';
import { identification } from '../kernel/codes.ts';
import { language, localizedText } from '../kernel/i18n.ts';
import { clientId, consentId, mapId, requestId, slug } from '../kernel/ids.ts';
import { actionStates } from '../kernel/actionStates.ts';
import type { TenantRole } from '../kernel/roles.ts';
import { restrictionGround } from '../kernel/restriction.ts';
import { defineRoutes } from '../kernel/route.ts';
import { sensitiveText } from '../kernel/sensitive.ts';
import { plainDate } from '../kernel/time.ts';
import { requestKinds, requestStates } from './requests.ts';

/** Longest text of a request and of its answer. */
export const REQUEST_LENGTH = 2000;

const tenantParameters = z.strictObject({ tenantSlug: slug });
const clientParameters = z.strictObject({ clientId });
const text = sensitiveText(REQUEST_LENGTH);

/** A request as it is made; a restriction of processing says on which ground. */
const asked = z
  .strictObject({ requestId, what: z.enum(requestKinds), ground: restrictionGround.optional(), text })
  .refine(({ what, ground }) => (what === 'RESTRICTION') === (ground !== undefined), { path: ['ground'] });

/** A restriction of processing (GDPR article 18), in force or lifted, with the texts for the person. */
export const restrictionView = z.strictObject({
  id: requestId,
  ground: restrictionGround,
  /** UTC instants. */
  since: z.string(),
  reason: z.string(),
  /** What the person was told about its end, and from which day on it may be lifted. */
  told: z
    .strictObject({ at: z.string(), text: z.string(), liftsOn: plainDate, mayBeLifted: z.boolean() })
    .optional(),
  liftedAt: z.string().optional(),
});
export type RestrictionView = z.infer<typeof restrictionView>;

/** A request of the person, with its answer when there is one. Texts as they were written. */
export const requestView = z.strictObject({
  id: requestId,
  what: z.enum(requestKinds),
  ground: restrictionGround.optional(),
  /** UTC instant. */
  askedAt: z.string(),
  /** Whether the person asked it on the own page; else a worker wrote it down. */
  byPerson: z.boolean(),
  text: z.string(),
  state: z.enum(requestStates),
  answeredAt: z.string().optional(),
  /** Who answered, as far as the municipality names its workers. */
  answeredBy: z.string().optional(),
  reason: z.string().optional(),
  /** What now stands beside the text that was asked about. */
  annotation: z.string().optional(),
});
export type RequestView = z.infer<typeof requestView>;

/** A consent as the person who gave it sees it. */
export const ownConsentView = z.strictObject({
  id: consentId,
  categories: z.array(consentCategory),
  from: localizedText,
  to: localizedText,
  purpose: z.string(),
  validUntil: plainDate,
  means: z.enum(consentMeans),
  givenAt: z.string(),
  withdrawnAt: z.string().optional(),
  state: z.enum(['IN_FORCE', 'WITHDRAWN', 'ENDED']),
});
export type OwnConsentView = z.infer<typeof ownConsentView>;

/** One use of the person's data. `name` is absent where the municipality does not name its workers, and of the person oneself. */
export const lookView = z.strictObject({
  at: z.string(),
  /** Until when one row stands for repeated looks at an open list. */
  until: z.string().optional(),
  action: z.string(),
  outcome: z.enum(['DONE', 'NOT_FOUND', 'REFUSED']),
  byPerson: z.boolean(),
  organisation: localizedText.optional(),
  /** What the worker is by profession, in the municipality's own words. */
  title: z.string().optional(),
  name: z.string().optional(),
  purpose: z.string().optional(),
  /**
   * What was given to whom outside the register (GDPR article 15(1)(c)). `byReceiver`: the receiver itself did it, by a link that
   * the named worker had sent.
   */
  disclosed: z
    .strictObject({ to: z.string(), categories: z.array(consentCategory), byReceiver: z.boolean() })
    .optional(),
});
export type LookView = z.infer<typeof lookView>;

/** One record of everything that is held, as plain values; how it is built differs by kind. */
const heldRecord = z.record(z.string(), z.unknown());
/** Everything of one kind. */
export const heldPart = z.strictObject({ kind: z.string(), records: z.array(heldRecord) });
export type HeldPart = z.infer<typeof heldPart>;

/** An action of the plan as the person reads it. */
const ownAction = z.strictObject({
  what: z.string(),
  organisation: localizedText.optional(),
  /** `YOU` or the name of whoever does it. */
  who: z.string().optional(),
  deadline: z.string().optional(),
  state: z.enum(actionStates).optional(),
});

/** The shared plan as the person reads it: goals in the own words with what is done for each. */
export const ownPlanView = z.strictObject({
  needs: z.string().optional(),
  goals: z.array(z.strictObject({ words: z.string(), actions: z.array(ownAction) })),
  /** What serves no goal of its own. */
  others: z.array(ownAction),
  supporters: z.array(z.strictObject({ name: z.string(), how: z.string() })),
  reviewOn: z.string().optional(),
  /** When the person last signed, and whether the plan has stayed so since. */
  signed: z.strictObject({ at: z.string(), current: z.boolean() }).optional(),
});
export type OwnPlanView = z.infer<typeof ownPlanView>;
export type OwnAction = z.infer<typeof ownAction>;

/** A finished map as the person reads it; no total, and nothing of what was skipped. */
export const ownMapView = z.strictObject({
  id: mapId,
  name: localizedText,
  madeAt: z.string(),
  areas: z.array(
    z.strictObject({
      name: localizedText,
      value: z.int().optional(),
      strength: z.boolean(),
      help: z.boolean(),
      words: z.string().optional(),
    }),
  ),
});
export type OwnMapView = z.infer<typeof ownMapView>;

/** Everything that is held about one person (GDPR article 15). */
export const everythingView = z.strictObject({
  municipality: localizedText,
  takenAt: z.string(),
  parts: z.array(heldPart),
  /** The plan and the maps once more, as they are read; their parts above hold every version of them. */
  plan: ownPlanView.optional(),
  maps: z.array(ownMapView),
  log: z.array(lookView),
  /** What is not given when it is held (621/1999 §11(2)). The same in every copy, so that it tells nobody whether there is any. */
  withheld: z.array(z.enum(['CHILD_WELFARE', 'HOLD'])),
});
export type EverythingView = z.infer<typeof everythingView>;

export const meView = z.strictObject({
  tenantSlug: slug,
  tenantName: localizedText,
  displayName: z.string(),
  identification: identification.exclude(['ANONYMOUS']),
  /** Who answers for the guidance. */
  guide: z
    .strictObject({ name: z.string().optional(), title: z.string(), organisation: localizedText })
    .optional(),
  consents: z.array(ownConsentView),
  requests: z.array(requestView),
  /** The newest. */
  restriction: restrictionView.optional(),
  plan: ownPlanView.optional(),
  /** The newest first. */
  maps: z.array(ownMapView),
});
export type MeView = z.infer<typeof meView>;

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
    problems: ['state-conflict'],
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
