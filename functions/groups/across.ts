import type { StreetGroup } from '@ohjaamo/shared/groups/contract.ts';
import { cameThrough } from '@ohjaamo/shared/groups/roll.ts';
import type { GroupId, OpeningId, SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { comingMeetings, type SiteOfTenant } from './place.ts';
import type { GroupRecord, RollRecord } from './record.ts';
import { endedWrite, readGroupRecord, readGroups, readRolls } from './repository.ts';
import { viewStreetGroup } from './streetViews.ts';

/** Where a group stands. */
interface OfGroup {
  readonly site: SiteId;
  readonly group: GroupId;
}

/** A group as another municipality is shown it, and how many of each roll came by way of an opening. */
export interface GroupAcross {
  readonly group: StreetGroup;
  /** By the id of the meeting; of a series under its own. */
  readonly came: ReadonlyMap<string, number>;
}

/** The groups of sites that take sign-ups and still meet, which can be opened to others: one Query a site. */
export async function groupsToOpen(
  scope: TenantScope,
  sites: readonly SiteId[],
  now: number,
): Promise<Pick<GroupRecord, 'id' | 'siteId' | 'name'>[]> {
  const groups = await Promise.all(sites.map((site) => readGroups(scope, site)));
  return groups
    .flat()
    .filter((group) => group.joining !== 'DROP_IN' && comingMeetings(group, now).length > 0)
    .map(({ id, siteId, name }) => ({ id, siteId, name }));
}

/** A group that is opened to others; `undefined` when it is gone. A read, and a Query of its rolls. */
export async function readGroupAcross(
  scope: TenantScope,
  place: SiteOfTenant,
  of: { readonly group: GroupId; readonly opening: OpeningId },
  now: number,
): Promise<GroupAcross | undefined> {
  const group = await readGroupRecord(scope, place.site.id, of.group);
  if (!group) return undefined;
  const rolls = await readRolls(scope, group.id);
  return {
    group: viewStreetGroup(group, rolls, place, now),
    came: new Map(rolls.map((roll) => [roll.meetingId ?? group.id, cameThrough(roll, of.opening)] as const)),
  };
}

/**
 * Marks those who came by way of an opening and still have something ahead: it is over, and their places stand. The mark is what the
 * message about it follows, once. Gives how many were marked now; repeating it marks none twice. A read, a Query, 1 unit for each.
 */
export async function markGroupOpeningEnded(
  scope: TenantScope,
  { site, group: id }: OfGroup,
  opening: OpeningId,
  clock: Clock,
): Promise<number> {
  const group = await readGroupRecord(scope, site, id);
  if (!group) return 0;
  const now = clock.now();
  const coming = new Set(comingMeetings(group, now / 60_000).map((meeting) => meeting.id));
  const isAhead = ({ meetingId }: RollRecord) =>
    meetingId === undefined ? coming.size > 0 : coming.has(meetingId);
  const theirs = (await readRolls(scope, id, true))
    .filter(isAhead)
    .flatMap(({ members, waiting }) => [...members, ...waiting])
    .filter(({ from }) => from?.opening === opening);
  const at = new Date(now).toISOString();
  const marked = await Promise.all(
    theirs.map((each) => scope.work.transact([endedWrite(scope, each.id, at)])),
  );
  return marked.filter(({ ok }) => ok).length;
}
