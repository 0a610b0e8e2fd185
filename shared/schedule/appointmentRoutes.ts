import * as z from 'zod';
import { localizedText } from '../kernel/i18n.ts';
import { bookingId, staffId } from '../kernel/ids.ts';
import type { TenantRole } from '../kernel/roles.ts';
import { offsetDateTime, plainDate } from '../kernel/time.ts';
import { siteWeek, siteWeekQuery } from './siteWeek.ts';

/** Whoever works with the bookings of a site. */
const workers = [
  'SITE_MANAGER',
  'COUNSELLOR',
  'OUTREACH_WORKER',
  'PARTNER_WORKER',
] as const satisfies readonly TenantRole[];

/** An appointment in the calendar: what is needed to find it and to move it. */
const appointment = z.strictObject({
  id: bookingId,
  /** What a move is conditional on. */
  version: z.int(),
  /** Those that hold their time (glossary G). */
  state: z.enum(['PENDING', 'BOOKED', 'KEPT', 'NO_SHOW']),
  start: offsetDateTime,
  end: offsetDateTime,
  service: localizedText,
  staffId,
  /** Who joins beside the worker. */
  alongside: z.array(staffId),
  room: z.string().optional(),
  nickname: z.string().optional(),
  /** To another time, or to somebody else, by whoever reads. */
  mayMove: z.boolean(),
});

export const appointmentRoutes = {
  /** The appointments of a site in a week, of everybody; a partner sees the own ones. */
  readAppointments: {
    method: 'GET',
    path: '/api/calendar/appointments',
    access: { kind: 'session', roles: workers },
    query: siteWeekQuery,
    response: z.strictObject({
      ...siteWeek,
      /** The site's own workers and whoever else has an appointment in the week, by name. */
      staff: z.array(z.strictObject({ id: staffId, name: z.string() })),
      days: z.array(z.strictObject({ date: plainDate, appointments: z.array(appointment) })),
    }),
    status: 200,
    problems: ['not-found'],
    audit: { action: 'VIEW_APPOINTMENTS' },
  },
} as const;

export type Appointment = z.infer<typeof appointment>;
