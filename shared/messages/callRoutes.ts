import * as z from 'zod';
import { topic } from '../kernel/codes.ts';
import { language } from '../kernel/i18n.ts';
import { callId, siteId, slug } from '../kernel/ids.ts';
import { singleLine } from '../kernel/names.ts';
import type { TenantRole } from '../kernel/roles.ts';
import { offsetDateTime } from '../kernel/time.ts';
import { callBackView, callList } from './views.ts';

const callers = ['SITE_MANAGER', 'COUNSELLOR', 'OUTREACH_WORKER'] as const satisfies readonly TenantRole[];

/** A telephone number as people write it: digits, spaces, hyphens, brackets, a plus in front; 5 to 20 signs. */
const phoneNumber = z
  .string()
  .trim()
  .regex(/^(?=.{5,20}$)\+?[\d ()-]*\d[\d ()-]*$/u);

const ofCall = z.strictObject({ callId });

/** Telephone: calls as they come, and whom to call back. Part of the module's routes. */
export const callRoutes = {
  /** "Call me back", from the site's page; the number is removed a week after the call. */
  requestCallBack: {
    method: 'POST',
    path: '/api/tenants/{tenantSlug}/sites/{siteSlug}/call-backs',
    access: { kind: 'publicTenant' },
    parameters: z.strictObject({ tenantSlug: slug, siteSlug: slug }),
    body: z.strictObject({
      /** Chosen by the caller: the idempotency key. */
      callId,
      number: phoneNumber,
      nickname: singleLine(60).optional(),
      /** When it suits, in the person's own words. */
      times: singleLine(120).optional(),
      /** The language for which an interpreter is needed. */
      interpreter: singleLine(40).optional(),
      language,
    }),
    response: z.strictObject({ askedAt: offsetDateTime }),
    status: 201,
    problems: ['not-found', 'id-already-used', 'cap-reached'],
  },
  listCalls: {
    method: 'GET',
    path: '/api/messages/calls',
    access: { kind: 'session', roles: callers },
    query: z.strictObject({
      /** The tenant's main site when absent. */
      site: siteId.optional(),
    }),
    response: callList,
    status: 200,
    problems: ['not-found'],
    audit: { action: 'VIEW_CALLS' },
  },
  /** A call that was answered at once, or one that was missed and becomes a task to call back. */
  recordCall: {
    method: 'POST',
    path: '/api/messages/calls',
    access: { kind: 'session', roles: callers },
    body: z.strictObject({
      /** Chosen by the caller: the idempotency key. */
      callId,
      site: siteId,
      at: offsetDateTime,
      answered: z.boolean(),
      topics: z.array(topic).max(14),
      /** Whom to call back; for a missed call only, where a nickname or a number must be known. */
      number: phoneNumber.optional(),
      nickname: singleLine(60).optional(),
    }),
    response: z.strictObject({ answered: z.boolean(), at: offsetDateTime }),
    status: 201,
    problems: ['not-found', 'invalid-request', 'time-does-not-exist', 'time-not-offered', 'id-already-used'],
    audit: { action: 'RECORD_CALL' },
  },
  /** "I call", or no longer; another worker's claim is `state-conflict`. */
  claimCallBack: {
    method: 'POST',
    path: '/api/messages/calls/{callId}/claim',
    access: { kind: 'session', roles: callers },
    parameters: ofCall,
    body: z.strictObject({ site: siteId, claimed: z.boolean() }),
    response: callBackView,
    status: 200,
    problems: ['not-found', 'state-conflict'],
    audit: { action: 'CLAIM_CALL', subjectParameter: 'callId' },
  },
  /** A try to call back and how it ended; the same try told twice is one. */
  recordTry: {
    method: 'POST',
    path: '/api/messages/calls/{callId}/tries',
    access: { kind: 'session', roles: callers },
    parameters: ofCall,
    body: z.strictObject({
      site: siteId,
      /** Chosen by the caller: the idempotency key. */
      tryId: callId,
      outcome: z.enum(['NOT_REACHED', 'DONE']),
    }),
    response: callBackView,
    status: 201,
    problems: ['not-found', 'state-conflict'],
    audit: { action: 'RECORD_TRY', subjectParameter: 'callId' },
  },
} as const;
