import { BUSY_KIND, type Busy, clash, fitsOneWeek } from '@ohjaamo/shared/booking/sheet.ts';
import { type Hours, isAway, type Slot, slotsOf } from '@ohjaamo/shared/groups/meetings.ts';
import { seriesDates, type SeriesRule } from '@ohjaamo/shared/groups/series.ts';
import type { meetingConflict } from '@ohjaamo/shared/groups/views.ts';
import { type DayNumber, dateOfDay } from '@ohjaamo/shared/kernel/dates.ts';
import type { RoomId, StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { zoneAxisOfDays } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import { openingOn } from '@ohjaamo/shared/schedule/opening.ts';
import type { SitePlan } from '@ohjaamo/shared/schedule/plan.ts';
import type * as z from 'zod';
import { busyBetween, type SheetResource, undividedRooms } from '../booking/index.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readPlan } from '../schedule/index.ts';
import type { SiteOfTenant } from './place.ts';
import type { GroupRecord, MeetingRecord } from './record.ts';

/** Who leads, and where. */
export interface Wanted {
  readonly leaders: readonly StaffId[];
  readonly room?: RoomId | undefined;
}

/** What stands in the way of a date. */
export interface Conflict {
  readonly reason: z.infer<typeof meetingConflict>;
  readonly staff?: StaffId;
  readonly room?: RoomId;
}

/** A date of a series with what stands in its way. */
export interface PlannedSlot extends Slot {
  readonly conflicts: readonly Conflict[];
}

/** How many come to a meeting, and whether they come to the house at all. */
export type Crowd = Pick<GroupRecord, 'seats' | 'online'>;

/**
 * DynamoDB takes 100 items in one transaction; some are for the group and for the trail. The meetings that a group has ahead
 * never have more sheets, so that all of them can be cancelled at once.
 */
export const SHEETS_AT_ONCE = 96;

/** The sheets that a meeting keeps busy: leaders at their home sites, the room's undivided parts here. `undefined`: unknown ones, or such as may not be named. */
export function resourcesOf(
  { tenant, site, nameable }: SiteOfTenant,
  wanted: Wanted,
): SheetResource[] | undefined {
  const known = tenant.staff.filter(({ id }) => nameable?.has(id) ?? true);
  const leaders = wanted.leaders.flatMap((id) => known.filter((each) => each.id === id));
  const rooms = wanted.room === undefined ? [] : undividedRooms(site, wanted.room);
  if (leaders.length !== wanted.leaders.length || new Set(wanted.leaders).size !== leaders.length)
    return undefined;
  if (wanted.room !== undefined && rooms.length === 0) return undefined;
  return [
    ...leaders.map(({ id, homeSite }) => ({ home: homeSite, id })),
    ...rooms.map((id) => ({ home: site.id, id })),
  ];
}

/** Meetings that can be made in one transaction with so many sheets each. */
export function longestSeries(sheets: number): number {
  return Math.floor(SHEETS_AT_ONCE / sheets);
}

/** The dates of a series without those on which the house is closed: two reads. */
export async function datesOf(scope: TenantScope, { site }: SiteOfTenant, rule: SeriesRule) {
  const plan = await readPlan(scope, site.id, rule.first);
  const { days, closed } = seriesDates(rule, (day) => openingOn(plan, day).closed !== undefined);
  return { plan, days, closed };
}

/**
 * The dates with all that stands in their way. `own` are meetings that give their time back in the same change. Reads the sheets
 * of all resources and weeks.
 */
export async function plannedSlots(
  scope: TenantScope,
  { tenant, site }: SiteOfTenant,
  of: {
    readonly plan: SitePlan;
    readonly days: readonly DayNumber[];
    readonly hours: Hours;
    readonly resources: readonly SheetResource[];
    readonly room?: RoomId | undefined;
    readonly crowd: Crowd;
    readonly own?: readonly MeetingRecord[];
  },
  clock: Clock,
): Promise<PlannedSlot[]> {
  if (of.days.length === 0) return [];
  const axis = zoneAxisOfDays(tenant.profile.zone, Math.min(...of.days), Math.max(...of.days));
  const slots = slotsOf(of.days, of.hours, axis);
  const times = slots.flatMap(({ time }) => (time ? [time] : []));
  const sheets = await busyBetween(
    scope,
    of.resources,
    Math.min(...times.map(({ start }) => start)),
    Math.max(...times.map(({ end }) => end)),
    clock,
  );
  const now = clock.now() / 60_000;
  const isTooSmall = of.room !== undefined && !hasRoomFor(site, of.room, of.crowd);
  return slots.map((slot) => {
    const { time, day } = slot;
    if (!time) return { ...slot, conflicts: [{ reason: 'TIME_DOES_NOT_EXIST' as const }] };
    const busy = busyAt(time);
    const conflicts: Conflict[] = [
      ...(time.start <= now ? [{ reason: 'PAST' as const }] : []),
      ...(fitsOneWeek(busy) ? [] : [{ reason: 'CROSSES_WEEK' as const }]),
      ...(openingOn(of.plan, day).closed === undefined ? [] : [{ reason: 'CLOSED' as const }]),
      ...(isTooSmall ? [{ reason: 'ROOM_TOO_SMALL' as const }] : []),
      ...sheets.flatMap(({ resource, busy: taken }) => {
        const isFree = !taken.some((each) => clash(each, busy) && !isOwn(each, resource, of.own ?? []));
        return isFree ? [] : [conflictOf(resource, site.rooms, of.room)];
      }),
      ...of.resources
        .filter(({ id }) => of.plan.absences.some((away) => isAway(away, id, day, of.hours)))
        .map(({ id }) => ({ reason: 'LEADER_ABSENT' as const, staff: id as StaffId })),
    ];
    return { ...slot, conflicts };
  });
}

/** Whether everybody with a seat may be in a room at once; those of an online group are elsewhere. */
export function hasRoomFor({ rooms }: SiteOfTenant['site'], room: RoomId, { seats, online }: Crowd): boolean {
  return online || rooms.every(({ id, capacity }) => id !== room || seats <= capacity);
}

/** A meeting as it stands in a sheet: without buffers, because people come and go around it. */
export function busyAt({ start, end }: { readonly start: number; readonly end: number }): Busy {
  return { start, end, bufferBefore: 0, bufferAfter: 0, kind: BUSY_KIND.meeting };
}

function isOwn(busy: Busy, { id }: SheetResource, own: readonly MeetingRecord[]): boolean {
  return own.some(
    ({ start, end, resources }) =>
      busy.kind === BUSY_KIND.meeting &&
      busy.start === start &&
      busy.end === end &&
      resources.some((each) => each.id === id),
  );
}

/** The conflict of a resource that is taken: a part of a divided room is told as the room that was asked for. */
function conflictOf({ id }: SheetResource, rooms: SiteOfTenant['site']['rooms'], asked?: RoomId): Conflict {
  if (!rooms.some((room) => room.id === id)) return { reason: 'LEADER_BUSY', staff: id as StaffId };
  return { reason: 'ROOM_BUSY', ...(asked !== undefined && { room: asked }) };
}

/** The refusal that names every date that cannot be had, and why. */
export function conflictsOf(slots: readonly PlannedSlot[]): Problem | undefined {
  const conflicts = slots.flatMap(({ day, conflicts: each }) =>
    [...new Set(each.map(({ reason }) => reason))].map((reason) => ({ date: dateOfDay(day), reason })),
  );
  return conflicts.length > 0 ? problem('series-conflict', { conflicts }) : undefined;
}
