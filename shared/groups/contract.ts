import * as z from 'zod';
import { language } from '../kernel/i18n.ts';
import { groupId, linkSecret, meetingId, signUpId, slug } from '../kernel/ids.ts';
import { email, nickname, phone, recordLink } from '../kernel/reach.ts';
import { defineRoutes } from '../kernel/route.ts';
import { offsetDateTime } from '../kernel/time.ts';
import { groupsDeskRoutes } from './deskRoutes.ts';
import { placeFields, signUpView, streetGroup } from './views.ts';

const siteParameters = z.strictObject({ tenantSlug: slug, siteSlug: slug });
const linkParameters = z.strictObject({ link: recordLink });

export const groupsRoutes = defineRoutes('groups', {
  /** The open groups of a site with what is still to come. */
  listSiteGroups: {
    method: 'GET',
    path: '/api/tenants/{tenantSlug}/sites/{siteSlug}/groups',
    access: { kind: 'publicTenant' },
    parameters: siteParameters,
    response: z.strictObject({ ...placeFields, now: offsetDateTime, groups: z.array(streetGroup) }),
    status: 200,
    problems: ['not-found'],
  },
  readSiteGroup: {
    method: 'GET',
    path: '/api/tenants/{tenantSlug}/sites/{siteSlug}/groups/{groupId}',
    access: { kind: 'publicTenant' },
    parameters: siteParameters.extend({ groupId }),
    response: z.strictObject({ ...placeFields, now: offsetDateTime, group: streetGroup }),
    status: 200,
    problems: ['not-found'],
  },
  /** A seat in a series or a meeting, or a place on its waiting list. Nobody has to say who they are. */
  signUpToGroup: {
    method: 'POST',
    path: '/api/tenants/{tenantSlug}/sites/{siteSlug}/groups/{groupId}/sign-ups',
    access: { kind: 'publicTenant' },
    parameters: siteParameters.extend({ groupId }),
    body: z.strictObject({
      /** Chosen by the caller: the idempotency key. */
      signUpId,
      /** Chosen by the caller, so that a retry gets the same link; stored as SHA-256 only. */
      secret: linkSecret,
      /** With `EACH_MEETING`: which one. */
      meetingId: meetingId.optional(),
      language,
      nickname: nickname.optional(),
      /** Told of promotion, moves and cancellations; without it, they are seen on the link. */
      email: email.optional(),
      /** Told by a text message when there is no e-mail address. */
      phone: phone.optional(),
      /** True: when the last seat has gone meanwhile, wait for one. */
      readyToWait: z.boolean(),
    }),
    response: z.strictObject({ link: recordLink, signUp: signUpView }),
    status: 201,
    problems: ['not-found', 'group-full', 'id-already-used', 'state-conflict', 'cap-reached'],
  },
  readSignUp: {
    method: 'GET',
    path: '/api/sign-up-links/{link}',
    access: { kind: 'link' },
    parameters: linkParameters,
    response: signUpView,
    status: 200,
    problems: ['link-not-found', 'link-expired'],
  },
  /** The meetings as a calendar file; cancelled ones, and all after leaving, are marked cancelled. */
  readSignUpCalendar: {
    method: 'GET',
    path: '/api/sign-up-links/{link}/calendar.ics',
    access: { kind: 'link' },
    parameters: linkParameters,
    response: 'text/calendar',
    status: 200,
    problems: ['link-not-found', 'link-expired'],
  },
  /** Gives the seat, or the place on the waiting list, away; leaving twice is leaving once. */
  leaveGroup: {
    method: 'POST',
    path: '/api/sign-up-links/{link}/leave',
    access: { kind: 'link' },
    parameters: linkParameters,
    body: z.strictObject({}),
    response: signUpView,
    status: 200,
    problems: ['link-not-found', 'link-expired', 'state-conflict'],
  },
  /** Takes leaving back while there is a seat, or goes to the end of the waiting list. */
  rejoinGroup: {
    method: 'POST',
    path: '/api/sign-up-links/{link}/rejoin',
    access: { kind: 'link' },
    parameters: linkParameters,
    body: z.strictObject({ readyToWait: z.boolean() }),
    response: signUpView,
    status: 200,
    problems: ['link-not-found', 'link-expired', 'state-conflict', 'group-full'],
  },
  ...groupsDeskRoutes,
});

export { deskGroup, groupLine, seriesPreview, signUpView, streetGroup } from './views.ts';

export type StreetGroup = z.infer<typeof streetGroup>;
export type StreetMeeting = StreetGroup['meetings'][number];
export type SignUpView = z.infer<typeof signUpView>;
