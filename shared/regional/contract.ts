import * as z from 'zod';
import { signUpForm, signUpProblems } from '../groups/signUpForm.ts';
import { signUpView } from '../groups/views.ts';
import { bookingView, freeTime } from '../booking/contract.ts';
import { bookerFields } from '../booking/views.ts';
import { bookingId, linkSecret, openingId, slug } from '../kernel/ids.ts';
import { recordLink } from '../kernel/reach.ts';
import type { TenantRole } from '../kernel/roles.ts';
import { defineRoutes } from '../kernel/route.ts';
import { offsetDateTime, plainDate } from '../kernel/time.ts';
import {
  givenView,
  groupOpeningForm,
  openable,
  openingForm,
  receivedOpeningView,
  sisterGroup,
  sisterService,
} from './views.ts';

/** Who answers for what municipalities have agreed with each other. */
const managers = ['TENANT_ADMIN', 'SITE_MANAGER'] as const satisfies readonly TenantRole[];
/** Who books for somebody. */
const bookers = ['COUNSELLOR', 'OUTREACH_WORKER', 'SITE_MANAGER'] as const satisfies readonly TenantRole[];

const ofOpening = z.strictObject({ openingId });
const ofTenant = z.strictObject({ tenantSlug: slug });

const span = z.strictObject({
  /** First day to search; today when absent. */
  from: plainDate.optional(),
  days: z.coerce.number().int().min(1).max(28).default(28),
});

const sisterTimes = z.lazy(() =>
  z.strictObject({
    ...sisterService.shape,
    searched: z.strictObject({ from: plainDate, to: plainDate }),
    times: z.array(freeTime),
  }),
);

const booking = z.strictObject({
  /** Chosen by the caller: the idempotency key. */
  bookingId,
  /** Chosen by the caller, so that a retry gets the same link; stored as SHA-256 only. */
  secret: linkSecret,
  start: offsetDateTime,
  ...bookerFields,
});

const booked = z.lazy(() => z.strictObject({ link: recordLink, booking: bookingView }));
const bookingProblems = [
  'not-found',
  'invalid-request',
  'time-taken',
  'time-not-offered',
  'time-does-not-exist',
  'id-already-used',
  'cap-reached',
  'state-conflict',
] as const;

const sisterGroups = z.lazy(() => z.strictObject({ groups: z.array(sisterGroup) }));
const oneSisterGroup = z.lazy(() => z.strictObject({ group: sisterGroup }));
const signedUp = z.lazy(() => z.strictObject({ link: recordLink, signUp: signUpView }));

