import * as z from 'zod';
import { localizedText } from '../kernel/i18n.ts';
import { absenceId, bookingId, code, groupId, roomId, siteId, staffId } from '../kernel/ids.ts';
import type { TenantRole } from '../kernel/roles.ts';
import { offsetDateTime, plainDate, plainTime } from '../kernel/time.ts';
import { planChange } from './change.ts';
import { absence, datedHours, openingException, ruleId, weeklyRule } from './plan.ts';
import { siteName } from './siteName.ts';
import { slotMode } from './slotMode.ts';
import { siteWeek, siteWeekQuery } from './siteWeek.ts';

/** Everybody who works at the sites sees who is where; clients are not in it. */
const workers = [
  'TENANT_ADMIN',
  'SITE_MANAGER',
  'COUNSELLOR',
  'OUTREACH_WORKER',
  'PARTNER_WORKER',
] as const satisfies readonly TenantRole[];

/** Site managers and administrators change everything, counsellors their own booked hours; see `mayChange`. */
const planners = ['TENANT_ADMIN', 'SITE_MANAGER', 'COUNSELLOR'] as const satisfies readonly TenantRole[];
const managers = ['TENANT_ADMIN', 'SITE_MANAGER'] as const satisfies readonly TenantRole[];

/** An id that the caller chooses, so that a change sent again is made once. */
const changeId = z.string().regex(/^[0-9a-z]{20}$/u);

const workerView = z.strictObject({
  id: staffId,
  name: z.string(),
  organisation: localizedText,
  /** True for workers whose home organisation does not run the site. */
  visitor: z.boolean(),
});

/** Who is where on one day, as colleagues see it. */
const calendarDay = z.strictObject({
  date: plainDate,
  /** What the calendar calls the day, whether it closes the house or not. */
  named: localizedText.optional(),
  closed: localizedText.optional(),
  changed: localizedText.optional(),
  entries: z.array(
    z.strictObject({
      ruleId,
      start: offsetDateTime,
      end: offsetDateTime,
      mode: slotMode,
      serviceCode: code,
      staffId,
      staffName: z.string(),
      organisation: localizedText,
      visitor: z.boolean(),
      note: z.string(),
      /** Set for weeks that differ: `ODD` and `EVEN` are ISO weeks. */
      every: z.enum(['WEEK', 'ODD', 'EVEN', 'N_WEEKS', 'MONTH', 'ONCE']),
      /** True when the reader may change this entry. */
      mayChange: z.boolean(),
    }),
  ),
  /** Who is away. Why is told to those who answer for the calendar only. */
  absences: z.array(
    z.strictObject({
      id: absenceId,
      staffId,
      staffName: z.string(),
      start: plainTime.optional(),
      end: plainTime.optional(),
      kind: absence.shape.kind.optional(),
    }),
  ),
});

/** What contradicts itself. `other` is what claims the same worker's time. */
const faultView = z.strictObject({
  code: z.enum(['OUTSIDE_OPENING_HOURS', 'OVERLAP', 'ENDS_BEFORE_START', 'NO_DATES']),
  /** False: the change can be made, and the rule is cut to the opening hours. */
  blocks: z.boolean(),
  site: siteName,
  rule: weeklyRule,
  staffName: z.string(),
  other: z.strictObject({ site: siteName, rule: weeklyRule }).optional(),
});

/** A booking whose time the change takes away, or gives back. No name: it is enough to know whose day it is in. */
const affectedBooking = z.strictObject({
  id: bookingId,
  start: offsetDateTime,
  end: offsetDateTime,
  staffName: z.string(),
  service: localizedText,
  /** Whether the person left an address or a number to be told at. */
  reachable: z.boolean(),
});

/** What a change would do. */
const preview = z.strictObject({
  /** Version of the plan that was looked at; applying asks for it. */
  version: z.int(),
  faults: z.array(faultView),
  orphaned: z.strictObject({
    count: z.int(),
    /** Empty for those who see the site's numbers but not its bookings. */
    bookings: z.array(affectedBooking),
  }),
  /** Bookings that had lost their time and get it back. */
  readopted: z.int(),
  /** Meetings of groups that would have a closed house or none of their leaders; groups are public. */
  meetings: z.array(
    z.strictObject({
      site: siteId,
      groupId,
      name: localizedText,
      start: offsetDateTime,
      end: offsetDateTime,
    }),
  ),
});

const applied = z.strictObject({ version: z.int(), orphaned: z.int(), readopted: z.int() });

