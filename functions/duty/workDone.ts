import type { WorkDone } from '@ohjaamo/shared/duty/areas.ts';
import type { RotaWeek } from '@ohjaamo/shared/duty/rota.ts';
import { dateOfDay, dayNumber, isoWeekOf } from '@ohjaamo/shared/kernel/dates.ts';
import type { SiteId, StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Clock, currentMinute, type EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import { startOfDay, zoneAxisOfDays } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import { presences } from '@ohjaamo/shared/schedule/presence.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { agendaOf, type AgendaRow } from '../booking/index.ts';
import { type ContactRecord, readContactsOfDay } from '../desk/index.ts';
import { type GroupMeeting, listMeetings } from '../groups/index.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readPlan } from '../schedule/index.ts';
import { absentTimes } from './busy.ts';
import { readWeeks } from './repository.ts';

/** What was done in a period, by worker. */
export interface PeriodDone {
  of(worker: StaffId): WorkDone;
  /** Who did something at the site that was asked for. */
  readonly here: ReadonlySet<StaffId>;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

/**
 * Reads what the tenant's workers did on the dates `from` to `to` (inclusive, at most a month), up to now. For S sites and D
 * days: S × (D + 4) Queries of contacts, agenda, rota, groups and absences, S GetItems of plans; eventually consistent.
 */
export async function readWorkDone(
  scope: TenantScope,
  tenant: Tenant,
  site: SiteId,
  clock: Clock,
  from: string,
  to: string,
): Promise<PeriodDone> {
  const now = currentMinute(clock);
  const work = new Map<StaffId, Mutable<WorkDone>>();
  const here = new Set<StaffId>();
  for (const { id } of to < from ? [] : tenant.sites) {
    const done = await readSiteTime(scope, tenant, id, { from, to });
    const of = (worker: StaffId): Mutable<WorkDone> => {
      if (id === site) here.add(worker);
      const own = work.get(worker) ?? { staffed: [], meetings: [], kept: [], contacts: [] };
      work.set(worker, own);
      return own;
    };
    for (const { staffId, ...hours } of done.staffed) addPast(of(staffId).staffed, hours, now);
    for (const row of done.kept) {
      for (const worker of [row.staffId, ...row.alongside]) addPast(of(worker).kept, row, now);
    }
    for (const { leaders, start, end } of done.meetings) {
      for (const worker of leaders) addPast(of(worker).meetings, { start, end }, now);
    }
    for (const { staffIds, start, minutes, channel, bookingId } of done.contacts) {
      const contact = { start, end: start + minutes, channel, booked: bookingId !== undefined };
      for (const worker of staffIds) addPast(of(worker).contacts, contact, now);
    }
  }
  return {
    here,
    of: (worker) => work.get(worker) ?? { staffed: [], meetings: [], kept: [], contacts: [] },
  };
}

/** Adds what has begun, up to now. */
function addPast<T extends { readonly start: EpochMinute; readonly end: EpochMinute }>(
  list: T[],
  stretch: T,
  now: EpochMinute,
): void {
  if (stretch.start < now) list.push({ ...stretch, end: Math.min(stretch.end, now) });
}

/** What is known of a site's time on some dates. */
export interface SiteTime {
  readonly staffed: readonly { staffId: StaffId; mode: string; start: EpochMinute; end: EpochMinute }[];
  readonly meetings: readonly GroupMeeting[];
  /** In every state. */
  readonly bookings: readonly AgendaRow[];
  readonly kept: readonly AgendaRow[];
  readonly contacts: readonly ContactRecord[];
}

/**
 * Reads a site's hours after absences and exceptions, published turns, meetings, bookings and contacts on the dates `from` to `to`
 * (inclusive); contacts up to `contactsTo`. For D days of contacts: D + 4 Queries and a GetItem, eventually consistent.
 */
export async function readSiteTime(
  scope: TenantScope,
  tenant: Tenant,
  site: SiteId,
  { from, to, contactsTo = to }: { from: string; to: string; contactsTo?: string },
): Promise<SiteTime> {
  const [first, last] = [dayNumber(from), dayNumber(to)];
  const dates = Array.from({ length: last - first + 1 }, (_, index) => dateOfDay(first + index));
  const axis = zoneAxisOfDays(tenant.profile.zone, first, last);
  const [plan, agenda, weeks, meetings, ...contacts] = await Promise.all([
    readPlan(scope, site, from),
    agendaOf(scope, site, from, to),
    readWeeks(scope, site, isoWeekOf(first), isoWeekOf(last)),
    listMeetings(scope, site, startOfDay(axis, first), startOfDay(axis, last + 1)),
    ...dates.filter((date) => date <= contactsTo).map((date) => readContactsOfDay(scope, site, date)),
  ]);
  const absent = absentTimes(plan.absences, axis, first, last);
  return {
    staffed: [
      ...presences(plan, axis, first, last).map(({ rule, start, end }) => ({
        staffId: rule.staffId,
        mode: rule.mode,
        start,
        end,
      })),
      ...dutyServed(weeks, new Set(dates), absent),
    ],
    meetings: meetings.filter(({ state }) => state !== 'CANCELLED'),
    bookings: agenda,
    kept: agenda.filter(({ state }) => state === 'KEPT'),
    contacts: contacts.flat().filter(({ state }) => state === 'RECORDED'),
  };
}

/** Turns as they were published; the plan forgets them after a while. Time of an absence is left out whole. */
function dutyServed(
  weeks: readonly RotaWeek[],
  dates: ReadonlySet<string>,
  absent: readonly { staffId: StaffId; start: EpochMinute; end: EpochMinute }[],
): SiteTime['staffed'] {
  return weeks
    .flatMap(({ shifts }) => shifts)
    .filter(({ date }) => dates.has(date))
    .flatMap(({ places, mode, start, end }) =>
      places.flatMap(({ published }) => (published ? [{ staffId: published, mode, start, end }] : [])),
    )
    .filter(
      (turn) =>
        !absent.some(
          (away) => away.staffId === turn.staffId && away.start < turn.end && turn.start < away.end,
        ),
    );
}
