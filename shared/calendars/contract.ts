import * as z from 'zod';
import { weekday } from '../kernel/codes.ts';
import { language, localizedText } from '../kernel/i18n.ts';
import { code, linkSecret, siteId } from '../kernel/ids.ts';
import { email, recordLink, videoLink } from '../kernel/reach.ts';
import type { TenantRole } from '../kernel/roles.ts';
import { defineRoutes } from '../kernel/route.ts';
import { offsetDateTime, plainDate, plainTime } from '../kernel/time.ts';

const workers = [
  'SITE_MANAGER',
  'COUNSELLOR',
  'OUTREACH_WORKER',
  'PARTNER_WORKER',
] as const satisfies readonly TenantRole[];

/** `<tenantId>.<staffId>.<secret>`: a worker's own feed. */
export const feedLink = z.string().regex(/^[0-9a-z]{10}\.[0-9a-z]{10}\.[A-Za-z0-9_-]{22}$/u);

/** What of a worker's meetings leaves as invitations: those in lent time, or all of them. */
export const invitationChoice = z.enum(['LENT', 'ALL']);

/** Why a busy feed could not be read. */
export const feedFault = z.enum([
  'ADDRESS',
  'NOT_FOUND',
  'REFUSED',
  'NOT_REACHED',
  'TOO_MANY_REDIRECTS',
  'TOO_LARGE',
  'TOO_SLOW',
  'NOT_A_CALENDAR',
]);

/** The reading of a busy feed as its owner sees it; the address itself is secret and never shown again. */
export const busyFeedView = z.strictObject({
  /** The host alone. */
  host: z.string(),
  /** The last time it could be read; its times are the ones that stand. */
  readAt: offsetDateTime.optional(),
  triedAt: offsetDateTime.optional(),
  fault: feedFault.optional(),
  failures: z.int(),
  /** Events that were understood, and those that were not. */
  events: z.int(),
  unclear: z.int(),
});

/** A worker's own calendars: what goes out, what comes in. */
export const myCalendars = z.strictObject({
  invitations: z.strictObject({
    email: z.string().optional(),
    language,
    choice: invitationChoice,
    /** True for workers whose organisation does not run the sites: their time is lent. */
    lends: z.boolean(),
  }),
  /** Since when the own feed is open; its link was shown once and is stored hashed. */
  feedSince: offsetDateTime.optional(),
  busyFeed: busyFeedView.optional(),
  /** Where the worker's meetings by video are joined. */
  videoLink: z.string().optional(),
});

const ruleId = z.string().regex(/^[0-9a-z]{10}$/u);

/** How lent time recurs: on one date, or every week, every second ISO week, from a date on. */
export const lentRecurrence = z.enum([
  'ONCE',
  'EVERY_WEEK',
  'ISO_ODD_WEEKS',
  'ISO_EVEN_WEEKS',
  'EVERY_SECOND_WEEK',
]);

/** One published time. */
export const lentTime = z.strictObject({
  ruleId,
  site: siteId,
  service: code,
  weekday,
  start: plainTime,
  end: plainTime,
  /** `OTHER`: a rhythm that the house gave it. */
  recurrence: z.enum([...lentRecurrence.options, 'OTHER']),
  /** The date of a single time, else the first and last date of a recurring one. */
  from: plainDate.optional(),
  to: plainDate.optional(),
});

const takenTime = z.strictObject({ start: offsetDateTime, end: offsetDateTime });

/** An invitation as the worker who was invited sees it: when and where, never who or why. */
export const invitationView = z.strictObject({
  start: offsetDateTime,
  end: offsetDateTime,
  site: localizedText,
  address: z.string(),
  room: z.string().optional(),
  /** `WITHDRAWN`: the meeting is cancelled, or somebody else's by now. */
  state: z.enum(['OPEN', 'WITHDRAWN', 'PAST']),
  answer: z.enum(['NONE', 'ACCEPTED', 'DECLINED']),
  language,
});

