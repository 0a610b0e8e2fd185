import * as z from 'zod';
import { bookingId, linkSecret, siteId, staffId, ticketId } from '../kernel/ids.ts';
import { singleLine } from '../kernel/names.ts';
import { recordLink } from '../kernel/reach.ts';
import type { TenantRole } from '../kernel/roles.ts';
import {
  deskLine,
  deskTicket,
  displayLinkView,
  lineStatus,
  lineSwitch,
  pauseReason,
  personFields,
  place,
  priorityFlag,
} from './views.ts';

const workers = [
  'SITE_MANAGER',
  'COUNSELLOR',
  'OUTREACH_WORKER',
  'PARTNER_WORKER',
] as const satisfies readonly TenantRole[];
const managers = ['TENANT_ADMIN', 'SITE_MANAGER'] as const satisfies readonly TenantRole[];

/** Ten random characters: a display. */
const displayId = z.string().regex(/^[0-9a-z]{10}$/u);
/** Twenty random characters chosen by the caller: one press of "call". */
const callKey = z.string().regex(/^[0-9a-z]{20}$/u);

/** What a worker does to one ticket. `version` is that of the ticket as it was shown. */
const change = <const Path extends string, Body extends z.ZodRawShape>(
  path: Path,
  action: string,
  body: Body,
) =>
  ({
    method: 'POST',
    path: `/api/line/tickets/{ticketId}/${path}`,
    access: { kind: 'session', roles: workers },
    parameters: z.strictObject({ ticketId }),
    body: z.strictObject({ version: z.int(), ...body }),
    response: deskTicket,
    status: 200,
    problems: ['not-found', 'state-conflict', 'stale-version'],
    audit: { action, subjectParameter: 'ticketId' },
  }) as const;

/** The line as workers run it. */
export const lineDeskRoutes = {
  readLine: {
    method: 'GET',
    path: '/api/line',
    access: { kind: 'session', roles: workers },
    /** The tenant's main site when absent. */
    query: z.strictObject({ site: siteId.optional() }),
    response: deskLine,
    status: 200,
    problems: ['not-found'],
    /** A live list: one row per worker and list in 15 minutes. */
    audit: { action: 'VIEW_LINE' },
  },
  /** One ticket for the contact form, also after it is done. */
  readDeskTicket: {
    method: 'GET',
    path: '/api/line/tickets/{ticketId}',
    access: { kind: 'session', roles: workers },
    parameters: z.strictObject({ ticketId }),
    response: deskTicket,
    status: 200,
    problems: ['not-found'],
    audit: { action: 'VIEW_TICKET', subjectParameter: 'ticketId' },
  },
  addToLine: {
    method: 'POST',
    path: '/api/line/tickets',
    access: { kind: 'session', roles: workers },
    body: z.strictObject({
      ticketId,
      secret: linkSecret,
      site: siteId,
      ...personFields,
      flags: z.array(priorityFlag).max(4).default([]),
    }),
    response: z.strictObject({ link: recordLink, ticket: deskTicket }),
    status: 201,
    problems: ['not-found', 'line-closed', 'id-already-used'],
    audit: { action: 'ADD_TO_LINE' },
  },
  /** Calls whoever is next for this worker; nobody when the line is empty. The same `callKey` never calls a second person. */
  callNext: {
    method: 'POST',
    path: '/api/line/call',
    access: { kind: 'session', roles: workers },
    body: z.strictObject({ site: siteId, callKey, place: place.optional() }),
    response: z.strictObject({ ticket: deskTicket.optional() }),
    status: 200,
    problems: ['not-found'],
    audit: { action: 'CALL_NEXT' },
  },
  /** Calls this person, out of turn if need be. */
  callTicket: change('call', 'CALL_TICKET', { callKey, place: place.optional() }),
  moveTicket: change('move', 'MOVE_TICKET', {
    event: z.enum(['RECALL', 'START', 'FINISH', 'MISS', 'HOLD', 'RETURN', 'LEAVE']),
  }),
  /** To one colleague who works with people here, and alone may call then; to everybody when absent. */
  handOver: change('hand-over', 'HAND_OVER_TICKET', { to: staffId.optional() }),
  handToBooking: change('booking', 'HAND_TICKET_TO_BOOKING', { bookingId }),
  setFlags: change('flags', 'FLAG_TICKET', { flags: z.array(priorityFlag).max(4) }),
  /** Takes an improper nickname off the lobby's display; the number stays. */
  hideNickname: change('nickname-hiding', 'HIDE_NICKNAME', {}),
  switchLine: {
    method: 'POST',
    path: '/api/line/switch',
    access: { kind: 'session', roles: workers },
    body: z.strictObject({ site: siteId, to: lineSwitch, reason: pauseReason.optional() }),
    response: lineStatus,
    status: 200,
    problems: ['not-found'],
  },
  listDisplays: {
    method: 'GET',
    path: '/api/line/displays',
    access: { kind: 'session', roles: managers },
    query: z.strictObject({ site: siteId.optional() }),
    response: z.strictObject({ site: siteId, displays: z.array(displayLinkView) }),
    status: 200,
    problems: ['not-found'],
  },
  makeDisplay: {
    method: 'POST',
    path: '/api/line/displays',
    access: { kind: 'session', roles: managers },
    body: z.strictObject({
      site: siteId,
      /** Chosen by the caller, as the secret is: a retry makes the same link. */
      displayId,
      secret: linkSecret,
      name: singleLine(60),
    }),
    response: z.strictObject({ link: recordLink, display: displayLinkView }),
    status: 201,
    problems: ['not-found', 'id-already-used'],
  },
  revokeDisplay: {
    method: 'POST',
    path: '/api/line/displays/{displayId}/revocation',
    access: { kind: 'session', roles: managers },
    parameters: z.strictObject({ displayId }),
    body: z.strictObject({ site: siteId }),
    response: displayLinkView,
    status: 200,
    problems: ['not-found'],
  },
} as const;
