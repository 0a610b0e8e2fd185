import * as z from 'zod';
import { meetingChannel } from '../kernel/codes.ts';
import { language, localizedText } from '../kernel/i18n.ts';
import { bookingId, code, linkSecret, seriesId, siteId, staffId } from '../kernel/ids.ts';
import type { TenantRole } from '../kernel/roles.ts';
import { offsetDateTime, plainDate, plainTime } from '../kernel/time.ts';
import { bookingState } from './bookingState.ts';
import {
  askField,
  bookerFields,
  bookingView,
  deskFields,
  freeTime,
  noTimeReason,
  recordLink,
  type seriesConflict,
  wantedTime,
} from './views.ts';

const workers = [
  'SITE_MANAGER',
  'COUNSELLOR',
  'OUTREACH_WORKER',
  'PARTNER_WORKER',
] as const satisfies readonly TenantRole[];

/** What a worker sees of a booking that needs somebody's attention. */
export const attentionView = z.strictObject({
  id: bookingId,
  version: z.int(),
  state: bookingState,
  /** `DECIDE`: waits for approval. `ORPHANED`: its hours were changed away. `DECLINED_BY_PARTNER`: the lender cannot. */
  attention: z.enum(['DECIDE', 'ORPHANED', 'DECLINED_BY_PARTNER']),
  start: offsetDateTime,
  end: offsetDateTime,
  service: z.strictObject({ code, name: localizedText }),
  staffId,
  staffName: z.string(),
  nickname: z.string().optional(),
  channel: meetingChannel.optional(),
  /** In which language the person wants to be spoken to. */
  language: language.optional(),
  /** Language of an interpreter who was asked for (ISO 639). */
  interpreter: z.string().optional(),
  /** The municipality by way of which it was booked. */
  fromMunicipality: localizedText.optional(),
  reachable: z.boolean(),
});

