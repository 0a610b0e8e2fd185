import { meetingIdOf } from '@ohjaamo/shared/groups/meetings.ts';
import type { SeriesRule } from '@ohjaamo/shared/groups/series.ts';
import { dateOfDay } from '@ohjaamo/shared/kernel/dates.ts';
import type { GroupId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { type Clock, localDate } from '@ohjaamo/shared/kernel/time.ts';
import { occupy, type Occupied, type SheetResource } from '../booking/index.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import type { SiteOfTenant } from './place.ts';
import {
  busyAt,
  conflictsOf,
  type Crowd,
  datesOf,
  longestSeries,
  plannedSlots,
  type PlannedSlot,
  resourcesOf,
  type Wanted,
} from './planSeries.ts';
import type { MeetingRecord } from './record.ts';

/** A series looked at: its dates with what stands in their way, and the dates on which the house is closed. */
export interface LookedAt {
  readonly slots: readonly PlannedSlot[];
  readonly closed: readonly number[];
  readonly resources: readonly SheetResource[];
}

/**
 * Looks at a series. Fails with `not-found` for a leader or a room that is not there, and with `invalid-request` for hours that
 * end before they begin. Two reads for the plan, and the sheets.
 */
export async function lookAt(
  scope: TenantScope,
  place: SiteOfTenant,
  wanted: Wanted & Crowd,
  rule: SeriesRule,
  clock: Clock,
): Promise<Result<LookedAt, Problem>> {
  const resources = resourcesOf(place, wanted);
  if (!resources) return fail(problem('not-found'));
  if (rule.end <= rule.start) return fail(wrong('/body/series/end', 'too_small'));
  const { plan, days, closed } = await datesOf(scope, place, rule);
  const slots = await plannedSlots(
    scope,
    place,
    { plan, days, hours: rule, resources, room: wanted.room, crowd: wanted },
    clock,
  );
  return succeed({ slots, closed, resources });
}

/** The meetings of a series that has nothing in its way; else every date that cannot be had. */
export function meetingsFrom(
  { slots, resources }: LookedAt,
  { leaders, room }: Wanted,
  group: GroupId,
  standing: readonly MeetingRecord[],
): Result<MeetingRecord[], Problem> {
  if (slots.length > longestSeries(resources.length)) return fail(wrong('/body/series/times', 'too_big'));
  const conflicts = conflictsOf(slots);
  if (conflicts) return fail(conflicts);
  const taken = new Set(standing.map(({ id }): string => id));
  const meetings = slots.flatMap(({ day, time }): MeetingRecord[] =>
    time
      ? [
          {
            id: meetingIdOf(group, day, taken),
            version: 1,
            state: 'PLANNED',
            ...time,
            leaders: [...leaders],
            ...(room !== undefined && { room }),
            resources: [...resources],
          },
        ]
      : [],
  );
  return succeed(meetings);
}

/** What a meeting keeps busy. */
export function occupiedBy({ start, end, resources }: MeetingRecord): Occupied {
  return { resources, busy: busyAt({ start, end }) };
}

/**
 * Takes and gives back the times of meetings with `writes`, all or nothing. Somebody else's booking that came in between is told
 * as the dates that cannot be had; `refused` means that one of `writes` failed its condition.
 */
export async function commitMeetings(
  scope: TenantScope,
  { tenant }: SiteOfTenant,
  change: {
    readonly add?: readonly MeetingRecord[];
    readonly remove?: readonly MeetingRecord[];
    readonly writes: readonly Write[];
  },
  clock: Clock,
): Promise<Result<void, Problem | 'refused'>> {
  const done = await occupy(
    scope,
    {
      add: (change.add ?? []).map(occupiedBy),
      remove: (change.remove ?? []).map(occupiedBy),
      writes: change.writes,
    },
    clock,
  );
  if (done.ok) return done;
  if (done.error.type === 'write-refused') return fail('refused');
  const leaders = new Set<string>((change.add ?? []).flatMap((meeting) => meeting.leaders));
  const conflicts = done.error.taken.map(({ resource, busy }) => ({
    date: localDate(busy.start, tenant.profile.zone),
    reason: leaders.has(resource.id) ? 'LEADER_BUSY' : 'ROOM_BUSY',
  }));
  return fail(problem('series-conflict', { conflicts }));
}

/** A value that the form of the request allows and its sense does not. */
export function wrong(pointer: string, code: string): Problem {
  return problem('invalid-request', { errors: [{ pointer, code }] });
}

/** The dates of a closed house as texts. */
export function datesAsText(days: readonly number[]): string[] {
  return days.map(dateOfDay);
}
