import * as z from 'zod';
import { language, localizedText } from '../kernel/i18n.ts';
import { messageId, siteId, slug, staffId, threadId } from '../kernel/ids.ts';
import type { TenantRole } from '../kernel/roles.ts';
import { defineRoutes } from '../kernel/route.ts';
import { callRoutes } from './callRoutes.ts';
import { readThreadCode } from './threadCode.ts';
import { chatState, inbox, staffThread, writersThread, writtenText } from './views.ts';

/** Who answers messages: whoever may meet clients. */
const answerers = ['COUNSELLOR', 'OUTREACH_WORKER'] as const satisfies readonly TenantRole[];

const atSite = z.strictObject({ tenantSlug: slug, siteSlug: slug });
const ofThread = z.strictObject({ threadId });
const version = z.strictObject({ version: z.string() });
const ofWriter = { access: { kind: 'publicTenant' }, parameters: atSite } as const;

/** A thread's code as somebody types it: 40 signs leave room for spaces. */
const typedCode = z
  .string()
  .max(40)
  .refine((typed) => readThreadCode(typed) !== undefined);

/**
 * A thread is opened with its code in a body, never in an address; from then on a cookie of that browser stands for it.
 * `link-not-found` is the one answer for a code that opens nothing and for a cookie that no longer does.
 */
