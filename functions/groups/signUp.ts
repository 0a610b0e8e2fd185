import type { groupsRoutes } from '@ohjaamo/shared/groups/contract.ts';
import { joined } from '@ohjaamo/shared/groups/roll.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import { capOfDay } from '../kernel/capOfDay.ts';
import { hashOf } from '../kernel/hash.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import { changeRoll, type GroupAndRoll, readGroupAndRoll } from './changeRoll.ts';
import { siteOfSlug, type SiteOfTenant } from './place.ts';
import { expiryOf, type RollRecord, type SignUpRecord } from './record.ts';
import { readSignUpRecord, signUpWrite } from './repository.ts';
import { isOpenFor, viewSignUp } from './streetViews.ts';

type SignUp = (typeof groupsRoutes)['signUpToGroup'];
type Context = ContextOf<SignUp>;

/**
 * Gives a seat, or a place on the waiting list to whoever is ready to wait. The sign-up and its place on the roll are one
 * transaction. Asked again with the same id and content, it answers with what stands, wherever that person stands by now.
 * One Query, three reads, and a transaction of three items.
 */
export const signUpToGroup: UseCase<SignUp> = async (context) => {
  const { request, scope } = context;
  const [place, standing] = await Promise.all([
    siteOfSlug(scope, request.parameters.siteSlug),
    readSignUpRecord(scope, request.body.signUpId),
  ]);
  if (!place) return fail(problem('not-found'));
  const signUp = recordOf(context, place);
  if (standing) return repeated(context, place, standing, signUp);
  const changed = await changeRoll(
    scope,
    { site: place.site.id, group: signUp.groupId, of: signUp.meetingId },
    (found) => seated(found, signUp, place, context),
    (group) => [signUpWrite(scope, { ...signUp, ...expiryOf(group) })],
  );
  if (changed.ok) return answer(context, place, signUp, changed.value);
  if (changed.error === 'cap-reached') return fail(capOfDay(place.tenant.profile.zone, context.clock));
  if (changed.error !== 'refused') return fail(problem(changed.error));
  const first = await readSignUpRecord(scope, signUp.id);
  return first ? repeated(context, place, first, signUp) : fail(problem('id-already-used'));
};

function recordOf({ request, clock }: Context, { site }: SiteOfTenant): SignUpRecord {
  const { signUpId, secret, readyToWait: _, ...told } = request.body;
  const { groupId } = request.parameters;
  const secretHash = hashOf(secret);
  return {
    kind: 'SIGN_UP',
    id: signUpId,
    siteId: site.id,
    groupId,
    ...told,
    secretHash,
    contentHash: hashOf(
      groupId,
      told.meetingId,
      told.language,
      told.nickname,
      told.email,
      told.phone,
      secretHash,
    ),
    createdAt: new Date(clock.now()).toISOString(),
    mailedHashes: new Set(),
    told: new Set(),
  };
}

/** The roll with this person on it; the visitor's count of the day goes with it. */
function seated(
  { group, roll }: GroupAndRoll,
  signUp: SignUpRecord,
  { tenant }: SiteOfTenant,
  { clock, request, visitor }: Context,
): Result<RollRecord, 'not-found' | 'state-conflict' | 'group-full' | 'cap-reached'> {
  const isOfMeeting = group.joining === 'EACH_MEETING';
  if (group.joining === 'DROP_IN' || isOfMeeting !== (signUp.meetingId !== undefined))
    return fail('not-found');
  const now = clock.now() / 60_000;
  if (!isOpenFor(signUp, group, now)) return fail('state-conflict');

  const { profile } = tenant;
  const date = localDate(currentMinute(clock), profile.zone);
  const who = visitor(date);
  const signUps = roll.day?.date === date ? roll.day.signUps : {};
  const made = signUps[who] ?? 0;
  if (made >= profile.bookingCaps.perAddress) return fail('cap-reached');

  const member = { id: signUp.id, nickname: signUp.nickname, since: signUp.createdAt };
  const next = joined(roll, member, group.seats, request.body.readyToWait);
  if (!next.ok) return next;
  return succeed({
    ...roll,
    ...next.value,
    day: { date, signUps: { ...signUps, [who]: made + 1 } },
  });
}

async function repeated(
  context: Context,
  place: SiteOfTenant,
  standing: SignUpRecord,
  asked: SignUpRecord,
): Promise<Result<Awaited<ReturnType<typeof answer>>['value'], Problem>> {
  if (standing.contentHash !== asked.contentHash || standing.siteId !== asked.siteId) {
    return fail(problem('id-already-used'));
  }
  const found = await readGroupAndRoll(context.scope, {
    site: standing.siteId,
    group: standing.groupId,
    of: standing.meetingId,
  });
  return found ? answer(context, place, standing, found) : fail(problem('not-found'));
}

function answer(
  { request, scope, clock }: Context,
  at: SiteOfTenant,
  signUp: SignUpRecord,
  found: GroupAndRoll,
) {
  return succeed({
    body: {
      link: `${scope.tenantId}.${signUp.id}.${request.body.secret}`,
      signUp: viewSignUp(signUp, found, at, clock.now() / 60_000),
    },
  });
}
