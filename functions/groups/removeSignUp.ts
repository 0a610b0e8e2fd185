import type { groupsRoutes } from '@ohjaamo/shared/groups/contract.ts';
import { left, placeOf } from '@ohjaamo/shared/groups/roll.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { changeRoll, type GroupAndRoll } from './changeRoll.ts';
import { viewGroup } from './deskViews.ts';
import { openGroup } from './place.ts';
import type { RollRecord } from './record.ts';
import { readFacts, readRolls, readSignUpRecord, removalWrite } from './repository.ts';
import { isOpenFor } from './streetViews.ts';

/**
 * Takes somebody off the roll of a series or a meeting that is still to come; whoever has waited longest gets the seat in the same
 * write. Whoever is off it already stays so. A Query and two reads, then as {@link changeRoll}, with a note on the sign-up from which
 * its person is told, and the trail; two Queries for the answer.
 */
export const removeSignUp: UseCase<(typeof groupsRoutes)['removeSignUp']> = async ({
  request,
  scope,
  actor,
  clock,
  audit,
}) => {
  const { siteId: site, groupId: group, signUpId: id } = request.parameters;
  const [opened, signUp] = await Promise.all([
    openGroup(scope, actor, request.parameters),
    readSignUpRecord(scope, id),
  ]);
  if (!opened.ok) return opened;
  if (signUp?.siteId !== site || signUp.groupId !== group) return fail(problem('not-found'));
  const now = clock.now();
  const decide = (at: GroupAndRoll): Result<RollRecord, 'out' | 'state-conflict'> => {
    if (placeOf(at.roll, id).kind === 'OUT') return fail('out');
    if (!isOpenFor(signUp, at.group, now / 60_000)) return fail('state-conflict');
    return succeed({ ...at.roll, ...left(at.roll, id, at.group.seats) });
  };
  const place = { site, group, of: signUp.meetingId };
  const removal = removalWrite(scope, id, new Date(now).toISOString());
  const done = await changeRoll(scope, place, decide, () => [removal, ...audit.writes([id])]);
  if (!done.ok && done.error !== 'out') {
    const missing = done.error === 'not-found' || done.error === 'refused';
    return fail(problem(missing ? 'not-found' : done.error, { subjects: [id] }));
  }
  const [rolls, facts] = await Promise.all([readRolls(scope, group, true), readFacts(scope, group)]);
  const standing = done.ok ? done.value.group : opened.value.group;
  return succeed({ body: viewGroup(standing, opened.value, { now: now / 60_000, rolls, facts }) });
};
