import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { type Clock, currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { OpeningId } from '@ohjaamo/shared/kernel/ids.ts';
import type { regionalRoutes } from '@ohjaamo/shared/regional/contract.ts';
import {
  actsOpen,
  afterAct,
  MOST_ACCEPTED,
  MOST_OPENINGS,
  weekOfDate,
} from '@ohjaamo/shared/regional/opening.ts';
import { isBookable } from '@ohjaamo/shared/booking/offer.ts';
import { isClosed } from '@ohjaamo/shared/tenants/profile.ts';
import { markOpeningEnded } from '../booking/index.ts';
import { groupsToOpen, markGroupOpeningEnded } from '../groups/index.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { standingOf } from '../kernel/tenancy/standing.ts';
import { readPlace } from '../tenants/index.ts';
import {
  groupOf,
  point,
  pointNoMore,
  reach,
  reachAt,
  type RegionalPorts,
  standingOpenings,
} from './elsewhere.ts';
import {
  afterActOf,
  openingWrite,
  readOpening,
  readOpenSisters,
  readUses,
  sisterItem,
} from './repository.ts';
import type { GroupOpening, OpeningRow, SisterRow, TimesOpening } from './rows.ts';
import { isCurrent } from './sisterServices.ts';

type Routes = typeof regionalRoutes;

/** Opens times to another municipality as an offer. Reads as {@link offer}, and the own names. */
export function openToMunicipality(ports: RegionalPorts): UseCase<Routes['openToMunicipality']> {
  return async (context) => {
    const { scope, clock } = context;
    const { body } = context.request;
    const { tenant, today } = await readPlace(scope, clock);
    const { site, service, staff } = body;
    const isOwn =
      tenant.sites.some((each) => each.id === site && !isClosed(each, today)) &&
      tenant.services.some((each) => each.code === service && isBookable(each, 'STREET')) &&
      (staff === undefined || tenant.staff.some(({ id }) => id === staff));
    const fault = isOwn ? faultOf(body, today) : problem('not-found');
    if (fault) return fail(fault);
    const { openingId: id, to, ...terms } = body;
    return offer(ports, context, to, { id, ...terms });
  };
}

/** Opens a group to another municipality, the same way. A Query for the site's groups. */
export function openGroupToMunicipality(ports: RegionalPorts): UseCase<Routes['openGroupToMunicipality']> {
  return async (context) => {
    const { scope, clock } = context;
    const { body } = context.request;
    const { tenant, today } = await readPlace(scope, clock);
    const sites = tenant.sites
      .filter((each) => each.id === body.site && !isClosed(each, today))
      .map(({ id }) => id);
    const groups = await groupsToOpen(scope, sites, clock.now() / 60_000);
    const isOwn = groups.some(({ id }) => id === body.group);
    const fault = isOwn ? faultOf(body, today) : problem('not-found');
    if (fault) return fail(fault);
    const { openingId: id, to, ...terms } = body;
    return offer(ports, context, to, { id, ...terms });
  };
}

type Terms = Pick<OpeningRow, 'id' | 'site' | 'from' | 'until'> &
  (Pick<TimesOpening, 'service' | 'staff' | 'perWeek'> | Pick<GroupOpening, 'group' | 'places'>);
type Asking = Pick<ContextOf<Routes['openToMunicipality']>, 'scope' | 'actor' | 'clock' | 'audit'>;

/**
 * Offers what the terms say. First it is put at the receiver where the opening stands, then the opening itself: what was cut
 * off between leads nowhere, and the same request makes it whole. Reads the register and the own openings; writes 1 unit
 * there, and the opening with its row of the trail.
 */
async function offer(
  ports: RegionalPorts,
  { scope, actor, clock, audit }: Asking,
  slug: OpeningRow['to']['slug'],
  terms: Terms,
): Promise<Result<{ readonly body: { readonly id: OpeningId } }, Problem>> {
  const to = await ports.municipalities.find(slug);
  if (!to || to.tenantId === scope.tenantId) return fail(problem('not-found'));
  const { id } = terms;
  const opening: OpeningRow = {
    ...{ kind: 'OPENING', version: 1, state: 'OFFERED', to, ...terms },
    history: [{ act: 'OFFER', at: new Date(clock.now()).toISOString(), by: actor.staffId }],
  };
  const earlier = await readOpening(scope, id);
  if (earlier) return isSame(earlier, opening) ? succeed({ body: { id } }) : fail(problem('id-already-used'));
  const standing = await standingOf(ports.platform, to.tenantId);
  if (standing !== 'OPEN') return refused(standing);
  if (
    (await standingOpenings(ports, scope)).filter((each) => isCounted(each, clock)).length >= MOST_OPENINGS
  ) {
    return refused('TOO_MANY');
  }
  await point(ports, to.tenantId, sisterOf(opening, scope, false));
  const done = await scope.work.transact([openingWrite(scope, opening, 0), ...audit.writes([])]);
  return done.ok ? succeed({ body: { id } }) : fail(problem('id-already-used'));
}

/** Living ones, and new ones that are over already: each leaves a row with the receiver for a month. */
function isCounted({ state, history }: OpeningRow, clock: Clock): boolean {
  const monthAgo = new Date(clock.now() - MONTH).toISOString();
  return actsOpen(state, 'GIVER').length > 0 || (history[0]?.at ?? '') > monthAgo;
}

const MONTH = 30 * 24 * 60 * 60_000;

/** What the receiver is to know of an opening. */
function sisterOf({ id, until }: OpeningRow, giver: TenantScope, open: boolean): SisterRow {
  return { kind: 'SISTER', id, giver: giver.tenantId, until, open };
}

function faultOf(
  { from, until }: { readonly from: string; readonly until: string },
  today: string,
): Problem | undefined {
  if (until >= from && until >= today) return undefined;
  return problem('invalid-request', { errors: [{ pointer: '/body/until', code: 'out_of_order' }] });
}

/** The same request again, whatever has happened to the opening since. */
function isSame(one: OpeningRow, other: OpeningRow): boolean {
  const asked = ({ to, site, from, until, ...rest }: OpeningRow) =>
    JSON.stringify([
      ...[to.tenantId, site, from, until],
      ...('group' in rest ? [rest.group, rest.places] : [rest.service, rest.staff, rest.perWeek]),
    ]);
  return asked(one) === asked(other);
}

/** Takes an opening back. Whoever has a time ahead through it keeps it and is told. Repeating it tells whom the first did not reach. */
export function withdrawOpening(ports: RegionalPorts): UseCase<Routes['withdrawOpening']> {
  return async ({ scope, request, actor, clock, audit }) => {
    const opening = await readOpening(scope, request.parameters.openingId);
    if (!opening) return fail(problem('not-found'));
    if (opening.state !== 'WITHDRAWN') {
      const state = afterAct(opening.state, 'WITHDRAW', 'GIVER');
      if (!state) return fail(problem('state-conflict'));
      const did = { act: 'WITHDRAW', at: new Date(clock.now()).toISOString(), by: actor.staffId } as const;
      const done = await scope.work.transact([
        openingWrite(scope, afterActOf(opening, state, did), opening.version),
        ...audit.writes([]),
      ]);
      if (!done.ok) return fail(problem('state-conflict'));
    }
    const { tenant } = await readPlace(scope, clock);
    const told = await tell(scope, opening, tenant.profile.zone, clock);
    await pointNoMore(ports, opening.to.tenantId, sisterOf(opening, scope, false), clock.now());
    return succeed({ body: { told } });
  };
}

/**
 * What the receiver does: the one row at the giver's changes, so that both see the same. The own row, which only spares looking, is opened
 * before and closed after, so that what was cut off between hides nothing.
 */
export function answerOpening(ports: RegionalPorts): UseCase<Routes['answerOpening']> {
  return async ({ scope, request, clock }) => {
    const { act } = request.body;
    const opened = await reach(ports, scope, request.parameters.openingId);
    if (opened === 'CLOSED') return refused('CLOSED');
    if (opened === 'NONE') return fail(problem('not-found'));
    const { giver, opening, tenant } = opened;
    const isDone = opening.history.at(-1)?.act === act;
    const state = afterAct(opening.state, act, 'RECEIVER');
    if (!isDone && !state) return fail(problem('state-conflict'));
    if (act === 'ACCEPT') {
      if (!isDone && (await isFull(ports, scope, clock))) return refused('TOO_MANY');
      await scope.work.put(sisterItem(scope, sisterOf(opening, giver, true)));
    }
    if (!isDone && state) {
      const did = { act, at: new Date(clock.now()).toISOString() };
      const write = openingWrite(giver, afterActOf(opening, state, did), opening.version);
      if (!(await giver.work.transact([write])).ok) return fail(problem('state-conflict'));
    }
    if (act === 'ACCEPT') return succeed({ body: { told: 0 } });
    const within = groupOf(ports, opened)?.giver ?? giver;
    const told = act === 'END' ? await tell(within, opening, tenant.profile.zone, clock) : 0;
    await scope.work.put(sisterItem(scope, sisterOf(opening, giver, false), clock.now()));
    return succeed({ body: { told } });
  };
}

/** Whether as many openings of others are in use as the pages of young people look at. A Query; near the bound the reads of {@link reachAt}. */
async function isFull(ports: RegionalPorts, own: TenantScope, clock: Clock): Promise<boolean> {
  const open = await readOpenSisters(own, clock);
  if (open.length < MOST_ACCEPTED) return false;
  const reached = await Promise.all(open.map((each) => reachAt(ports, own.tenantId, each)));
  const inUse = reached.filter((each) => each === 'CLOSED' || (each !== 'NONE' && isCurrent(each, clock)));
  return inUse.length >= MOST_ACCEPTED;
}

/**
 * Tells those who have times or places ahead by way of the opening that it is over and theirs stand, also who booked the moment before:
 * nobody would tell them later. A row a week, read consistently, and 3 units a booking; of a group as {@link markGroupOpeningEnded}.
 */
async function tell(giver: TenantScope, opening: OpeningRow, zone: string, clock: Clock): Promise<number> {
  if ('group' in opening) return markGroupOpeningEnded(giver, opening, opening.id, clock);
  const week = weekOfDate(localDate(currentMinute(clock), zone));
  const uses = await readUses(giver, opening.id, week, true);
  return markOpeningEnded(
    giver,
    uses.flatMap(({ bookings }) => bookings),
    zone,
    clock,
  );
}

function refused(reason: 'CLOSED' | 'GONE' | 'TOO_MANY'): Result<never, Problem> {
  return fail(problem('state-conflict', { conflicts: [{ reason }] }));
}