const copyOf = {
  site: siteId,
  from: plainDate,
  to: plainDate,
  onto: plainDate,
  workers: z.array(z.strictObject({ from: staffId, to: staffId })).max(200),
  exceptions: z.boolean(),
  hours: z.boolean(),
} as const;

/** Routes of those who work by a site's calendar and of those who change it. */
export const planRoutes = {
  readCalendar: {
    method: 'GET',
    path: '/api/calendar/week',
    access: { kind: 'session', roles: workers },
    query: siteWeekQuery,
    response: z.strictObject({
      ...siteWeek,
      days: z.array(calendarDay),
      services: z.array(z.strictObject({ code, name: localizedText })),
      rooms: z.array(
        z.strictObject({ id: roomId, name: z.string(), capacity: z.int(), partOf: roomId.optional() }),
      ),
      /** Whether the reader may change the whole calendar, or only own booked hours, or nothing. */
      rights: z.enum(['ALL', 'OWN', 'NONE']),
    }),
    status: 200,
    problems: ['not-found'],
  },
  readSitePlan: {
    method: 'GET',
    path: '/api/calendar/plan',
    access: { kind: 'session', roles: planners },
    query: z.strictObject({ site: siteId.optional() }),
    response: z.strictObject({
      site: siteName,
      version: z.int(),
      today: plainDate,
      hours: z.array(datedHours),
      exceptions: z.array(openingException),
      rules: z.array(weeklyRule),
      /** Those that are not over. Empty for counsellors. */
      absences: z.array(absence),
      /** Closing days of the calendar in the next twelve months. */
      holidays: z.array(z.strictObject({ date: plainDate, name: localizedText, closes: z.boolean() })),
      staff: z.array(workerView),
      services: z.array(z.strictObject({ code, name: localizedText, staff: z.array(staffId) })),
      sites: z.array(siteName),
      rights: z.enum(['ALL', 'OWN']),
    }),
    status: 200,
    problems: ['not-found'],
  },
  /** What a change would do: contradictions, and bookings that would lose their time. Changes nothing. */
  previewPlanChange: {
    method: 'POST',
    path: '/api/calendar/preview',
    access: { kind: 'session', roles: planners },
    body: z.strictObject({ site: siteId, change: planChange }),
    response: preview,
    status: 200,
    problems: ['not-found', 'role-required'],
    audit: { action: 'PREVIEW_PLAN_CHANGE' },
  },
  applyPlanChange: {
    method: 'POST',
    path: '/api/calendar/changes',
    access: { kind: 'session', roles: planners },
    body: z.strictObject({ changeId, site: siteId, version: z.int().min(0), change: planChange }),
    response: applied,
    status: 200,
    problems: ['not-found', 'role-required', 'stale-version', 'plan-conflict'],
    audit: { action: 'CHANGE_PLAN' },
  },
  previewPlanCopy: {
    method: 'POST',
    path: '/api/calendar/copy/preview',
    access: { kind: 'session', roles: managers },
    body: z.strictObject({ ...copyOf, sites: z.array(siteId).min(1).max(20) }),
    response: z.strictObject({
      targets: z.array(
        z.strictObject({
          site: siteName,
          version: z.int(),
          rules: z.int(),
          exceptions: z.int(),
          /** Whether the site's weekly opening hours would be others than they are. */
          hours: z.boolean(),
        }),
      ),
      faults: z.array(faultView),
      orphaned: preview.shape.orphaned,
      meetings: preview.shape.meetings,
    }),
    status: 200,
    problems: ['not-found', 'invalid-request'],
    audit: { action: 'PREVIEW_PLAN_CHANGE' },
  },
  /** All the sites or none. */
  applyPlanCopy: {
    method: 'POST',
    path: '/api/calendar/copy',
    access: { kind: 'session', roles: managers },
    body: z.strictObject({
      changeId,
      ...copyOf,
      targets: z
        .array(z.strictObject({ site: siteId, version: z.int().min(0) }))
        .min(1)
        .max(20),
    }),
    response: z.strictObject({ rules: z.int(), orphaned: z.int() }),
    status: 200,
    problems: ['not-found', 'invalid-request', 'stale-version', 'plan-conflict'],
    audit: { action: 'CHANGE_PLAN' },
  },
} as const;

export type CalendarDay = z.infer<typeof calendarDay>;
export type FaultView = z.infer<typeof faultView>;
export type PlanPreview = z.infer<typeof preview>;
