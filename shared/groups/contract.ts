import * as z from 'zod';
import { groupId, slug } from '../kernel/ids.ts';
import { recordLink } from '../kernel/reach.ts';
import { defineRoutes } from '../kernel/route.ts';
import { offsetDateTime } from '../kernel/time.ts';
import { groupsDeskRoutes } from './deskRoutes.ts';
import { signUpForm, signUpProblems } from './signUpForm.ts';
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
    body: signUpForm,
    response: z.strictObject({ link: recordLink, signUp: signUpView }),
    status: 201,
    problems: signUpProblems,
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
