import * as z from 'zod';
import { ageBand, channel, identification, meetingChannel, party, topic } from '../kernel/codes.ts';
import { language, localizedText } from '../kernel/i18n.ts';
import { bookingId, clientId, code, contactId, siteId, slug, staffId, ticketId } from '../kernel/ids.ts';
import type { TenantRole } from '../kernel/roles.ts';
import { defineRoutes } from '../kernel/route.ts';
import { offsetDateTime, plainDate } from '../kernel/time.ts';
import { taskRoutes } from './taskRoutes.ts';

/** Today's bookings hold no more than the day's work needs. */
export const deskBooking = z.strictObject({
  id: bookingId,
  start: offsetDateTime,
  end: offsetDateTime,
  service: z.strictObject({ code, name: localizedText }),
  staffId,
  staffName: z.string(),
  /** Who joins beside the worker. */
  alongside: z.array(z.strictObject({ id: staffId, name: z.string() })),
  state: z.enum([
    'PENDING',
    'BOOKED',
    'KEPT',
    'NO_SHOW',
    'DECLINED',
    'CANCELLED_IN_TIME',
    'CANCELLED_LATE',
    'CANCELLED_BY_SITE',
  ]),
  /** What a decision or a cancellation is conditional on. */
  version: z.int(),
  channel: meetingChannel.optional(),
  /** Name of the room, when one is booked. */
  room: z.string().optional(),
  /** In which language the person wants to be spoken to. */
  language: language.optional(),
  /** Language of an interpreter who was asked for (ISO 639). */
  interpreter: z.string().optional(),
  /** The municipality by way of which it was booked. */
  fromMunicipality: localizedText.optional(),
  /** True when the site's hours no longer cover the time. */
  orphaned: z.boolean(),
  /** True when a worker who lends the time has said that the meeting does not suit. */
  declined: z.boolean(),
  arrivedAt: offsetDateTime.optional(),
  nickname: z.string().optional(),
  /** True when a contact of this booking has been recorded. */
  recorded: z.boolean(),
  mine: z.boolean(),
});

/** A recorded contact: one interaction between staff and one young person or a party (domain section 6). */
export const contactView = z.strictObject({
  id: contactId,
  site: siteId,
  channel,
  startedAt: offsetDateTime,
  minutes: z.int(),
  topics: z.array(topic),
  ageBand,
  party,
  identification,
  /** Everybody who took part; the first is who recorded it. */
  staffIds: z.array(staffId),
  bookingId: bookingId.optional(),
  /** The place in line that the person had, and when it was taken: from there to the start is the wait (M05). */
  ticketId: ticketId.optional(),
  arrivedAt: offsetDateTime.optional(),
  clientId: clientId.optional(),
  resolvedSameDay: z.boolean().optional(),
  /** True when it was recorded more than three days after it took place. */
  late: z.boolean(),
  state: z.enum(['RECORDED', 'VOIDED']),
});

const deskRoles = [
  'SITE_MANAGER',
  'COUNSELLOR',
  'OUTREACH_WORKER',
  'PARTNER_WORKER',
] as const satisfies readonly TenantRole[];

export const deskRoutes = defineRoutes('desk', {
  ...taskRoutes,
  readToday: {
    method: 'GET',
    path: '/api/desk/today',
    access: { kind: 'session', roles: deskRoles },
    query: z.strictObject({
      /** The tenant's main site when absent. */
      site: siteId.optional(),
      /** A day of the site; today when absent. */
      date: plainDate.optional(),
    }),
    response: z.strictObject({
      now: offsetDateTime,
      /** Whose bookings these are, and today in the tenant's zone. */
      date: plainDate,
      today: plainDate,
      /** What `readTodayVersion` answers as long as the caller would see the same here. */
      version: z.string(),
      site: z.strictObject({ id: siteId, slug, name: localizedText }),
      bookings: z.array(deskBooking),
      contacts: z.array(contactView),
      /** The workers of the municipality, for whoever took part in a contact together. */
      staff: z.array(z.strictObject({ id: staffId, name: z.string() })),
      duty: z.array(
        z.strictObject({
          staffId,
          staffName: z.string(),
          /** Home organisation of the worker, and whether it runs no sites of its own: a visitor in the house. */
          organisation: localizedText,
          visitor: z.boolean(),
          start: offsetDateTime,
          end: offsetDateTime,
          mode: z.string(),
          service: localizedText,
        }),
      ),
    }),
    status: 200,
    problems: ['not-found'],
    audit: { action: 'VIEW_TODAY' },
  },
  /** Tells whether Today has changed, without showing anybody's data: a screen asks this and reads Today when it differs. */
  readTodayVersion: {
    method: 'GET',
    path: '/api/desk/today/version',
    access: { kind: 'session', roles: deskRoles },
    query: z.strictObject({ site: siteId.optional(), date: plainDate.optional() }),
    response: z.strictObject({
      /** Opaque; another one after every change that the caller would see, and every quarter of an hour. */
      version: z.string(),
    }),
    status: 200,
    problems: ['not-found'],
  },
  markArrival: {
    method: 'POST',
    path: '/api/desk/bookings/{bookingId}/arrival',
    access: { kind: 'session', roles: deskRoles },
    parameters: z.strictObject({ bookingId }),
    /** `false` takes a mistaken mark back. */
    body: z.strictObject({ arrived: z.boolean() }),
    response: deskBooking,
    status: 200,
    problems: ['not-found', 'state-conflict'],
    audit: { action: 'MARK_ARRIVAL', subjectParameter: 'bookingId' },
  },
  recordContact: {
    method: 'POST',
    path: '/api/desk/contacts',
    access: { kind: 'session', roles: deskRoles },
    body: z.strictObject({
      /** Chosen by the caller: the idempotency key. */
      contactId,
      site: siteId,
      channel,
      startedAt: offsetDateTime,
      minutes: z.int().min(1).max(720),
      topics: z.array(topic).min(1).max(14),
      ageBand,
      party: party.default('YOUTH'),
      bookingId: bookingId.optional(),
      /** Whoever came through the line: the arrival is taken from the ticket. */
      ticketId: ticketId.optional(),
      /** Workers of the municipality who took part beside the one who records. */
      colleagues: z.array(staffId).max(10).optional(),
      /** Absent: the contact is anonymous and can never be linked to a person later. */
      clientId: clientId.optional(),
      resolvedSameDay: z.boolean().optional(),
    }),
    response: contactView,
    status: 201,
    problems: ['not-found', 'time-does-not-exist', 'time-not-offered', 'id-already-used'],
    audit: { action: 'RECORD_CONTACT' },
  },
  /** Undo of a mistaken entry by the worker who made it. */
  voidContact: {
    method: 'POST',
    path: '/api/desk/contacts/{contactId}/void',
    access: { kind: 'session', roles: deskRoles },
    parameters: z.strictObject({ contactId }),
    body: z.strictObject({}),
    response: contactView,
    status: 200,
    problems: ['not-found'],
    audit: { action: 'VOID_CONTACT', subjectParameter: 'contactId' },
  },
});

export type DeskBooking = z.infer<typeof deskBooking>;
export type ContactView = z.infer<typeof contactView>;
