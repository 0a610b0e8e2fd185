import * as z from 'zod';
import { language, localizedText } from '../kernel/i18n.ts';
import { bookingId, code, linkSecret, slug, staffId } from '../kernel/ids.ts';
import { singleLine } from '../kernel/names.ts';
import { defineRoutes } from '../kernel/route.ts';
import { offsetDateTime, plainDate } from '../kernel/time.ts';

/** Appointment states (glossary G). `KEPT` is set by marking the arrival. */
export const bookingState = z.enum([
  'BOOKED',
  'KEPT',
  'NO_SHOW',
  'CANCELLED_IN_TIME',
  'CANCELLED_LATE',
  'CANCELLED_BY_SITE',
]);

/** A free time: who could take it, least loaded first. */
export const freeTime = z.strictObject({
  start: offsetDateTime,
  end: offsetDateTime,
  staffIds: z.array(staffId),
});

/** What the holder of the link sees. */
export const bookingView = z.strictObject({
  id: bookingId,
  state: bookingState,
  /** Grows by one with every change; RFC 5545 SEQUENCE in the calendar file. */
  version: z.int(),
  start: offsetDateTime,
  end: offsetDateTime,
  service: z.strictObject({ code, name: localizedText }),
  staff: z.strictObject({ id: staffId, name: z.string() }),
  site: z.strictObject({ slug, name: localizedText, address: z.string() }),
  tenant: z.strictObject({ slug, name: localizedText }),
  language,
  nickname: z.string().optional(),
  /** What the holder may do now; each is a link or a button, never a guess. */
  mayChange: z.boolean(),
  mayCancel: z.boolean(),
  mayRestore: z.boolean(),
});

const siteParameters = z.strictObject({ tenantSlug: slug, siteSlug: slug });

/** `<tenantId>.<bookingId>.<secret>`: needs no look-up, and holds no personal data. */
export const bookingLink = z.string().regex(/^[0-9a-z]{10}\.[0-9a-z]{20}\.[A-Za-z0-9_-]{22}$/u);
const linkParameters = z.strictObject({ link: bookingLink });

/** A name to be called by. */
const nickname = singleLine(40);

export const bookingRoutes = defineRoutes('booking', {
  searchTimes: {
    method: 'GET',
    path: '/api/tenants/{tenantSlug}/sites/{siteSlug}/times',
    access: { kind: 'publicTenant' },
    parameters: siteParameters,
    query: z.strictObject({
      service: code,
      staff: staffId.optional(),
      /** First day to search; today when absent. Days before today are searched as today. */
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
      service: code,
      /** Absent: whoever is free. */
      staff: staffId.optional(),
      start: offsetDateTime,
      language,
      nickname: nickname.optional(),
      /** Gets the confirmation and its link. */
      email: z.email().max(254).optional(),
    }),
    response: z.strictObject({ link: bookingLink, booking: bookingView }),
    status: 201,
    problems: ['not-found', 'time-taken', 'time-not-offered', 'time-does-not-exist', 'id-already-used'],
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
      start: offsetDateTime,
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
    problems: ['link-not-found', 'link-expired', 'state-conflict', 'time-taken'],
  },
});

export type BookingState = z.infer<typeof bookingState>;
export type FreeTime = z.infer<typeof freeTime>;
export type BookingView = z.infer<typeof bookingView>;
