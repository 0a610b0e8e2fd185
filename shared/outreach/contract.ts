import * as z from 'zod';
import { ageBand } from '../kernel/codes.ts';
import { clientId, eventId, notificationId } from '../kernel/ids.ts';
import type { TenantRole } from '../kernel/roles.ts';
import { defineRoutes } from '../kernel/route.ts';
import { sensitiveText } from '../kernel/sensitive.ts';
import { plainDate } from '../kernel/time.ts';
import { disclosedData, minorBases } from './disclosure.ts';
import { consentGivers, senderKinds } from './senders.ts';
import { keptStates, outreachOutcomes } from './states.ts';
import {
  clientNotification,
  line,
  notificationLine,
  notificationView,
  outreachMeasures,
  person,
  receivedBy,
  toldInAdvance,
  tryMeans,
} from './views.ts';

const outreachRoles = ['OUTREACH_WORKER'] as const satisfies readonly TenantRole[];
const caseRoles = ['COUNSELLOR', 'OUTREACH_WORKER', 'PARTNER_WORKER'] as const;
const parameters = z.strictObject({ notificationId });
const ofClient = z.strictObject({ clientId, notificationId });

export const outreachRoutes = defineRoutes('outreach', {
  /** The queue: every notification that is kept, the most urgent first. */
  listOutreach: {
    method: 'GET',
    path: '/api/outreach/notifications',
    access: { kind: 'session', roles: outreachRoles },
    response: z.strictObject({ notifications: z.array(notificationLine), today: plainDate }),
    status: 200,
    problems: [],
    audit: { action: 'LIST_OUTREACH' },
  },
  /** Writes down a notification that came by secure message, phone or paper: who the person is and how to reach them, nothing else. */
  receiveOutreach: {
    method: 'POST',
    path: '/api/outreach/notifications',
    access: { kind: 'session', roles: outreachRoles },
    body: z.strictObject({
      notificationId,
      ...person,
      sender: z.enum(senderKinds),
      organisation: line,
      contactPerson: line.optional(),
      consentBy: z.enum(consentGivers).optional(),
      by: z.enum(receivedBy),
      receivedOn: plainDate,
      toldInAdvance: z.enum(toldInAdvance),
    }),
    response: notificationView,
    status: 201,
    problems: ['invalid-request', 'id-already-used'],
    audit: { action: 'RECEIVE_OUTREACH' },
  },
  readOutreach: {
    method: 'GET',
    path: '/api/outreach/notifications/{notificationId}',
    access: { kind: 'session', roles: outreachRoles },
    parameters,
    response: notificationView,
    status: 200,
    problems: ['not-found'],
    audit: { action: 'VIEW_OUTREACH', subjectParameter: 'notificationId' },
  },
  /** A try to reach the young person, and whether it did. */
  recordOutreachTry: {
    method: 'POST',
    path: '/api/outreach/notifications/{notificationId}/tries',
    access: { kind: 'session', roles: outreachRoles },
    parameters,
    body: z.strictObject({ eventId, means: z.enum(tryMeans), reached: z.boolean() }),
    response: notificationView,
    status: 201,
    problems: ['not-found', 'state-conflict', 'id-already-used', 'stale-version'],
    audit: { action: 'TRY_OUTREACH', subjectParameter: 'notificationId' },
  },
  decideOutreachMeasure: {
    method: 'POST',
    path: '/api/outreach/notifications/{notificationId}/measures',
    access: { kind: 'session', roles: outreachRoles },
    parameters,
    body: z.strictObject({
      eventId,
      measure: z.enum(outreachMeasures),
      words: sensitiveText(500).optional(),
    }),
    response: notificationView,
    status: 201,
    problems: ['not-found', 'id-already-used', 'stale-version'],
    audit: { action: 'DECIDE_OUTREACH', subjectParameter: 'notificationId' },
  },
  /** Writes down what was given on, to whom and by whose consent (§12). */
  discloseOutreach: {
    method: 'POST',
    path: '/api/outreach/notifications/{notificationId}/disclosures',
    access: { kind: 'session', roles: outreachRoles },
    parameters,
    body: z.strictObject({
      eventId,
      to: line,
      data: z.array(z.enum(disclosedData)).min(1).max(disclosedData.length),
      consented: z.boolean(),
      minorBasis: z.enum(minorBases).optional(),
      minorReason: sensitiveText(500).optional(),
    }),
    response: notificationView,
    status: 201,
    problems: ['not-found', 'invalid-request', 'state-conflict', 'id-already-used', 'stale-version'],
    audit: { action: 'DISCLOSE_OUTREACH', subjectParameter: 'notificationId' },
  },
  /** Says that a notification is still needed; it is asked again three months later. */
  reviewOutreach: {
    method: 'POST',
    path: '/api/outreach/notifications/{notificationId}/review',
    access: { kind: 'session', roles: outreachRoles },
    parameters,
    body: z.strictObject({}),
    response: notificationView,
    status: 200,
    problems: ['not-found', 'stale-version'],
    audit: { action: 'REVIEW_OUTREACH', subjectParameter: 'notificationId' },
  },
  /** Ends a notification: refused or no longer needed, it is destroyed now; not reached, it is kept until its review. */
  endOutreach: {
    method: 'POST',
    path: '/api/outreach/notifications/{notificationId}/end',
    access: { kind: 'session', roles: outreachRoles },
    parameters,
    body: z.strictObject({ outcome: z.enum(['DECLINED', 'NO_LONGER_NEEDED', 'NOT_REACHED']) }),
    response: z.strictObject({ destroyed: z.boolean() }),
    status: 200,
    problems: ['not-found', 'state-conflict', 'stale-version'],
    audit: { action: 'END_OUTREACH', subjectParameter: 'notificationId' },
  },
  /** The young person agrees: the notification goes over to the client whom the path names, and is no longer in the queue. */
  agreeOutreach: {
    method: 'POST',
    path: '/api/outreach/clients/{clientId}/notifications/{notificationId}',
    access: { kind: 'session', roles: outreachRoles },
    parameters: ofClient,
    body: z.strictObject({}),
    response: clientNotification,
    status: 200,
    problems: ['not-found', 'state-conflict', 'access-refused', 'stale-version'],
    audit: { action: 'AGREE_OUTREACH', subjectParameter: 'clientId' },
    case: { action: 'RECORD' },
  },
  /** What of a client came by outreach youth work. */
  readClientOutreach: {
    method: 'GET',
    path: '/api/outreach/clients/{clientId}',
    access: { kind: 'session', roles: caseRoles },
    parameters: z.strictObject({ clientId }),
    response: z.strictObject({
      notifications: z.array(clientNotification),
      today: plainDate,
      mayReview: z.boolean(),
    }),
    status: 200,
    problems: ['not-found'],
    audit: { action: 'VIEW_CLIENT_OUTREACH', subjectParameter: 'clientId' },
    case: { action: 'VIEW' },
  },
  /** Says that it is still needed, or destroys what it told. */
  reviewClientOutreach: {
    method: 'POST',
    path: '/api/outreach/clients/{clientId}/notifications/{notificationId}/review',
    access: { kind: 'session', roles: outreachRoles },
    parameters: ofClient,
    body: z.strictObject({ needed: z.boolean() }),
    response: clientNotification,
    status: 200,
    problems: ['not-found', 'state-conflict', 'access-refused'],
    audit: { action: 'REVIEW_CLIENT_OUTREACH', subjectParameter: 'clientId' },
    case: { action: 'RECORD' },
  },
  /** How many there are and how they ended this year; nobody is in it. */
  countOutreach: {
    method: 'GET',
    path: '/api/outreach/counts',
    access: { kind: 'session', roles: ['OUTREACH_WORKER', 'SITE_MANAGER'] },
    response: z.strictObject({
      year: z.int(),
      kept: z.array(z.strictObject({ state: z.enum(keptStates), count: z.int() })),
      ended: z.array(
        z.strictObject({
          sender: z.enum(senderKinds),
          outcome: z.enum(outreachOutcomes),
          ageBand,
          count: z.int(),
        }),
      ),
    }),
    status: 200,
    problems: [],
    audit: { action: 'COUNT_OUTREACH' },
  },
});
