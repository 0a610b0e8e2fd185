import type { groupsRoutes } from '@ohjaamo/shared/groups/contract.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readPlan } from '../schedule/index.ts';
import { viewGroup, viewLine } from './deskViews.ts';
import { mayOpen, openGroup, siteFor, siteOfId } from './place.ts';
import { programmesInUse } from './programmes.ts';
import { readFacts, readGroups, readRolls } from './repository.ts';
import { unrecordedOf } from './unrecorded.ts';

/**
 * The groups of a site, by their next meeting. Three Queries, and one for each group that met in the last two weeks. Whoever only
 * lends time sees what they lead.
 */
export const listGroups: UseCase<(typeof groupsRoutes)['listGroups']> = async ({
  request,
  scope,
  actor,
  clock,
}) => {
  const place = await siteOfId(scope, request.parameters.siteId);
  if (!place) return fail(problem('not-found'));
  const now = clock.now() / 60_000;
  const [all, plan] = await Promise.all([
    readGroups(scope, place.site.id),
    readPlan(scope, place.site.id, localDate(now, place.tenant.profile.zone)),
  ]);
  const groups = all.filter((group) => mayOpen(group, actor));
  const lines = await Promise.all(
    groups.map(async (group) =>
      viewLine(group, place, plan, await unrecordedOf(scope, group, now), actor.staffId, now),
    ),
  );
  const order = (line: (typeof lines)[number]) => (line.next ? Date.parse(line.next.start) : Infinity);
  return succeed({
    body: { groups: lines.sort((one, other) => order(one) - order(other) || 0) },
  });
};

/** A group with its meetings, its rolls and what is recorded: a Query, a read, and two Queries more. */
export const readGroup: UseCase<(typeof groupsRoutes)['readGroup']> = async ({
  request,
  scope,
  actor,
  clock,
}) => {
  const opened = await openGroup(scope, actor, request.parameters);
  if (!opened.ok) return opened;
  const { group } = opened.value;
  const [rolls, facts] = await Promise.all([readRolls(scope, group.id), readFacts(scope, group.id)]);
  const body = viewGroup(group, opened.value, { now: clock.now() / 60_000, rolls, facts });
  const shown = [...(body.roll?.members ?? []), ...(body.roll?.waiting ?? [])];
  return succeed({ body, subjects: shown.map(({ id }) => id) });
};

/**
 * The workers who may be named as leaders, the rooms of the site, and programmes to begin from: two Queries, and one read for a role at
 * the site alone.
 */
export const readGroupChoices: UseCase<(typeof groupsRoutes)['readGroupChoices']> = async ({
  request,
  scope,
  actor,
}) => {
  const [place, programmes] = await Promise.all([
    siteFor(scope, actor, request.parameters.siteId),
    programmesInUse(scope),
  ]);
  if (!place) return fail(problem('not-found'));
  const { site, tenant, nameable } = place;
  return succeed({
    body: {
      programmes,
      site: { id: site.id, slug: site.slug, name: site.name },
      languages: tenant.profile.languages,
      staff: tenant.staff
        .filter(({ id }) => nameable?.has(id) ?? true)
        .map(({ id, name }) => ({ id, name }))
        .sort((one, other) => one.name.localeCompare(other.name, 'fi')),
      rooms: site.rooms.map(({ id, name, capacity }) => ({ id, name, capacity })),
    },
  });
};