export const regionalRoutes = defineRoutes('regional', {
  /** What the municipality has opened to others, what others have opened to it, and what it can open. */
  listOpenings: {
    method: 'GET',
    path: '/api/regional',
    access: { kind: 'session', roles: managers },
    response: z.lazy(() =>
      z.strictObject({
        today: plainDate,
        given: z.array(givenView),
        received: z.array(receivedOpeningView),
        openable,
      }),
    ),
    status: 200,
    problems: [],
  },
  /** Opens a service of a site, or one worker's times of it, to a named municipality; that one accepts or not. */
  openToMunicipality: {
    method: 'POST',
    path: '/api/regional/openings',
    access: { kind: 'session', roles: managers },
    body: openingForm,
    response: z.strictObject({ id: openingId }),
    status: 201,
    /** `state-conflict` with the reason `CLOSED`, `GONE` or `TOO_MANY`. */
    problems: ['not-found', 'invalid-request', 'state-conflict', 'id-already-used'],
    audit: { action: 'OPEN_TO_MUNICIPALITY' },
  },
  /** Opens a group to a named municipality, so many places of it at most; that one accepts or not. */
  openGroupToMunicipality: {
    method: 'POST',
    path: '/api/regional/group-openings',
    access: { kind: 'session', roles: managers },
    body: groupOpeningForm,
    response: z.strictObject({ id: openingId }),
    status: 201,
    /** `state-conflict` with the reason `CLOSED`, `GONE` or `TOO_MANY`. */
    problems: ['not-found', 'invalid-request', 'state-conflict', 'id-already-used'],
    audit: { action: 'OPEN_TO_MUNICIPALITY' },
  },
  /** Takes an opening back: what was booked stays and is told, nothing new is booked. */
  withdrawOpening: {
    method: 'POST',
    path: '/api/regional/openings/{openingId}/withdrawal',
    access: { kind: 'session', roles: managers },
    parameters: ofOpening,
    body: z.strictObject({}),
    response: z.strictObject({ told: z.int() }),
    status: 200,
    problems: ['not-found', 'state-conflict'],
    audit: { action: 'WITHDRAW_OPENING' },
  },
  /** What the receiving municipality does with an opening. */
  answerOpening: {
    method: 'POST',
    path: '/api/regional/received/{openingId}',
    access: { kind: 'session', roles: managers },
    parameters: ofOpening,
    body: z.strictObject({ act: z.enum(['ACCEPT', 'DECLINE', 'END']) }),
    response: z.strictObject({ told: z.int() }),
    status: 200,
    /** `state-conflict` with the reason `CLOSED` while the other municipality is closed, or `TOO_MANY` when as many are in use. */
    problems: ['not-found', 'state-conflict'],
    audit: { action: 'ANSWER_OPENING' },
  },
  /** Services of sister municipalities that a worker can book for somebody. */
  listSisterServicesForWorker: {
    method: 'GET',
    path: '/api/regional/received',
    access: { kind: 'session', roles: bookers },
    response: z.strictObject({ services: z.array(z.lazy(() => sisterService)) }),
    status: 200,
    problems: [],
  },
  searchSisterTimesForWorker: {
    method: 'GET',
    path: '/api/regional/received/{openingId}/times',
    access: { kind: 'session', roles: bookers },
    parameters: ofOpening,
    query: span,
    response: sisterTimes,
    status: 200,
    problems: ['not-found'],
  },
  /** Books one for somebody at the desk. The link is told to whom it is booked for, and kept nowhere here. */
  bookSisterTimeForSomebody: {
    method: 'POST',
    path: '/api/regional/received/{openingId}/bookings',
    access: { kind: 'session', roles: bookers },
    parameters: ofOpening,
    body: booking,
    response: booked,
    status: 201,
    problems: bookingProblems,
    audit: { action: 'BOOK_ELSEWHERE' },
  },
  /** Groups of sister municipalities that a worker can sign somebody up to. */
  listSisterGroupsForWorker: {
    method: 'GET',
    path: '/api/regional/received-groups',
    access: { kind: 'session', roles: bookers },
    response: sisterGroups,
    status: 200,
    problems: [],
  },
  readSisterGroupForWorker: {
    method: 'GET',
    path: '/api/regional/received-groups/{openingId}',
    access: { kind: 'session', roles: bookers },
    parameters: ofOpening,
    response: oneSisterGroup,
    status: 200,
    problems: ['not-found'],
  },
  /** Signs somebody up at the desk. The link is told to whom it is for, and kept nowhere here. */
  signUpSomebodyToSisterGroup: {
    method: 'POST',
    path: '/api/regional/received-groups/{openingId}/sign-ups',
    access: { kind: 'session', roles: bookers },
    parameters: ofOpening,
    body: signUpForm,
    response: signedUp,
    status: 201,
    problems: signUpProblems,
    audit: { action: 'SIGN_UP_ELSEWHERE' },
  },
  /** Groups of sister municipalities that young people can sign up to beside those of their own. */
  listSisterGroups: {
    method: 'GET',
    path: '/api/tenants/{tenantSlug}/sister-groups',
    access: { kind: 'publicTenant' },
    parameters: ofTenant,
    response: sisterGroups,
    status: 200,
    problems: [],
  },
  readSisterGroup: {
    method: 'GET',
    path: '/api/tenants/{tenantSlug}/sister-groups/{openingId}',
    access: { kind: 'publicTenant' },
    parameters: ofTenant.extend({ openingId }),
    response: oneSisterGroup,
    status: 200,
    problems: ['not-found'],
  },
  /** A seat, or a place on the waiting list, by the giver's own rules. The link leads to that one. */
  signUpToSisterGroup: {
    method: 'POST',
    path: '/api/tenants/{tenantSlug}/sister-groups/{openingId}/sign-ups',
    access: { kind: 'publicTenant' },
    parameters: ofTenant.extend({ openingId }),
    body: signUpForm,
    response: signedUp,
    status: 201,
    problems: signUpProblems,
  },
  /** Services of sister municipalities that young people can book beside those of their own. */
  listSisterServices: {
    method: 'GET',
    path: '/api/tenants/{tenantSlug}/sisters',
    access: { kind: 'publicTenant' },
    parameters: ofTenant,
    response: z.strictObject({ services: z.array(z.lazy(() => sisterService)) }),
    status: 200,
    problems: [],
  },
  searchSisterTimes: {
    method: 'GET',
    path: '/api/tenants/{tenantSlug}/sisters/{openingId}/times',
    access: { kind: 'publicTenant' },
    parameters: ofTenant.extend({ openingId }),
    query: span,
    response: sisterTimes,
    status: 200,
    problems: ['not-found'],
  },
  /** Books a time of a sister municipality by that one's own rules. The link leads to that one. */
  bookSisterTime: {
    method: 'POST',
    path: '/api/tenants/{tenantSlug}/sisters/{openingId}/bookings',
    access: { kind: 'publicTenant' },
    parameters: ofTenant.extend({ openingId }),
    body: booking,
    response: booked,
    status: 201,
    problems: bookingProblems,
  },
});
