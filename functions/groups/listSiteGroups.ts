import type { groupsRoutes } from '@ohjaamo/shared/groups/contract.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { currentMinute, formatOffsetDateTime } from '@ohjaamo/shared/kernel/time.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { siteOfSlug, type SiteOfTenant } from './place.ts';
import type { GroupRecord } from './record.ts';
import { readGroups, readRolls } from './repository.ts';
import { viewPlace, viewStreetGroup } from './streetViews.ts';

/**
 * The open groups of a site that still meet, by their next meeting: two Queries, and one for each group that takes sign-ups.
 */
export const listSiteGroups: UseCase<(typeof groupsRoutes)['listSiteGroups']> = async ({
  request,
  scope,
  clock,
}) => {
  const place = await siteOfSlug(scope, request.parameters.siteSlug);
  if (!place) return fail(problem('not-found'));
  const now = currentMinute(clock);
  const coming = (await readGroups(scope, place.site.id))
    .filter((group) => isShown(group, now))
    .sort((one, other) => nextStart(one, now) - nextStart(other, now));
  const rolls = await Promise.all(
    coming.map((group) => (group.joining === 'DROP_IN' ? Promise.resolve([]) : readRolls(scope, group.id))),
  );
  return succeed({
    body: {
      ...viewPlace(place),
      now: nowIn(place, now),
      groups: coming.map((group, index) => viewStreetGroup(group, rolls[index] ?? [], place, now)),
    },
  });
};

/** One group of a site: two Queries and one for its rolls. */
export const readSiteGroup: UseCase<(typeof groupsRoutes)['readSiteGroup']> = async ({
  request,
  scope,
  clock,
}) => {
  const place = await siteOfSlug(scope, request.parameters.siteSlug);
  if (!place) return fail(problem('not-found'));
  const now = currentMinute(clock);
  const groups = await readGroups(scope, place.site.id);
  const group = groups.find(({ id }) => id === request.parameters.groupId);
  if (!group || !isShown(group, now)) return fail(problem('not-found'));
  const rolls = group.joining === 'DROP_IN' ? [] : await readRolls(scope, group.id);
  return succeed({
    body: {
      ...viewPlace(place),
      now: nowIn(place, now),
      group: viewStreetGroup(group, rolls, place, now),
    },
  });
};

/** A cancelled meeting is shown until it would have been over: whoever was about to come must see it. */
function isShown({ meetings }: GroupRecord, now: number): boolean {
  return meetings.some(({ end }) => end > now);
}

function nextStart({ meetings }: GroupRecord, now: number): number {
  return Math.min(...meetings.filter(({ end }) => end > now).map(({ start }) => start));
}

function nowIn({ tenant }: SiteOfTenant, now: number): string {
  return formatOffsetDateTime(now, tenant.profile.zone);
}
