import type { GroupId, MeetingId, SignUpId, SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Write } from '../kernel/table.ts';
import type { Key } from '../kernel/tenancy/keys.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import {
  type AttendanceRecord,
  attendanceRecord,
  type GroupRecord,
  groupRecord,
  type MeetingFact,
  meetingFact,
  type RollRecord,
  rollRecord,
  type SignUpRecord,
  signUpRecord,
} from './record.ts';

/** All groups of a site, ended ones too: one Query (eventually consistent: for showing, never for deciding). */
export async function readGroups(scope: TenantScope, site: SiteId): Promise<GroupRecord[]> {
  return (await scope.work.query(scope.keys.groups(site, '').pk, groupRecord)).items;
}

/** Reads one group consistently. */
export function readGroupRecord(
  scope: TenantScope,
  site: SiteId,
  group: GroupId,
): Promise<GroupRecord | undefined> {
  return scope.work.get(scope.keys.groups(site, group), groupRecord);
}

/** Writes a group over the version before it; version 1 is the first of its id. */
export function groupWrite(scope: TenantScope, group: GroupRecord): Write {
  return scope.work.putOverWrite(
    { ...scope.keys.groups(group.siteId, group.id), ...group },
    group.version - 1,
  );
}

/** Holds a transaction to the version at which a group was read: its seats, its meetings, whether it goes on. */
export function groupUnchanged(scope: TenantScope, group: GroupRecord): Write {
  return {
    ConditionCheck: {
      TableName: scope.work.name,
      Key: scope.keys.groups(group.siteId, group.id),
      ConditionExpression: 'version = :expected',
      ExpressionAttributeValues: { ':expected': group.version },
    },
  };
}

/** Whose roll it is: a meeting's, or the whole series'. */
export type RollOf = MeetingId | undefined;

function rollKey(scope: TenantScope, group: GroupId, of: RollOf): Key {
  return scope.keys.group(group, of === undefined ? ROLL : `${ROLL}#${of}`);
}

const ROLL = 'ROLL';

/** Reads a roll consistently; an empty one of version 0 when nobody has ever signed up. */
export async function readRoll(scope: TenantScope, group: GroupRecord, of: RollOf): Promise<RollRecord> {
  return (await scope.work.get(rollKey(scope, group.id, of), rollRecord)) ?? newRoll(group, of);
}

/** All rolls of a group in one Query, consistent where it decides. */
export async function readRolls(
  scope: TenantScope,
  group: GroupId,
  consistent = false,
): Promise<RollRecord[]> {
  const { pk } = scope.keys.group(group, '');
  return (await scope.work.query(pk, rollRecord, { begins: ROLL, consistent })).items;
}

/** The roll of nobody. */
export function newRoll(group: GroupRecord, of: RollOf): RollRecord {
  return {
    kind: 'ROLL',
    groupId: group.id,
    siteId: group.siteId,
    ...(of !== undefined && { meetingId: of }),
    version: 0,
    members: [],
    waiting: [],
  };
}

/** Writes a roll over the version it was read at. */
export function rollWrite(scope: TenantScope, roll: RollRecord, expected: number): Write {
  return scope.work.putOverWrite({ ...rollKey(scope, roll.groupId, roll.meetingId), ...roll }, expected);
}

/** Holds a transaction to the version at which a roll was read, also to its not being there. */
export function rollUnchanged(scope: TenantScope, roll: RollRecord): Write {
  return {
    ConditionCheck: {
      TableName: scope.work.name,
      Key: rollKey(scope, roll.groupId, roll.meetingId),
      ...(roll.version === 0
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: 'version = :expected',
            ExpressionAttributeValues: { ':expected': roll.version },
          }),
    },
  };
}

/** Reads a sign-up consistently. */
export function readSignUpRecord(scope: TenantScope, id: SignUpId): Promise<SignUpRecord | undefined> {
  return scope.work.get(scope.keys.signUp(id), signUpRecord);
}

/** Puts a sign-up that must be the first of its id. */
export function signUpWrite(
  scope: TenantScope,
  { mailedHashes: _, told: __, ...signUp }: SignUpRecord,
): Write {
  // Sets may not be empty in DynamoDB; both begin to exist with the first mail.
  return scope.work.putWrite({ ...scope.keys.signUp(signUp.id), ...signUp }, true);
}

/** Notes on a sign-up that a worker has taken it off its roll, from which its person is told. */
export function removalWrite(scope: TenantScope, id: SignUpId, at: string): Write {
  return {
    Update: {
      TableName: scope.work.name,
      Key: scope.keys.signUp(id),
      UpdateExpression: 'SET removedAt = :at',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':at': at },
    },
  };
}

/** Notes once on a sign-up that the opening by way of which it was made is over, from which its person is told. */
export function endedWrite(scope: TenantScope, id: SignUpId, at: string): Write {
  return {
    Update: {
      TableName: scope.work.name,
      Key: scope.keys.signUp(id),
      UpdateExpression: 'SET through.endedAt = :at',
      ConditionExpression: 'attribute_exists(through) AND attribute_not_exists(through.endedAt)',
      ExpressionAttributeValues: { ':at': at },
    },
  };
}

const ATTENDANCE = 'ATTENDANCE#';
const MEETING = 'MEETING#';

/** The held meetings of a group that have been recorded: one Query. */
export async function readFacts(scope: TenantScope, group: GroupId): Promise<MeetingFact[]> {
  const { pk } = scope.keys.group(group, '');
  return (await scope.work.query(pk, meetingFact, { begins: MEETING })).items;
}

/** All revisions of who came to a meeting, the oldest first; consistently, because the next one is decided on the last. */
export async function readAttendance(
  scope: TenantScope,
  group: GroupId,
  meeting: MeetingId,
): Promise<AttendanceRecord[]> {
  const { pk } = scope.keys.group(group, '');
  const begins = `${ATTENDANCE}${meeting}#`;
  return (await scope.work.query(pk, attendanceRecord, { begins, consistent: true })).items;
}

/** Writes a revision of who came beside the ones before it, and the meeting's numbers over theirs. */
export function attendanceWrites(
  scope: TenantScope,
  fact: MeetingFact,
  attendance: AttendanceRecord,
): Write[] {
  const revision = String(attendance.revision).padStart(4, '0');
  const place = scope.keys.group(fact.groupId, `${ATTENDANCE}${fact.id}#${revision}`);
  return [
    scope.work.putWrite({ ...place, ...attendance }, true),
    scope.work.putOverWrite(
      { ...scope.keys.group(fact.groupId, `${MEETING}${fact.id}`), ...fact },
      fact.revision - 1,
      'revision',
    ),
  ];
}
