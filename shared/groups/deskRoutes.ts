import * as z from 'zod';
import { groupId, meetingId, roomId, signUpId, siteId, staffId } from '../kernel/ids.ts';
import type { TenantRole } from '../kernel/roles.ts';
import type { Route } from '../kernel/route.ts';
import { plainDate, plainTime } from '../kernel/time.ts';
import { groupFields, joining } from './fields.ts';
import { deskGroup, groupChoices, groupLine, meetingSheet, seriesPreview, seriesRule } from './views.ts';

/** Who sees the groups; a partner sees those that they lead. */
const seeing = [
  'SITE_MANAGER',
  'COUNSELLOR',
  'OUTREACH_WORKER',
  'PARTNER_WORKER',
] as const satisfies readonly TenantRole[];
/** Who makes groups and changes them. */
const running = ['SITE_MANAGER', 'COUNSELLOR'] as const satisfies readonly TenantRole[];

const siteOnly = z.strictObject({ siteId });
const ofGroup = siteOnly.extend({ groupId });
const ofMeeting = ofGroup.extend({ meetingId });

/** Who leads and where: what a series keeps busy. */
const resources = { leaders: z.array(staffId).min(1).max(5), room: roomId.optional() } as const;

type DeskRoutes = Readonly<Record<string, Omit<Route, 'id' | 'module'>>>;