export const calendarsRoutes = defineRoutes('calendars', {
  readMyCalendars: {
    method: 'GET',
    path: '/api/my-calendars',
    access: { kind: 'session', roles: workers },
    response: myCalendars,
    status: 200,
    problems: [],
  },
  /** Where the worker's meetings by video are joined; whoever books one is told. Absent: forgotten. */
  setMyVideoLink: {
    method: 'POST',
    path: '/api/my-calendars/video',
    access: { kind: 'session', roles: workers },
    body: z.strictObject({ link: videoLink.optional() }),
    response: myCalendars,
    status: 200,
    problems: ['not-found'],
  },
  /** Where invitations go. Without an address none are sent. */
  setInvitations: {
    method: 'POST',
    path: '/api/my-calendars/invitations',
    access: { kind: 'session', roles: workers },
    body: z.strictObject({
      email: email.optional(),
      language,
      choice: invitationChoice,
    }),
    response: myCalendars,
    status: 200,
    problems: [],
  },
  /** Opens the own feed under a new link; an earlier link opens nothing from then on. */
  openMyFeed: {
    method: 'POST',
    path: '/api/my-calendars/feed',
    access: { kind: 'session', roles: workers },
    /** Chosen by the caller, so that a retry gets the same link; stored as SHA-256 only. */
    body: z.strictObject({ secret: linkSecret }),
    response: z.strictObject({ link: feedLink }),
    status: 201,
    problems: [],
  },
  closeMyFeed: {
    method: 'POST',
    path: '/api/my-calendars/feed/closing',
    access: { kind: 'session', roles: workers },
    body: z.strictObject({}),
    response: myCalendars,
    status: 200,
    problems: [],
  },
  /** Gives the address of an own busy feed, which is read at once and every 15 minutes from then on. */
  setBusyFeed: {
    method: 'POST',
    path: '/api/my-calendars/busy-feed',
    access: { kind: 'session', roles: workers },
    body: z.strictObject({ address: z.string().trim().min(1).max(2000) }),
    response: myCalendars,
    status: 200,
    problems: ['feed-refused'],
  },
  /** Forgets the address and takes the busy times out of the calendar. */
  removeBusyFeed: {
    method: 'POST',
    path: '/api/my-calendars/busy-feed/removal',
    access: { kind: 'session', roles: workers },
    body: z.strictObject({}),
    response: myCalendars,
    status: 200,
    problems: [],
  },
  readLentTimes: {
    method: 'GET',
    path: '/api/lent-times',
    access: { kind: 'session', roles: ['PARTNER_WORKER'] },
    response: z.strictObject({
      today: plainDate,
      sites: z.array(
        z.strictObject({
          id: siteId,
          name: localizedText,
          /** When time can be lent; none = at any hour. */
          hours: z.array(z.strictObject({ weekday, opens: plainTime, closes: plainTime })),
        }),
      ),
      services: z.array(z.strictObject({ code, name: localizedText, lengthMinutes: z.int() })),
      times: z.array(lentTime),
    }),
    status: 200,
    problems: [],
  },
  lendTime: {
    method: 'POST',
    path: '/api/lent-times',
    access: { kind: 'session', roles: ['PARTNER_WORKER'] },
    body: z.strictObject({
      /** Chosen by the caller: the idempotency key. */
      ruleId,
      site: siteId,
      service: code,
      start: plainTime,
      end: plainTime,
      recurrence: lentRecurrence,
      /** The date of a single time, else the first date of a recurring one, which says its weekday. */
      from: plainDate,
      /** The last date of a recurring time. */
      to: plainDate.optional(),
    }),
    response: lentTime,
    status: 201,
    /** `plan-conflict` tells what the time contradicts: the site's hours, a time of the worker's own, the service's length. */
    problems: ['not-found', 'plan-conflict', 'id-already-used', 'state-conflict'],
    audit: { action: 'LEND_TIME' },
  },
  /** The bookings that stand in a published time, or on one date of it, and would need another if it were taken back. */
  readBookingsInLentTime: {
    method: 'GET',
    path: '/api/lent-times/{ruleId}/bookings',
    access: { kind: 'session', roles: ['PARTNER_WORKER'] },
    parameters: z.strictObject({ ruleId }),
    query: z.strictObject({ site: siteId, date: plainDate.optional() }),
    response: z.strictObject({
      time: lentTime,
      /** The next dates of a recurring time, from today on. */
      dates: z.array(plainDate),
      bookings: z.array(takenTime),
    }),
    status: 200,
    problems: ['not-found'],
    audit: { action: 'VIEW_LENT_BOOKINGS' },
  },
  /** Takes a published time back, or one date of it. Bookings in it keep their record and are offered other times. */
  withdrawLentTime: {
    method: 'POST',
    path: '/api/lent-times/{ruleId}/withdrawal',
    access: { kind: 'session', roles: ['PARTNER_WORKER'] },
    parameters: z.strictObject({ ruleId }),
    body: z.strictObject({
      site: siteId,
      /** One date alone; the dates after it go on under `afterId`, which the caller chooses. Absent: from today on, for good. */
      only: z.strictObject({ date: plainDate, afterId: ruleId }).optional(),
    }),
    response: z.strictObject({ withdrawn: z.boolean(), bookings: z.int() }),
    status: 200,
    problems: ['not-found', 'state-conflict', 'id-already-used'],
    audit: { action: 'WITHDRAW_TIME' },
  },
  /** The worker's own feed for a calendar program; no names, no topics. */
  readWorkerFeed: {
    method: 'GET',
    path: '/api/feeds/{link}',
    access: { kind: 'link' },
    parameters: z.strictObject({ link: feedLink }),
    response: 'text/calendar',
    status: 200,
    problems: ['link-not-found'],
  },
  readMeetingInvitation: {
    method: 'GET',
    path: '/api/invitation-answers/{link}',
    access: { kind: 'link' },
    parameters: z.strictObject({ link: recordLink }),
    response: invitationView,
    status: 200,
    problems: ['link-not-found', 'link-expired'],
  },
  answerMeetingInvitation: {
    method: 'POST',
    path: '/api/invitation-answers/{link}',
    access: { kind: 'link' },
    parameters: z.strictObject({ link: recordLink }),
    body: z.strictObject({
      answer: z.enum(['ACCEPTED', 'DECLINED']),
      /** The time that was answered, as the page showed it. */
      start: offsetDateTime,
    }),
    response: invitationView,
    status: 200,
    problems: ['link-not-found', 'link-expired', 'state-conflict'],
  },
});

export type FeedFault = z.infer<typeof feedFault>;
export type LentTime = z.infer<typeof lentTime>;
export type LentRecurrence = z.infer<typeof lentRecurrence>;
export type MyCalendars = z.infer<typeof myCalendars>;
export type InvitationView = z.infer<typeof invitationView>;
