import type { groupsRoutes } from '@ohjaamo/shared/groups/contract.ts';
import type { MeetingId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { localDate } from '@ohjaamo/shared/kernel/time.ts';
import { appendRest, SUBJECTS_PER_TRANSACTION } from '../kernel/audit.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { viewDeskMeeting, viewNumbers, viewRoll } from './deskViews.ts';
import { openGroup, type OpenedGroup } from './place.ts';
import type { AttendanceRecord, MeetingFact, MeetingRecord, RollRecord } from './record.ts';
import { attendanceWrites, readAttendance, readRoll, readSignUpRecord } from './repository.ts';

type RecordAttendance = (typeof groupsRoutes)['recordAttendance'];

/** A meeting with all that is known of who comes and came. */
interface OpenedMeeting extends OpenedGroup {
  readonly meeting: MeetingRecord;
  readonly roll: RollRecord;
  /** Every revision of who came, the oldest first. */
  readonly history: readonly AttendanceRecord[];
}

/** One meeting with everybody who signed up for it: a Query, a read, and a read and a Query more. */
export const readMeeting: UseCase<(typeof groupsRoutes)['readMeeting']> = async ({
  request,
  scope,
  actor,
  clock,
}) => {
  const opened = await openMeeting(scope, actor, request.parameters);
  if (!opened.ok) return opened;
  const body = viewSheet(opened.value, clock.now() / 60_000);
  return succeed({ body, subjects: body.members.map(({ id }) => id) });
};

/**
 * Records who came: people by their sign-up, others as heads. It may be corrected at any time; what stood before stays beside
 * it. Asked again with the same content, it answers with what stands. Reads as the meeting does; writes the revision, the
 * meeting's numbers and the trail in one transaction; of more than 70 people the rest of the trail follows it.
 */
export const recordAttendance: UseCase<RecordAttendance> = async (context) => {
  const { request, scope, actor, clock, audit } = context;
  const opened = await openMeeting(scope, actor, request.parameters);
  if (!opened.ok) return opened;
  const { history } = opened.value;
  const now = clock.now() / 60_000;
  if (!mayRecord(opened.value.meeting, now)) return fail(problem('state-conflict'));
  const came = [...new Set(request.body.came)].sort();
  const { heads, revision } = request.body;
  const last = history.at(-1);
  if (last?.heads === heads && last.came.join() === came.join()) {
    return succeed({ body: viewSheet(opened.value, now), subjects: came });
  }
  if ((last?.revision ?? 0) !== revision) return fail(problem('stale-version'));
  if (!(await allSignedUp(scope, opened.value, came))) return fail(problem('not-found', { subjects: came }));
  const record: AttendanceRecord = {
    kind: 'ATTENDANCE',
    came,
    revision: revision + 1,
    signedUp: came.length,
    heads,
    recordedBy: actor.staffId,
    recordedAt: new Date(clock.now()).toISOString(),
  };
  const written = await scope.work.transact([
    ...attendanceWrites(scope, factOf(opened.value, record), record),
    ...audit.writes(came.slice(0, SUBJECTS_PER_TRANSACTION)),
  ]);
  if (!written.ok) {
    await audit.append(came, 'REFUSED');
    return fail(problem('stale-version'));
  }
  await appendRest(audit, came);
  return succeed({
    body: viewSheet({ ...opened.value, history: [...history, record] }, now),
    subjects: came,
  });
};

async function openMeeting(
  scope: TenantScope,
  actor: ContextOf<RecordAttendance>['actor'],
  of: ContextOf<RecordAttendance>['request']['parameters'],
): Promise<Result<OpenedMeeting, Problem>> {
  const opened = await openGroup(scope, actor, of);
  if (!opened.ok) return opened;
  const { group } = opened.value;
  const meeting = group.meetings.find(({ id }) => id === of.meetingId);
  if (!meeting) return fail(problem('not-found'));
  const [roll, history] = await Promise.all([
    readRoll(scope, group, rollOf(group, meeting.id)),
    readAttendance(scope, group.id, meeting.id),
  ]);
  return succeed({ ...opened.value, meeting, roll, history });
}

/** The roll that a meeting's people stand on. */
function rollOf({ joining }: OpenedGroup['group'], meeting: MeetingId): MeetingId | undefined {
  return joining === 'WHOLE_SERIES' ? undefined : meeting;
}

/** Before it begins nobody can have come. */
function mayRecord({ state, start }: MeetingRecord, now: number): boolean {
  return state === 'PLANNED' && start <= now;
}

/** Whether all of them signed up for this: now on the roll, told of before, or since left. */
async function allSignedUp(
  scope: TenantScope,
  { group, meeting, roll, history }: OpenedMeeting,
  came: readonly AttendanceRecord['came'][number][],
): Promise<boolean> {
  const known = new Set([...roll.members.map(({ id }) => id), ...(history.at(-1)?.came ?? [])]);
  const others = await Promise.all(
    came.filter((id) => !known.has(id)).map((id) => readSignUpRecord(scope, id)),
  );
  return others.every(
    (signUp) => signUp?.groupId === group.id && (signUp.meetingId ?? meeting.id) === meeting.id,
  );
}

function factOf({ group, meeting, tenant }: OpenedMeeting, record: AttendanceRecord): MeetingFact {
  const { signedUp, heads, revision, recordedAt, recordedBy } = record;
  return {
    kind: 'MEETING',
    id: meeting.id,
    groupId: group.id,
    site: group.siteId,
    date: localDate(meeting.start, tenant.profile.zone),
    start: meeting.start,
    end: meeting.end,
    leaders: meeting.leaders,
    sessions: 1,
    attendances: signedUp + heads,
    signedUp,
    heads,
    revision,
    recordedBy,
    recordedAt,
  };
}

function viewSheet(opened: OpenedMeeting, now: number) {
  const { group, meeting, site, roll, history } = opened;
  const last = history.at(-1);
  const came = new Set(last?.came);
  const { members } = viewRoll(roll, opened);
  // Who came and has left the roll since is still somebody who came.
  const gone = [...came].filter((id) => !members.some((member) => member.id === id));
  const beside = { now, rolls: [roll] };
  return {
    group: { id: group.id, name: group.name, joining: group.joining, seats: group.seats },
    site: { id: site.id, slug: site.slug, name: site.name },
    meeting: {
      ...viewDeskMeeting(meeting, group, opened, beside),
      ...(last && { attendance: viewNumbers(last, opened) }),
    },
    members: [...members, ...gone.map((id) => ({ id }))].map((member) => ({
      ...member,
      ...(last && { came: came.has(member.id) }),
    })),
    waiting: roll.waiting.length,
    heads: last?.heads ?? 0,
    mayRecord: mayRecord(meeting, now),
    history: history.map((each) => viewNumbers(each, opened)),
  };
}
