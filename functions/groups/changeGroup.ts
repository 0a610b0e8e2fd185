import type { groupsRoutes } from '@ohjaamo/shared/groups/contract.ts';
import { reseated } from '@ohjaamo/shared/groups/roll.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { pause } from '../kernel/pause.ts';
import { missingTexts } from './createGroup.ts';
import { viewGroup } from './deskViews.ts';
import { wrong } from './makeMeetings.ts';
import { comingMeetings, openGroup, type OpenedGroup } from './place.ts';
import { hasRoomFor } from './planSeries.ts';
import { expiryOf, type GroupRecord } from './record.ts';
import {
  groupWrite,
  newRoll,
  readFacts,
  readGroupRecord,
  readRolls,
  type RollOf,
  rollUnchanged,
  rollWrite,
} from './repository.ts';

/** How often a change is decided anew when sign-ups come in between. */
const TRIES = 60;

/**
 * Changes what is told of a group, and its seats. The group and every roll on which somebody gets a seat are one transaction, so
 * that a seat is promised once. Asked again with the same content, it answers with what stands. A Query, a read, a Query of the
 * rolls, and a transaction of the group and of its rolls that still count. More seats than a room of a meeting to come holds are refused.
 */
export const changeGroup: UseCase<(typeof groupsRoutes)['changeGroup']> = async ({
  request,
  scope,
  actor,
  clock,
  audit,
}) => {
  const opened = await openGroup(scope, actor, request.parameters);
  if (!opened.ok) return opened;
  const incomplete = missingTexts(request.body, opened.value);
  if (incomplete) return fail(incomplete);
  const { version, ...told } = request.body;
  const trail = audit.writes([]);
  const change = (group: GroupRecord): GroupRecord => {
    const { meetingAddress: _, ...kept } = group;
    return { ...kept, ...told, version: group.version + 1, changedAt: new Date(clock.now()).toISOString() };
  };
  const changed = await write(scope, opened.value, version, change, trail);
  if (!changed.ok) return changed;
  const [rolls, facts] = await Promise.all([
    readRolls(scope, changed.value.id),
    readFacts(scope, changed.value.id),
  ]);
  return succeed({
    body: viewGroup(changed.value, opened.value, { now: clock.now() / 60_000, rolls, facts }),
  });
};

async function write(
  scope: TenantScope,
  place: OpenedGroup,
  version: number,
  change: (group: GroupRecord) => GroupRecord,
  trail: readonly Write[],
): Promise<Result<GroupRecord, Problem>> {
  let group: GroupRecord | undefined = place.group;
  for (let tried = 1; tried <= TRIES && group; tried++) {
    const next = change(group);
    if (group.version !== version) {
      return saysTheSame(group, next) ? succeed(group) : fail(problem('stale-version'));
    }
    if (!hasRoom(place.site, group, next)) return fail(wrong('/body/seats', 'too_big'));
    const written = await scope.work.transact([
      groupWrite(scope, next),
      ...(next.seats === group.seats ? [] : await reseating(scope, next)),
      ...trail,
    ]);
    if (written.ok) return succeed(next);
    await pause(tried);
    group = await readGroupRecord(scope, group.siteId, group.id);
  }
  return fail(problem('stale-version'));
}

/**
 * Gives the seats of every roll that still counts to those who wait, and holds the change to the rolls as they were read, also to
 * those that do not change: whoever joins a waiting list at the same moment must not be overlooked.
 */
async function reseating(scope: TenantScope, group: GroupRecord): Promise<Write[]> {
  const standing = await readRolls(scope, group.id, true);
  return rollsOf(group).map((of) => {
    const roll = standing.find(({ meetingId }) => meetingId === of) ?? newRoll(group, of);
    const next = reseated(roll, group.seats);
    return next.version === roll.version
      ? rollUnchanged(scope, roll)
      : rollWrite(scope, { ...roll, ...next, ...expiryOf(group) }, roll.version);
  });
}

/** The rolls whose seats are still somebody's: those of meetings that have begun are not. */
function rollsOf(group: GroupRecord): RollOf[] {
  if (group.joining === 'DROP_IN') return [];
  if (group.joining === 'WHOLE_SERIES') return [undefined];
  return comingMeetings(group, Date.parse(group.changedAt) / 60_000).map(({ id }) => id);
}

/** Whether more people than before, or people who now come to the house, are let into the rooms of the meetings to come. */
function hasRoom(site: OpenedGroup['site'], before: GroupRecord, after: GroupRecord): boolean {
  if (after.seats <= before.seats && (after.online || !before.online)) return true;
  return comingMeetings(after, Date.parse(after.changedAt) / 60_000).every(
    ({ room }) => room === undefined || hasRoomFor(site, room, after),
  );
}

/** Whether the group already says what is asked. */
function saysTheSame(standing: GroupRecord, asked: GroupRecord): boolean {
  const told = ({ name, description, seats, spokenLanguage, ages, online, meetingAddress }: GroupRecord) =>
    JSON.stringify([name, description, seats, spokenLanguage, ages, online, meetingAddress]);
  return told(standing) === told(asked);
}
