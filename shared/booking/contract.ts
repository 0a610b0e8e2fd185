import * as z from 'zod';
import { meetingChannel } from '../kernel/codes.ts';
import { localizedText } from '../kernel/i18n.ts';
import { bookingId, code, linkSecret, slug, staffId } from '../kernel/ids.ts';
import { defineRoutes } from '../kernel/route.ts';
import { offsetDateTime, plainDate } from '../kernel/time.ts';
import { deskBookingRoutes } from './deskBookingRoutes.ts';
import { bookingDeskRoutes } from './deskRoutes.ts';
import { askField, bookerFields, bookingView, freeTime, holdView, recordLink, wantedTime } from './views.ts';
import type { bookingState } from './bookingState.ts';
import { waitingRoutes } from './waitingRoutes.ts';

const siteParameters = z.strictObject({ tenantSlug: slug, siteSlug: slug });

const linkParameters = z.strictObject({ link: recordLink });

export const bookingRoutes = defineRoutes('booking', {
  searchTimes: {
    method: 'GET',
    path: '/api/tenants/{tenantSlug}/sites/{siteSlug}/times',
    access: { kind: 'publicTenant' },
    parameters: siteParameters,
    query: z.strictObject({
      service: code,
      staff: staffId.optional(),
      /** How it is to be met; the service's first channel when absent. Only a meeting on site needs a room. */
      channel: meetingChannel.optional(),
      /** First day to search; today when absent. Days before today are searched as today. */
      from: plainDate.optional(),
      days: z.coerce.number().int().min(1).max(28).default(28),
      /** The booking for which a time is kept: whoever keeps it sees it as free. */
      booking: bookingId.optional(),
    }),
    response: z.strictObject({
      service: z.strictObject({ code, name: localizedText, lengthMinutes: z.int() }),
      staff: z.array(z.strictObject({ id: staffId, name: z.string() })),
      from: plainDate,
      to: plainDate,
      times: z.array(freeTime),
      /** With a chosen worker who has no time in the window: the nearest times of the others, for a visible fallback. */
      others: z.array(freeTime),
    }),
    status: 200,
    problems: ['not-found'],
  },
  /** Keeps a time while somebody fills in. Asking again with the same id renews it, or moves it to another time. */
  holdTime: {
    method: 'POST',
    path: '/api/tenants/{tenantSlug}/sites/{siteSlug}/holds',
    access: { kind: 'publicTenant' },
    parameters: siteParameters,
    body: z.strictObject({
      bookingId,
      ...wantedTime,
      /** Absent: it is chosen later, so a room is kept too where the meeting may be on site and one is free. */
      channel: meetingChannel.optional(),
    }),
    response: holdView,
    status: 201,
    problems: [
      'not-found',
      'time-taken',
      'time-not-offered',
      'time-does-not-exist',
      'id-already-used',
      'cap-reached',
    ],
  },
  /** How it is with a kept time when somebody comes back to the form: still kept, free again, or booked with its id. */
  readHold: {
    method: 'GET',
    path: '/api/tenants/{tenantSlug}/sites/{siteSlug}/holds/{bookingId}',
    access: { kind: 'publicTenant' },
    parameters: siteParameters.extend({ bookingId }),
    query: z.strictObject({ start: wantedTime.start }),
    response: z.strictObject({
      state: z.enum(['KEPT', 'GONE', 'BOOKED']),
      /** Set while the time is kept. */
      expiresAt: offsetDateTime.optional(),
    }),
    status: 200,
    problems: ['not-found'],
  },
  /** Lets a kept time go; a hold that is gone already is let go too. */
  releaseTime: {
    method: 'POST',
    path: '/api/tenants/{tenantSlug}/sites/{siteSlug}/holds/{bookingId}/release',
    access: { kind: 'publicTenant' },
    parameters: siteParameters.extend({ bookingId }),
    body: z.strictObject({ start: wantedTime.start }),
    response: z.strictObject({ released: z.boolean() }),
    status: 200,
    problems: ['not-found'],
  },
  createBooking: {
    method: 'POST',
    path: '/api/tenants/{tenantSlug}/sites/{siteSlug}/bookings',
    access: { kind: 'publicTenant' },
    parameters: siteParameters,
    body: z.strictObject({
      /** Chosen by the caller: the idempotency key. */
      bookingId,
      /** Chosen by the caller, so that a retry gets the same link; stored as SHA-256 only. */
      secret: linkSecret,
      ...wantedTime,
      ...bookerFields,
      ...askField,
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
      'cap-reached',
    ],
  },
  readBooking: {
    method: 'GET',
    path: '/api/booking-links/{link}',
    access: { kind: 'link' },
    parameters: linkParameters,
    response: bookingView,
    status: 200,
    problems: ['link-not-found', 'link-expired'],
  },
  readBookingCalendar: {
    method: 'GET',
    path: '/api/booking-links/{link}/calendar.ics',
    access: { kind: 'link' },
    parameters: linkParameters,
    response: 'text/calendar',
    status: 200,
    problems: ['link-not-found', 'link-expired'],
  },
  changeBooking: {
    method: 'POST',
    path: '/api/booking-links/{link}/change',
    access: { kind: 'link' },
    parameters: linkParameters,
    body: z.strictObject({
      start: wantedTime.start,
      /** Absent: the same worker if free, else whoever is. */
      staff: staffId.optional(),
      version: z.int(),
    }),
    response: bookingView,
    status: 200,
    problems: [
      'link-not-found',
      'link-expired',
      'time-taken',
      'time-not-offered',
      'time-does-not-exist',
      'state-conflict',
      'stale-version',
    ],
  },
  cancelBooking: {
    method: 'POST',
    path: '/api/booking-links/{link}/cancel',
    access: { kind: 'link' },
    parameters: linkParameters,
    body: z.strictObject({}),
    response: bookingView,
    status: 200,
    problems: ['link-not-found', 'link-expired', 'state-conflict'],
  },
  restoreBooking: {
    method: 'POST',
    path: '/api/booking-links/{link}/restore',
    access: { kind: 'link' },
    parameters: linkParameters,
    body: z.strictObject({}),
    response: bookingView,
    status: 200,
    problems: ['link-not-found', 'link-expired', 'state-conflict', 'time-taken', 'cap-reached'],
  },
  ...waitingRoutes,
  ...bookingDeskRoutes,
  ...deskBookingRoutes,
});

export { bookingState } from './bookingState.ts';
export { bookingView, freeTime } from './views.ts';

export type BookingState = z.infer<typeof bookingState>;
export type FreeTime = z.infer<typeof freeTime>;
export type BookingView = z.infer<typeof bookingView>;
