import type { groupsRoutes } from '@ohjaamo/shared/groups/contract.ts';
import { joined, left, placeOf } from '@ohjaamo/shared/groups/roll.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { changeRoll, type GroupAndRoll } from './changeRoll.ts';
import { hasPlaceFor, memberOf } from './member.ts';
import { openSignUp } from './openSignUp.ts';
import type { RollRecord, SignUpRecord } from './record.ts';
import { isOpenFor, viewSignUp } from './streetViews.ts';

/** Shows a sign-up to whoever holds its link. */
export const readSignUp: UseCase<(typeof groupsRoutes)['readSignUp']> = async ({ request, scope, clock }) => {
  const opened = await openSignUp(scope, request.parameters.link, clock);
  if (!opened.ok) return opened;
  const { signUp, found, at } = opened.value;
  return succeed({ body: viewSignUp(signUp, found, at, clock.now() / 60_000) });
};

/** The meetings of a sign-up as a calendar file. */
export const readSignUpCalendar: UseCase<(typeof groupsRoutes)['readSignUpCalendar']> = async ({
  request,
  scope,
  clock,
}) => {
  const opened = await openSignUp(scope, request.parameters.link, clock);
  if (!opened.ok) return opened;
  const { calendarFile } = await import('./calendarFile.ts');
  return succeed({ body: calendarFile(opened.value) });
};

/** Leaves; who has waited longest gets the seat in the same write. Leaving twice is leaving once. */
export const leaveGroup: UseCase<(typeof groupsRoutes)['leaveGroup']> = async ({ request, scope, clock }) => {
  const opened = await openSignUp(scope, request.parameters.link, clock);
  if (!opened.ok) return opened;
  const { signUp, at } = opened.value;
  const now = clock.now() / 60_000;
  const done = await changeRoll(scope, placeOfRoll(signUp), ({ group, roll }) => {
    if (placeOf(roll, signUp.id).kind === 'OUT') return succeed(roll);
    if (!isOpenFor(signUp, group, now)) return fail('state-conflict');
    return succeed({ ...roll, ...left(roll, signUp.id, group.seats) });
  });
  return done.ok
    ? succeed({ body: viewSignUp(signUp, done.value, at, now) })
    : fail(problem(done.error === 'state-conflict' ? done.error : 'link-not-found'));
};

/**
 * Takes leaving back: on a free seat at once, else at the end of the waiting list for whoever is ready to wait. Whoever is on
 * the roll already stays where they are.
 */
export const rejoinGroup: UseCase<(typeof groupsRoutes)['rejoinGroup']> = async ({
  request,
  scope,
  clock,
}) => {
  const opened = await openSignUp(scope, request.parameters.link, clock);
  if (!opened.ok) return opened;
  const { signUp, at } = opened.value;
  const now = clock.now() / 60_000;
  const since = new Date(clock.now()).toISOString();
  const done = await changeRoll(
    scope,
    placeOfRoll(signUp),
    ({ group, roll }: GroupAndRoll): Result<RollRecord, 'state-conflict' | 'group-full'> => {
      if (placeOf(roll, signUp.id).kind !== 'OUT') return succeed(roll);
      if (!isOpenFor(signUp, group, now)) return fail('state-conflict');
      if (!hasPlaceFor(roll, signUp)) return fail('group-full');
      const next = joined(roll, memberOf(signUp, since), group.seats, request.body.readyToWait);
      return next.ok ? succeed({ ...roll, ...next.value }) : next;
    },
  );
  if (done.ok) return succeed({ body: viewSignUp(signUp, done.value, at, now) });
  return fail(
    problem(done.error === 'not-found' || done.error === 'refused' ? 'link-not-found' : done.error),
  );
};

function placeOfRoll({ siteId: site, groupId: group, meetingId: of }: SignUpRecord) {
  return { site, group, of };
}
