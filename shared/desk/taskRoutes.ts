import * as z from 'zod';
import { siteId } from '../kernel/ids.ts';
import type { TenantRole } from '../kernel/roles.ts';
import { offsetDateTime, plainDate } from '../kernel/time.ts';
import type { LineStatus } from '../line/views.ts';

const workers = [
  'SITE_MANAGER',
  'COUNSELLOR',
  'OUTREACH_WORKER',
  'PARTNER_WORKER',
] as const satisfies readonly TenantRole[];

/** The line as `LineStatus` of the line's own module says it. */
const lineStatus = z.strictObject({
  state: z.enum(['OPEN', 'PAUSED', 'CLOSED_TODAY', 'OUT_OF_HOURS']),
  reason: z.enum(['FULL', 'FEW_WORKERS', 'EVENT', 'SAFETY', 'OTHER']).optional(),
  closesAt: offsetDateTime.optional(),
  opensAt: offsetDateTime.optional(),
  waiting: z.int(),
  wait: z.strictObject({ low: z.int(), high: z.int() }).optional(),
}) satisfies z.ZodType<LineStatus>;

/** What waits for somebody at a site: numbers and times, nobody's data. */
export const siteTasks = z.strictObject({
  /** The same as long as the caller would see the same. */
  version: z.string(),
  date: plainDate,
  /** The day's line: its state for whoever comes now, and the numbers that wait, in the order in which they are called. */
  line: z.strictObject({
    status: lineStatus,
    waiting: z.array(
      z.strictObject({
        number: z.int(),
        since: offsetDateTime,
        /** Whole minutes from `since` until now. */
        minutes: z.int(),
      }),
    ),
  }),
  /** Coming bookings that somebody has to look at; of whoever only lends time, the own ones. */
  bookings: z.strictObject({ decide: z.int(), orphaned: z.int(), declined: z.int() }),
  /** People who wait to be called back; absent for a role that does not call. */
  callBacks: z.int().optional(),
  /** Threads whose last word is the young person's; absent for a role that does not answer. */
  threads: z.int().optional(),
  /** Held meetings of groups of the last two weeks that nobody has recorded; of a partner, the own ones. */
  meetings: z.int(),
  /** Reviews of the cooperation agreement whose day is near or past; absent for whoever does not answer for it. */
  reviews: z.int().optional(),
});

export const taskRoutes = {
  /** Read again and again, by Today and by the menu of every page; told as unchanged while its version is known. */
  readTasks: {
    method: 'GET',
    path: '/api/desk/tasks',
    access: { kind: 'session', roles: workers },
    query: z.strictObject({
      /** The tenant's main site when absent. */
      site: siteId.optional(),
    }),
    response: siteTasks,
    status: 200,
    problems: ['not-found'],
  },
} as const;

export type SiteTasks = z.infer<typeof siteTasks>;
