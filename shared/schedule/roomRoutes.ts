import * as z from 'zod';
import { localizedText } from '../kernel/i18n.ts';
import { roomId } from '../kernel/ids.ts';
import type { TenantRole } from '../kernel/roles.ts';
import { offsetDateTime, plainDate } from '../kernel/time.ts';
import { siteWeek, siteWeekQuery } from './siteWeek.ts';

/** Everybody who works at the sites sees which room is free. */
const workers = [
  'TENANT_ADMIN',
  'SITE_MANAGER',
  'COUNSELLOR',
  'OUTREACH_WORKER',
  'PARTNER_WORKER',
] as const satisfies readonly TenantRole[];

/** What keeps a room busy. Nobody's client is in it. */
const heldTime = z.strictObject({
  start: offsetDateTime,
  end: offsetDateTime,
  kind: z.enum(['BOOKING', 'MEETING']),
  /** The undivided rooms it keeps busy: one, or all the parts of a divided one. */
  rooms: z.array(roomId),
  /** Who is in it from the house. Empty, as `what` is left out, for those who do not see the site's bookings. */
  staff: z.array(z.string()),
  /** The group or the service. */
  what: localizedText.optional(),
});

export const roomRoutes = {
  /** What each room of a site holds in a week. */
  readRoomWeek: {
    method: 'GET',
    path: '/api/calendar/rooms',
    access: { kind: 'session', roles: workers },
    query: siteWeekQuery,
    response: z.strictObject({
      ...siteWeek,
      /** The undivided rooms: only they can be busy. */
      rooms: z.array(
        z.strictObject({
          id: roomId,
          name: z.string(),
          capacity: z.int(),
          /** The name of the room it is a part of. */
          partOf: z.string().optional(),
        }),
      ),
      days: z.array(z.strictObject({ date: plainDate, held: z.array(heldTime) })),
    }),
    status: 200,
    problems: ['not-found'],
    audit: { action: 'READ_ROOM_WEEK' },
  },
} as const;

export type HeldTime = z.infer<typeof heldTime>;