/** The groups at the desk: the list, one group, its series, and who came. */
export const groupsDeskRoutes = {
  listGroups: {
    method: 'GET',
    path: '/api/sites/{siteId}/groups',
    access: { kind: 'session', roles: seeing },
    parameters: siteOnly,
    response: z.strictObject({ groups: z.array(groupLine) }),
    status: 200,
    problems: ['not-found'],
  },
  /** Who may lead a group and where it may meet: what the forms offer. */
  readGroupChoices: {
    method: 'GET',
    path: '/api/sites/{siteId}/group-choices',
    access: { kind: 'session', roles: running },
    parameters: siteOnly,
    response: groupChoices,
    status: 200,
    problems: ['not-found'],
  },
  readGroup: {
    method: 'GET',
    path: '/api/sites/{siteId}/groups/{groupId}',
    access: { kind: 'session', roles: seeing },
    parameters: ofGroup,
    response: deskGroup,
    status: 200,
    problems: ['not-found'],
    audit: { action: 'VIEW_GROUP' },
  },
  /** The dates that a series would have and what stands in their way. Changes nothing. */
  previewSeries: {
    method: 'POST',
    path: '/api/sites/{siteId}/group-previews',
    access: { kind: 'session', roles: running },
    parameters: siteOnly,
    body: z.strictObject({
      ...resources,
      seats: groupFields.seats,
      online: groupFields.online,
      series: seriesRule,
    }),
    response: seriesPreview,
    status: 200,
    problems: ['not-found', 'invalid-request'],
  },
  /** Makes a group with all its meetings, or none: each date that cannot be had is named. */
  createGroup: {
    method: 'POST',
    path: '/api/sites/{siteId}/groups',
    access: { kind: 'session', roles: running },
    parameters: siteOnly,
    body: z.strictObject({
      /** Chosen by the caller: the idempotency key. */
      groupId,
      ...groupFields,
      joining,
      ...resources,
      series: seriesRule,
    }),
    response: deskGroup,
    status: 201,
    problems: ['not-found', 'series-conflict', 'id-already-used', 'invalid-request'],
  },
  /** Changes what is told of a group, and its seats: more seats go to those who wait, in order. */
  changeGroup: {
    method: 'POST',
    path: '/api/sites/{siteId}/groups/{groupId}',
    access: { kind: 'session', roles: running },
    parameters: ofGroup,
    body: z.strictObject({ version: z.int(), ...groupFields }),
    response: deskGroup,
    status: 200,
    problems: ['not-found', 'stale-version', 'invalid-request'],
    audit: { action: 'CHANGE_GROUP' },
  },
  /** Goes on with more meetings, all or none. */
  addMeetings: {
    method: 'POST',
    path: '/api/sites/{siteId}/groups/{groupId}/meetings',
    access: { kind: 'session', roles: running },
    parameters: ofGroup,
    body: z.strictObject({ version: z.int(), ...resources, series: seriesRule }),
    response: deskGroup,
    status: 200,
    problems: ['not-found', 'stale-version', 'series-conflict', 'invalid-request'],
    audit: { action: 'CHANGE_GROUP' },
  },
  /** Moves a meeting, or it and all that follow by as many days and to the same hours; all or none. */
  moveMeetings: {
    method: 'POST',
    path: '/api/sites/{siteId}/groups/{groupId}/meetings/{meetingId}/move',
    access: { kind: 'session', roles: running },
    parameters: ofMeeting,
    body: z.strictObject({
      version: z.int(),
      date: plainDate,
      start: plainTime,
      end: plainTime,
      ...resources,
      following: z.boolean(),
    }),
    response: deskGroup,
    status: 200,
    problems: ['not-found', 'stale-version', 'state-conflict', 'series-conflict', 'invalid-request'],
    audit: { action: 'CHANGE_GROUP' },
  },
  /** Cancels a meeting, or it and all that follow; whoever signed up is told once. Cancelling twice is cancelling once. */
  cancelMeetings: {
    method: 'POST',
    path: '/api/sites/{siteId}/groups/{groupId}/meetings/{meetingId}/cancel',
    access: { kind: 'session', roles: running },
    parameters: ofMeeting,
    body: z.strictObject({ version: z.int(), following: z.boolean() }),
    response: deskGroup,
    status: 200,
    problems: ['not-found', 'stale-version', 'state-conflict'],
    audit: { action: 'CHANGE_GROUP' },
  },
  /** Takes a cancelled meeting back, with these leaders and this room if they are free; whoever signed up is told once. */
  restoreMeeting: {
    method: 'POST',
    path: '/api/sites/{siteId}/groups/{groupId}/meetings/{meetingId}/restore',
    access: { kind: 'session', roles: running },
    parameters: ofMeeting,
    body: z.strictObject({ version: z.int(), ...resources }),
    response: deskGroup,
    status: 200,
    problems: ['not-found', 'stale-version', 'state-conflict', 'series-conflict', 'invalid-request'],
    audit: { action: 'CHANGE_GROUP' },
  },
  /** Takes somebody off the roll, who is told; the seat goes to whoever has waited longest. Twice is once. */
  removeSignUp: {
    method: 'POST',
    path: '/api/sites/{siteId}/groups/{groupId}/sign-ups/{signUpId}/remove',
    access: { kind: 'session', roles: running },
    parameters: ofGroup.extend({ signUpId }),
    body: z.strictObject({}),
    response: deskGroup,
    status: 200,
    problems: ['not-found', 'state-conflict'],
    audit: { action: 'REMOVE_SIGN_UP' },
  },
  readMeeting: {
    method: 'GET',
    path: '/api/sites/{siteId}/groups/{groupId}/meetings/{meetingId}',
    access: { kind: 'session', roles: seeing },
    parameters: ofMeeting,
    response: meetingSheet,
    status: 200,
    problems: ['not-found'],
    audit: { action: 'VIEW_MEETING' },
  },
  /** Who came: signed-up people by name, the others as heads. A correction keeps what stood before. */
  recordAttendance: {
    method: 'POST',
    path: '/api/sites/{siteId}/groups/{groupId}/meetings/{meetingId}/attendance',
    access: { kind: 'session', roles: seeing },
    parameters: ofMeeting,
    body: z.strictObject({
      /** The record that is corrected; 0 when there is none. */
      revision: z.int().min(0),
      came: z.array(signUpId).max(500),
      heads: z.int().min(0).max(500),
    }),
    response: meetingSheet,
    status: 200,
    problems: ['not-found', 'state-conflict', 'stale-version'],
    audit: { action: 'RECORD_ATTENDANCE' },
  },
} as const satisfies DeskRoutes;
