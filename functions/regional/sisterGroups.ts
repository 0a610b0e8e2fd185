import { localDate, type Clock, currentMinute } from '@ohjaamo/shared/kernel/time.ts';
import type { OpeningId } from '@ohjaamo/shared/kernel/ids.ts';
import type { LocalizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result } from '@ohjaamo/shared/kernel/result.ts';
import type { ResponseOf } from '@ohjaamo/shared/kernel/route.ts';
import type { regionalRoutes } from '@ohjaamo/shared/regional/contract.ts';
import { opensOn } from '@ohjaamo/shared/regional/opening.ts';
import type { SisterGroup } from '@ohjaamo/shared/regional/views.ts';
import { type GroupAcross, readGroupAcross, signUpOpenly } from '../groups/index.ts';
import type { ContextOf } from '../kernel/http/context.ts';
import type { Visitor } from '../kernel/http/visitor.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { groupOf, type Opened, openSiteOf, reach, reachAt, type RegionalPorts } from './elsewhere.ts';
import { openingCheck, readOpenSisters } from './repository.ts';
import type { GroupOpening } from './rows.ts';
import { byGiver, isCurrent } from './sisterServices.ts';

type Routes = typeof regionalRoutes;

/** All groups that others have opened and that still meet. One Query; the reads of {@link reachAt} for each, a read and a Query a group. */
export async function sisterGroups(
  ports: RegionalPorts,
  own: TenantScope,
  clock: Clock,
): Promise<SisterGroup[]> {
  const sisters = await readOpenSisters(own, clock);
  const shown = await Promise.all(
    sisters.map(async (each) => shownOf(groupOf(ports, await reachAt(ports, own.tenantId, each)), clock)),
  );
  return shown.filter((each) => each !== undefined).sort(byGiver);
}

/** One of them; `undefined` when it cannot be had any more. */
export async function sisterGroup(
  ports: RegionalPorts,
  own: TenantScope,
  id: OpeningId,
  clock: Clock,
): Promise<SisterGroup | undefined> {
  return shownOf(groupOf(ports, await reach(ports, own, id)), clock);
}

async function shownOf(
  opened: Opened<GroupOpening> | undefined,
  clock: Clock,
): Promise<SisterGroup | undefined> {
  if (!opened || !isCurrent(opened, clock)) return undefined;
  const { giver, opening, tenant } = opened;
  const site = openSiteOf(opened, clock);
  if (!site) return undefined;
  const now = currentMinute(clock);
  const of = { group: opening.group, opening: opening.id };
  const found = await readGroupAcross(giver, { tenant, site }, of, now);
  return found && viewOf(opened, site, found);
}

/** Nothing is shown of a group without a meeting on the opening's dates. */
function viewOf(
  { opening, tenant }: Opened<GroupOpening>,
  { name, address }: SisterGroup['site'],
  { group, came }: GroupAcross,
): SisterGroup | undefined {
  const { leaders: _, ...told } = group;
  const leftIn = (roll: string) => Math.max(0, opening.places - (came.get(roll) ?? 0));
  const hasPlace = (roll: string) => leftIn(roll) > 0;
  /** Of the seats that are free no more than this municipality's young people may have. */
  const seatsOf = (roll: string, seatsLeft: number | undefined) =>
    seatsLeft === undefined ? {} : { seatsLeft: Math.min(seatsLeft, leftIn(roll)) };
  const isEach = group.joining === 'EACH_MEETING';
  const isOpenOn = ({ start }: { readonly start: string }) => opensOn(opening, start.slice(0, 10));
  // Of a series that meets on the opening's dates every meeting is told.
  const left = group.meetings
    .filter((meeting) => (isEach ? isOpenOn(meeting) : group.meetings.some(isOpenOn)))
    .map(({ room: __, ...meeting }) => ({ ...meeting, ...seatsOf(meeting.id, meeting.seatsLeft) }));
  if (left.length === 0) return undefined;
  const open = left.filter(({ id }) => hasPlace(id));
  const isFull = isEach ? open.length === 0 : !hasPlace(group.id);
  const { slug } = tenant.profile;
  return {
    id: opening.id,
    giver: { slug, name: tenant.profile.name },
    site: { name, address },
    // Of single meetings those are told in which there is a place.
    group: { ...told, ...seatsOf(group.id, told.seatsLeft), meetings: isEach && !isFull ? open : left },
    isFull,
  };
}

/**
 * Signs up to a group by way of an opening, by the giver's own rules: the sign-up stands there and nowhere else, with the name of the
 * municipality by way of which it was made. The opening as it was read, the roll with the cap and the sign-up are one transaction, so that
 * of two at one moment one gets the last place and nothing is had through what was taken back. Reads as the giver's own sign-up and
 * 2 more; writes the same, and a check.
 */
export async function signUpElsewhere(
  ports: RegionalPorts,
  own: TenantScope,
  asked: {
    readonly id: OpeningId;
    readonly body: ContextOf<Routes['signUpToSisterGroup']>['request']['body'];
    readonly name: LocalizedText;
  },
  { clock, visitor }: { readonly clock: Clock; readonly visitor: Visitor },
): Promise<Result<{ readonly body: ResponseOf<Routes['signUpToSisterGroup']> }, Problem>> {
  const opened = groupOf(ports, await reach(ports, own, asked.id));
  const site = opened && openSiteOf(opened, clock);
  if (!opened || !site) return fail(problem('not-found'));
  const { giver, opening, tenant } = opened;
  const { body, name } = asked;
  return signUpOpenly(
    giver,
    { place: { tenant, site }, group: opening.group, body },
    {
      ...{ clock, visitor },
      opens: (start) => opensOn(opening, localDate(start, tenant.profile.zone)),
      through: { opening: opening.id, name, places: opening.places },
      writes: [openingCheck(giver, opening)],
    },
  );
}