/** Routes of workers: booking for somebody, deciding, series, and why there is no time. */
export const bookingDeskRoutes = {
  /** What a worker may book at a site, also what the street may not; with who gives it there. */
  listServicesForWorker: {
    method: 'GET',
    path: '/api/desk/services',
    access: { kind: 'session', roles: workers },
    query: z.strictObject({ site: siteId }),
    response: z.strictObject({
      services: z.array(
        z.strictObject({
          code,
          name: localizedText,
          lengthMinutes: z.int(),
          channels: z.array(meetingChannel),
          staff: z.array(z.strictObject({ id: staffId, name: z.string() })),
        }),
      ),
    }),
    status: 200,
    problems: ['not-found'],
  },
  searchTimesForWorker: {
    method: 'GET',
    path: '/api/desk/times',
    access: { kind: 'session', roles: workers },
    query: z.strictObject({
      site: siteId,
      service: code,
      staff: staffId.optional(),
      /** The service's first channel when absent. */
      channel: meetingChannel.optional(),
      from: plainDate.optional(),
      days: z.coerce.number().int().min(1).max(28).default(28),
    }),
    response: z.strictObject({
      service: z.strictObject({ code, name: localizedText, lengthMinutes: z.int() }),
      staff: z.array(z.strictObject({ id: staffId, name: z.string() })),
      from: plainDate,
      to: plainDate,
      times: z.array(freeTime),
    }),
    status: 200,
    problems: ['not-found'],
  },
  bookForSomebody: {
    method: 'POST',
    path: '/api/desk/bookings',
    access: { kind: 'session', roles: workers },
    body: z.strictObject({
      bookingId,
      secret: linkSecret,
      site: siteId,
      ...wantedTime,
      ...bookerFields,
      ...askField,
      ...deskFields,
    }),
    response: z.strictObject({ link: recordLink, booking: bookingView }),
    status: 201,
    problems: [
      'not-found',
      'invalid-request',
      'time-taken',
      'time-not-offered',
      'time-does-not-exist',
      'id-already-used',
    ],
    audit: { action: 'BOOK_FOR_SOMEBODY' },
  },
  listAttention: {
    method: 'GET',
    path: '/api/desk/attention',
    access: { kind: 'session', roles: workers },
    query: z.strictObject({ site: siteId.optional() }),
    response: z.strictObject({ bookings: z.array(attentionView) }),
    status: 200,
    problems: ['not-found'],
    audit: { action: 'VIEW_ATTENTION' },
  },
  decideBooking: {
    method: 'POST',
    path: '/api/desk/bookings/{bookingId}/decision',
    access: { kind: 'session', roles: workers },
    parameters: z.strictObject({ bookingId }),
    body: z.strictObject({ approved: z.boolean(), version: z.int() }),
    response: attentionView.omit({ attention: true }),
    status: 200,
    problems: ['not-found', 'state-conflict', 'stale-version'],
    audit: { action: 'DECIDE_BOOKING', subjectParameter: 'bookingId' },
  },
  /** The house cancels; the holder is told, and cannot restore it. */
  cancelBySite: {
    method: 'POST',
    path: '/api/desk/bookings/{bookingId}/cancellation',
    access: { kind: 'session', roles: workers },
    parameters: z.strictObject({ bookingId }),
    body: z.strictObject({ version: z.int() }),
    response: attentionView.omit({ attention: true }),
    status: 200,
    problems: ['not-found', 'state-conflict', 'stale-version'],
    audit: { action: 'CANCEL_BY_SITE', subjectParameter: 'bookingId' },
  },
  /** Nobody came; only after the start. A mark that was a mistake is taken back by marking the arrival, or its undoing. */
  markNoShow: {
    method: 'POST',
    path: '/api/desk/bookings/{bookingId}/no-show',
    access: { kind: 'session', roles: workers },
    parameters: z.strictObject({ bookingId }),
    body: z.strictObject({}),
    response: attentionView.omit({ attention: true }),
    status: 200,
    problems: ['not-found', 'state-conflict'],
    audit: { action: 'MARK_NO_SHOW', subjectParameter: 'bookingId' },
  },
  createSeries: {
    method: 'POST',
    path: '/api/desk/series',
    access: { kind: 'session', roles: workers },
    body: z.strictObject({
      seriesId,
      secret: linkSecret,
      site: siteId,
      service: code,
      staff: staffId,
      /** Date of the first occurrence and the wall time of all. */
      first: plainDate,
      time: plainTime,
      everyWeeks: z.int().min(1).max(8),
      occurrences: z.int().min(2).max(12),
      /** Dates that are left out, e.g. those that the refusal listed. */
      skip: z.array(plainDate).max(12),
      ...bookerFields,
      ...deskFields,
    }),
    response: z.strictObject({
      bookings: z.array(z.strictObject({ link: recordLink, booking: bookingView })),
    }),
    status: 201,
    /** `series-conflict` lists every date that cannot be had. */
    problems: ['not-found', 'invalid-request', 'series-conflict', 'time-does-not-exist', 'id-already-used'],
    audit: { action: 'BOOK_SERIES' },
  },
  /** Moves all occurrences of a series from a date on to another weekday or time, all or nothing. */
  changeSeries: {
    method: 'POST',
    path: '/api/desk/series/{seriesId}/change',
    access: { kind: 'session', roles: workers },
    parameters: z.strictObject({ seriesId }),
    body: z.strictObject({
      /** Chosen by the caller: the same change sent twice moves once. */
      changeId: z.string().regex(/^[0-9a-z]{20}$/u),
      /** Occurrences before this date stay as they are. */
      from: plainDate,
      /** Days by which each date moves. */
      days: z.int().min(-27).max(27),
      time: plainTime,
      /** New dates to which nothing moves: what would have come there stays where it is. */
      skip: z.array(plainDate).max(12),
    }),
    response: z.strictObject({ bookings: z.array(bookingView) }),
    status: 200,
    problems: ['not-found', 'invalid-request', 'series-conflict', 'state-conflict', 'time-does-not-exist'],
    audit: { action: 'CHANGE_SERIES' },
  },
  explainNoTime: {
    method: 'GET',
    path: '/api/desk/no-time',
    access: { kind: 'session', roles: workers },
    query: z.strictObject({ site: siteId, service: code, date: plainDate, staff: staffId.optional() }),
    response: z.strictObject({
      date: plainDate,
      service: z.strictObject({ code, name: localizedText, lengthMinutes: z.int() }),
      workers: z.array(
        z.strictObject({
          staffId,
          staffName: z.string(),
          /** The first start that is free; set = there is time. */
          free: offsetDateTime.optional(),
          /** The day from opening to closing, stretch after stretch. A reason of the whole day has no times. */
          reasons: z.array(
            z.strictObject({
              reason: noTimeReason,
              start: offsetDateTime.optional(),
              end: offsetDateTime.optional(),
            }),
          ),
        }),
      ),
    }),
    status: 200,
    problems: ['not-found'],
    // It shows when colleagues are away.
    audit: { action: 'EXPLAIN_NO_TIME' },
  },
} as const;

export type NoTimeReason = z.infer<typeof noTimeReason>;
export type SeriesConflict = z.infer<typeof seriesConflict>;
