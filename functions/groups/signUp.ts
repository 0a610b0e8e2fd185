import type { groupsRoutes } from '@ohjaamo/shared/groups/contract.ts';
import { joined } from '@ohjaamo/shared/groups/roll.ts';
import type { GroupId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { ResponseOf } from '@ohjaamo/shared/kernel/route.ts';
import { type Clock, currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import { capOfDay } from '../kernel/capOfDay.ts';
import { hashOf } from '../kernel/hash.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import type { Visitor } from '../kernel/http/visitor.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { changeRoll, type GroupAndRoll, readGroupAndRoll } from './changeRoll.ts';
import { hasPlaceFor, memberOf } from './member.ts';
import { comingMeetings, siteOfSlug, type SiteOfTenant } from './place.ts';
import { expiryOf, type RollRecord, type SignUpRecord } from './record.ts';
import { readSignUpRecord, signUpWrite } from './repository.ts';
import { isOpenFor, viewSignUp } from './streetViews.ts';

type SignUp = (typeof groupsRoutes)['signUpToGroup'];

/** What somebody asks for, and where. */
export interface SignUpWish {
  readonly place: SiteOfTenant;
  readonly group: GroupId;
  readonly body: ContextOf<SignUp>['request']['body'];
}

/**
 * Who asks, and by way of which opening when it is another municipality's page: `opens` tells whether it holds for a meeting that
 * starts at an epoch minute; `writes` go with the sign-up or nothing does.
 */
export interface SignUpAsking {
  readonly clock: Clock;
  readonly visitor: Visitor;
  readonly through?: NonNullable<SignUpRecord['through']>;
  readonly opens?: (start: number) => boolean;
  readonly writes?: readonly Write[];
}

/** Gives a seat, or a place on the waiting list, as {@link signUpOpenly}. One Query more. */
export const signUpToGroup: UseCase<SignUp> = async ({ request, scope, clock, visitor }) => {
  const { siteSlug, groupId: group } = request.parameters;
  const place = await siteOfSlug(scope, siteSlug);
  if (!place) return fail(problem('not-found'));
  return signUpOpenly(scope, { place, group, body: request.body }, { clock, visitor });
};

/**
 * Gives a seat, or a place on the waiting list to whoever is ready to wait. The sign-up and its place on the roll are one
 * transaction. Asked again with the same id and content, it answers with what stands, wherever that person stands by now.
 * Three reads, and a transaction of three items. By way of an opening that has ended meanwhile nothing is found any more.
 */
export async function signUpOpenly(
  scope: TenantScope,
  wish: SignUpWish,
  asking: SignUpAsking,
): Promise<Result<{ readonly body: ResponseOf<SignUp> }, Problem>> {
  const standing = await readSignUpRecord(scope, wish.body.signUpId);
  const signUp = recordOf(wish, asking);
  if (standing) return repeated(scope, wish, asking, [standing, signUp]);
  const changed = await changeRoll(
    scope,
    { site: wish.place.site.id, group: signUp.groupId, of: signUp.meetingId },
    (found) => seated(found, signUp, wish, asking),
    (group) => [signUpWrite(scope, { ...signUp, ...expiryOf(group) }), ...(asking.writes ?? [])],
  );
  if (changed.ok) return answer(scope, wish, asking, signUp, changed.value);
  if (changed.error === 'cap-reached') return fail(capOfDay(wish.place.tenant.profile.zone, asking.clock));
  if (changed.error === 'places-used') return fail(problem('cap-reached'));
  if (changed.error !== 'refused') return fail(problem(changed.error));
  const first = await readSignUpRecord(scope, signUp.id);
  if (first) return repeated(scope, wish, asking, [first, signUp]);
  return fail(problem(asking.through ? 'not-found' : 'id-already-used'));
}

function recordOf(
  { place, group: groupId, body }: SignUpWish,
  { clock, through }: SignUpAsking,
): SignUpRecord {
  const { signUpId, secret, readyToWait: _, ...told } = body;
  const secretHash = hashOf(secret);
  return {
    kind: 'SIGN_UP',
    id: signUpId,
    siteId: place.site.id,
    groupId,
    ...told,
    ...(through && { through }),
    secretHash,
    contentHash: hashOf(
      groupId,
      told.meetingId,
      told.language,
      told.nickname,
      told.email,
      told.phone,
      secretHash,
      ...(through ? [through.opening] : []),
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
  { place, body }: SignUpWish,
  { clock, visitor, opens }: SignUpAsking,
): Result<RollRecord, 'not-found' | 'state-conflict' | 'group-full' | 'cap-reached' | 'places-used'> {
  const isOfMeeting = group.joining === 'EACH_MEETING';
  if (group.joining === 'DROP_IN' || isOfMeeting !== (signUp.meetingId !== undefined))
    return fail('not-found');
  const now = clock.now() / 60_000;
  if (!isOpenFor(signUp, group, now)) return fail('state-conflict');
  const coming = comingMeetings(group, now).filter(({ id }) => id === (signUp.meetingId ?? id));
  if (opens && !coming.some(({ start }) => opens(start))) return fail('not-found');
  if (!hasPlaceFor(roll, signUp)) return fail('places-used');

  const { profile } = place.tenant;
  const date = localDate(currentMinute(clock), profile.zone);
  const who = visitor(date);
  const signUps = roll.day?.date === date ? roll.day.signUps : {};
  const made = signUps[who] ?? 0;
  if (made >= profile.bookingCaps.perAddress) return fail('cap-reached');

  const next = joined(roll, memberOf(signUp, signUp.createdAt), group.seats, body.readyToWait);
  if (!next.ok) return next;
  return succeed({
    ...roll,
    ...next.value,
    day: { date, signUps: { ...signUps, [who]: made + 1 } },
  });
}

async function repeated(
  scope: TenantScope,
  wish: SignUpWish,
  asking: SignUpAsking,
  [standing, asked]: readonly [SignUpRecord, SignUpRecord],
): Promise<Result<{ readonly body: ResponseOf<SignUp> }, Problem>> {
  if (standing.contentHash !== asked.contentHash || standing.siteId !== asked.siteId) {
    return fail(problem('id-already-used'));
  }
  const found = await readGroupAndRoll(scope, {
    site: standing.siteId,
    group: standing.groupId,
    of: standing.meetingId,
  });
  return found ? answer(scope, wish, asking, standing, found) : fail(problem('not-found'));
}

function answer(
  scope: TenantScope,
  { place, body }: SignUpWish,
  { clock }: SignUpAsking,
  signUp: SignUpRecord,
  found: GroupAndRoll,
) {
  return succeed({
    body: {
      link: `${scope.tenantId}.${signUp.id}.${body.secret}`,
      signUp: viewSignUp(signUp, found, place, clock.now() / 60_000),
    },
  });
}
