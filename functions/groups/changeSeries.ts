import type { groupsRoutes } from '@ohjaamo/shared/groups/contract.ts';
import { type MeetingEvent, nextMeetingState } from '@ohjaamo/shared/groups/meetings.ts';
import { dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { type Clock, localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readPlan } from '../schedule/index.ts';
import { viewGroup } from './deskViews.ts';
import { commitMeetings, lookAt, meetingsFrom, wrong } from './makeMeetings.ts';
import { openGroup, type OpenedGroup } from './place.ts';
import {
  conflictsOf,
  longestSeries,
  plannedSlots,
  resourcesOf,
  SHEETS_AT_ONCE,
  type Wanted,
} from './planSeries.ts';
import type { GroupRecord, MeetingRecord } from './record.ts';
import { groupWrite, readFacts, readRolls } from './repository.ts';
import { wallTimeOf } from './unheld.ts';

type Routes = typeof groupsRoutes;

/** Past meetings that stay in a group's row when it goes on; what was recorded of the others stays beside it. */
const PAST_KEPT = 20;

/** Meetings ahead that one group may have: a change of its seats writes a roll for each. */
const MOST_COMING = 90;

/** A change of a series: the group as it will be, and the times that are taken and given back. */
interface SeriesChange {
  readonly meetings: readonly MeetingRecord[];
  readonly add?: readonly MeetingRecord[];
  readonly remove?: readonly MeetingRecord[];
  /** Leaders and room of the group from now on, when all that follows has them. */
  readonly from?: Wanted;
}

/**
 * Goes on with more meetings, all or none. Asked again, it answers with what stands. Reads as looking at a series does; writes
 * one sheet per resource and meeting, and the group.
 */
export const addMeetings: UseCase<Routes['addMeetings']> = async (context) => {
  const { request, scope, actor, clock, audit } = context;
  const opened = await openGroup(scope, actor, request.parameters);
  if (!opened.ok) return opened;
  const { group } = opened.value;
  const { version, series, ...wanted } = request.body;
  const looked = await lookAt(
    scope,
    opened.value,
    { ...wanted, seats: group.seats, online: group.online },
    series,
    clock,
  );
  if (!looked.ok) return looked;
  if (group.version !== version) {
    const isThere = looked.value.slots.every(({ time }) =>
      group.meetings.some(({ state, start }) => state === 'PLANNED' && start === time?.start),
    );
    return isThere ? answer(scope, opened.value, group, clock) : fail(problem('stale-version'));
  }
  const made = meetingsFrom(looked.value, wanted, group.id, group.meetings);
  if (!made.ok) return made;
  const now = clock.now() / 60_000;
  const past = group.meetings.filter(({ end }) => end <= now);
  const coming = group.meetings.filter(({ end }) => end > now);
  const ahead = [...coming, ...made.value];
  if (ahead.length > MOST_COMING || sheetsOf(ahead) > SHEETS_AT_ONCE) {
    return fail(wrong('/body/series/times', 'too_big'));
  }
  const change = { meetings: [...past.slice(-PAST_KEPT), ...ahead], add: made.value };
  return write(scope, opened.value, change, audit.writes([]), clock);
};

/**
 * Moves a meeting, or it and all that follow, by as many days, to the same hours, leaders and room: in one transaction, or not
 * at all. Asked again, it answers with what stands. Reads the sheets of both places; writes those that change, and the group.
 */
export const moveMeetings: UseCase<Routes['moveMeetings']> = async ({
  request,
  scope,
  actor,
  clock,
  audit,
}) => {
  const opened = await openGroup(scope, actor, request.parameters);
  if (!opened.ok) return opened;
  const target = targetOf(opened.value, request, 'MOVE', clock);
  if (!target.ok) return target;
  const planned = await movedFrom(scope, opened.value, target.value, request.body, clock);
  if (!planned.ok) return planned;
  const { group } = opened.value;
  const moved = new Map(planned.value.map((meeting) => [meeting.id, meeting]));
  const asMoved = (meeting: MeetingRecord) => moved.get(meeting.id) ?? meeting;
  if (group.meetings.every((each) => standsAt(each, asMoved(each)))) {
    return answer(scope, opened.value, group, clock);
  }
  if (group.version !== request.body.version) return fail(problem('stale-version'));
  const { leaders, room, following } = request.body;
  const change = {
    meetings: group.meetings.map(asMoved),
    add: planned.value,
    remove: target.value,
    ...(following && { from: { leaders, room } }),
  };
  return write(scope, opened.value, change, audit.writes([]), clock);
};

/**
 * Takes a cancelled meeting back at its own time, with the leaders and the room that are asked for: in one transaction, or not at
 * all. Taking back twice is taking back once. Reads the sheets of its leaders and room; writes them, and the group.
 */
export const restoreMeeting: UseCase<Routes['restoreMeeting']> = async ({
  request,
  scope,
  actor,
  clock,
  audit,
}) => {
  const opened = await openGroup(scope, actor, request.parameters);
  if (!opened.ok) return opened;
  const { group, tenant } = opened.value;
  const asked = { ...request, body: { following: false } };
  const target = targetOf(opened.value, asked, 'RESTORE', clock);
  if (!target.ok) return target;
  const [named] = target.value;
  if (named?.state !== 'CANCELLED') return answer(scope, opened.value, group, clock);
  const to = { ...request.body, ...wallTimeOf(named, tenant.profile.zone) };
  const planned = await movedFrom(scope, opened.value, target.value, to, clock);
  if (!planned.ok) return planned;
  if (group.version !== request.body.version) return fail(problem('stale-version'));
  const [restored] = planned.value.map((meeting) => ({ ...meeting, state: 'PLANNED' as const }));
  const change = {
    meetings: group.meetings.map((each) => (each.id === restored?.id ? restored : each)),
    add: planned.value,
  };
  return write(scope, opened.value, change, audit.writes([]), clock);
};

/** Cancels a meeting, or it and all that follow, and gives their times back. Cancelling twice is cancelling once. */
export const cancelMeetings: UseCase<Routes['cancelMeetings']> = async ({
  request,
  scope,
  actor,
  clock,
  audit,
}) => {
  const opened = await openGroup(scope, actor, request.parameters);
  if (!opened.ok) return opened;
  const { group } = opened.value;
  const target = targetOf(opened.value, request, 'CANCEL', clock);
  if (!target.ok) return target;
  const planned = target.value.filter(({ state }) => state === 'PLANNED');
  if (planned.length === 0) return answer(scope, opened.value, group, clock);
  if (group.version !== request.body.version) return fail(problem('stale-version'));
  const gone = new Set(planned.map(({ id }) => id));
  const change: SeriesChange = {
    meetings: group.meetings.map((meeting) =>
      gone.has(meeting.id)
        ? { ...meeting, state: 'CANCELLED' as const, version: meeting.version + 1 }
        : meeting,
    ),
    remove: planned,
  };
  return write(scope, opened.value, change, audit.writes([]), clock);
};

/** The meetings that an event is about: the named one, and those from it on to which it can happen when all that follow are meant. */
function targetOf(
  { group }: OpenedGroup,
  request: {
    readonly parameters: { readonly meetingId: string };
    readonly body: { readonly following: boolean };
  },
  event: MeetingEvent,
  clock: Clock,
): Result<MeetingRecord[], Problem> {
  const named = group.meetings.find(({ id }) => id === request.parameters.meetingId);
  if (!named) return fail(problem('not-found'));
  const can = (meeting: MeetingRecord) => nextMeetingState(meeting, event, clock.now() / 60_000).ok;
  if (!can(named)) return fail(problem('state-conflict'));
  if (!request.body.following) return succeed([named]);
  return succeed(group.meetings.filter((each) => can(each) && each.start >= named.start));
}

/** The meetings as they will be, or what stands in their way. Each goes as many days as the first. */
async function movedFrom(
  scope: TenantScope,
  place: OpenedGroup,
  target: readonly MeetingRecord[],
  to: Wanted & { readonly date: string; readonly start: string; readonly end: string },
  clock: Clock,
): Promise<Result<MeetingRecord[], Problem>> {
  const resources = resourcesOf(place, to);
  if (!resources) return fail(problem('not-found'));
  if (to.end <= to.start) return fail(wrong('/body/end', 'too_small'));
  if (target.length * 2 > longestSeries(resources.length)) return fail(wrong('/body/following', 'too_big'));
  const others = place.group.meetings.filter(
    (each) => each.end * 60_000 > clock.now() && !target.includes(each),
  );
  if (sheetsOf(others) + target.length * resources.length > SHEETS_AT_ONCE)
    return fail(wrong('/body/leaders', 'too_big'));
  const dayOf = ({ start }: MeetingRecord) => dayNumber(localDate(start, place.tenant.profile.zone));
  const first = target[0];
  const shift = first ? dayNumber(to.date) - dayOf(first) : 0;
  const days = target.map((meeting) => dayOf(meeting) + shift);
  const plan = await readPlan(scope, place.site.id, to.date);
  const own = target.filter(isPlanned);
  const of = { plan, days, hours: to, resources, room: to.room, crowd: place.group, own };
  const slots = await plannedSlots(scope, place, of, clock);
  const conflicts = conflictsOf(slots);
  if (conflicts) return fail(conflicts);
  return succeed(
    target.map((meeting, index): MeetingRecord => {
      const { room: _, ...kept } = meeting;
      return {
        ...kept,
        ...slots[index]?.time,
        version: meeting.version + 1,
        leaders: [...to.leaders],
        ...(to.room !== undefined && { room: to.room }),
        resources,
      };
    }),
  );
}

/** Only a planned meeting stands in the sheets. */
function isPlanned({ state }: MeetingRecord): boolean {
  return state === 'PLANNED';
}

/** The sheets in which meetings stand, each counted for every meeting. */
function sheetsOf(meetings: readonly MeetingRecord[]): number {
  return meetings.filter(isPlanned).reduce((sum, { resources }) => sum + resources.length, 0);
}

/** Whether a meeting is already where it is asked to be. */
function standsAt(one: MeetingRecord, other: MeetingRecord): boolean {
  const where = ({ start, end, leaders, room }: MeetingRecord) => JSON.stringify([start, end, leaders, room]);
  return where(one) === where(other);
}

async function write(
  scope: TenantScope,
  opened: OpenedGroup,
  change: SeriesChange,
  trail: readonly Write[],
  clock: Clock,
) {
  const { group } = opened;
  const { room, ...facts } = group;
  const from = change.from ?? { leaders: group.leaders, room };
  const next: GroupRecord = {
    ...facts,
    leaders: [...from.leaders],
    ...(from.room !== undefined && { room: from.room }),
    version: group.version + 1,
    changedAt: new Date(clock.now()).toISOString(),
    meetings: [...change.meetings].sort((one, other) => one.start - other.start),
  };
  const done = await commitMeetings(
    scope,
    opened,
    { ...change, writes: [groupWrite(scope, next), ...trail] },
    clock,
  );
  if (done.ok) return answer(scope, opened, next, clock);
  return fail(done.error === 'refused' ? problem('stale-version') : done.error);
}

async function answer(scope: TenantScope, place: OpenedGroup, group: GroupRecord, clock: Clock) {
  const [rolls, facts] = await Promise.all([readRolls(scope, group.id), readFacts(scope, group.id)]);
  return succeed({ body: viewGroup(group, place, { now: clock.now() / 60_000, rolls, facts }) });
}