export const messagesRoutes = defineRoutes('messages', {
  readChat: {
    ...ofWriter,
    method: 'GET',
    path: '/api/tenants/{tenantSlug}/sites/{siteSlug}/chat',
    response: z.strictObject({
      site: z.strictObject({ name: localizedText }),
      /** Whether the site answers the telephone, and so calls back. */
      phone: z.boolean(),
      chat: chatState,
      /** Texts of the pages in the municipality's own words, by key. */
      texts: z.record(z.string(), localizedText),
    }),
    status: 200,
    problems: ['not-found'],
  },
  startThread: {
    ...ofWriter,
    method: 'POST',
    path: '/api/tenants/{tenantSlug}/sites/{siteSlug}/threads',
    body: z.strictObject({
      /** Chosen by the caller, as is the message's id: the same request again is the same thread. */
      code: typedCode,
      messageId,
      text: writtenText,
      language,
      /** On a computer that others use too: the thread closes after two idle minutes. */
      shared: z.boolean(),
    }),
    response: writersThread,
    status: 201,
    problems: ['not-found', 'id-already-used', 'cap-reached'],
  },
  openThread: {
    ...ofWriter,
    method: 'POST',
    path: '/api/tenants/{tenantSlug}/sites/{siteSlug}/threads/open',
    body: z.strictObject({ code: typedCode, shared: z.boolean() }),
    response: writersThread,
    status: 200,
    problems: ['not-found', 'link-not-found', 'too-many-attempts'],
  },
  readThread: {
    ...ofWriter,
    method: 'GET',
    path: '/api/tenants/{tenantSlug}/sites/{siteSlug}/thread',
    response: writersThread,
    status: 200,
    problems: ['not-found', 'link-not-found'],
  },
  /** Tells whether the open thread has changed; with `If-None-Match` in nothing but a status. */
  readThreadVersion: {
    ...ofWriter,
    method: 'GET',
    path: '/api/tenants/{tenantSlug}/sites/{siteSlug}/thread/version',
    response: version,
    status: 200,
    problems: ['not-found', 'link-not-found'],
  },
  writeMessage: {
    ...ofWriter,
    method: 'POST',
    path: '/api/tenants/{tenantSlug}/sites/{siteSlug}/thread/messages',
    body: z.strictObject({ messageId, text: writtenText }),
    response: writersThread,
    status: 201,
    problems: ['not-found', 'link-not-found', 'id-already-used', 'cap-reached'],
  },
  /** Takes the cookie's right away; the thread stays and opens with its code. */
  leaveThread: {
    ...ofWriter,
    method: 'POST',
    path: '/api/tenants/{tenantSlug}/sites/{siteSlug}/thread/leave',
    body: z.strictObject({}),
    response: z.strictObject({}),
    status: 200,
    problems: ['not-found'],
  },
  listThreads: {
    method: 'GET',
    path: '/api/messages/threads',
    access: { kind: 'session', roles: answerers },
    query: z.strictObject({
      /** The tenant's main site when absent. */
      site: siteId.optional(),
      closed: z.literal('yes').optional(),
    }),
    response: inbox,
    status: 200,
    problems: ['not-found'],
    audit: { action: 'VIEW_INBOX' },
  },
  /** Tells whether the inbox has changed, without showing anything of it. */
  readInboxVersion: {
    method: 'GET',
    path: '/api/messages/threads/version',
    access: { kind: 'session', roles: answerers },
    query: z.strictObject({ site: siteId.optional() }),
    response: version,
    status: 200,
    problems: ['not-found'],
  },
  readStaffThread: {
    method: 'GET',
    path: '/api/messages/threads/{threadId}',
    access: { kind: 'session', roles: answerers },
    parameters: ofThread,
    response: staffThread,
    status: 200,
    problems: ['not-found'],
    audit: { action: 'VIEW_THREAD', subjectParameter: 'threadId' },
  },
  readStaffThreadVersion: {
    method: 'GET',
    path: '/api/messages/threads/{threadId}/version',
    access: { kind: 'session', roles: answerers },
    parameters: ofThread,
    response: version,
    status: 200,
    problems: ['not-found'],
  },
  answerThread: {
    method: 'POST',
    path: '/api/messages/threads/{threadId}/messages',
    access: { kind: 'session', roles: answerers },
    parameters: ofThread,
    body: z.strictObject({
      messageId,
      text: writtenText,
      /** Number of the last message on the worker's screen: what came after it goes on waiting. */
      seen: z.int().min(1).max(100_000),
    }),
    response: staffThread,
    status: 201,
    /** `state-conflict`: a colleague has answered meanwhile. */
    problems: ['not-found', 'id-already-used', 'cap-reached', 'state-conflict'],
    audit: { action: 'ANSWER_THREAD', subjectParameter: 'threadId' },
  },
  /** "I am answering", for three minutes, or no longer. It holds nobody off; it tells. */
  claimThread: {
    method: 'POST',
    path: '/api/messages/threads/{threadId}/claim',
    access: { kind: 'session', roles: answerers },
    parameters: ofThread,
    body: z.strictObject({ answering: z.boolean() }),
    response: staffThread,
    status: 200,
    problems: ['not-found'],
    audit: { action: 'CLAIM_THREAD', subjectParameter: 'threadId' },
  },
  assignThread: {
    method: 'POST',
    path: '/api/messages/threads/{threadId}/assignment',
    access: { kind: 'session', roles: answerers },
    parameters: ofThread,
    /** Absent: nobody's in particular. */
    body: z.strictObject({ staffId: staffId.optional() }),
    response: staffThread,
    status: 200,
    problems: ['not-found'],
    audit: { action: 'ASSIGN_THREAD', subjectParameter: 'threadId' },
  },
  /** Closes a thread whose messages were all seen, or opens it again; a new message opens it too. */
  closeThread: {
    method: 'POST',
    path: '/api/messages/threads/{threadId}/closing',
    access: { kind: 'session', roles: answerers },
    parameters: ofThread,
    body: z.strictObject({ closed: z.boolean(), seen: z.int().min(1).max(100_000) }),
    response: staffThread,
    status: 200,
    problems: ['not-found', 'state-conflict'],
    audit: { action: 'CLOSE_THREAD', subjectParameter: 'threadId' },
  },
  /** An open inbox says every minute that its worker is there. */
  showPresence: {
    method: 'POST',
    path: '/api/messages/presence',
    access: { kind: 'session', roles: answerers },
    body: z.strictObject({ site: siteId }),
    response: z.strictObject({}),
    status: 200,
    problems: ['not-found'],
  },
  ...callRoutes,
});
