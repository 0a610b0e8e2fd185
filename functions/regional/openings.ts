import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { type Clock, currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { regionalRoutes } from '@ohjaamo/shared/regional/contract.ts';
import { actsOpen, afterAct, MOST_OPENINGS, weekOfDate } from '@ohjaamo/shared/regional/opening.ts';
import { isBookable } from '@ohjaamo/shared/booking/offer.ts';
import { markOpeningEnded } from '../booking/index.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { standingOf } from '../kernel/tenancy/standing.ts';
import { readPlace } from '../tenants/index.ts';
import { point, reach, type RegionalPorts } from './elsewhere.ts';
import { afterActOf, openingWrite, readOpening, readOpenings, readUses } from './repository.ts';
import type { OpeningRow } from './rows.ts';

type Routes = typeof regionalRoutes;

/**
 * Opens times to another municipality as an offer. First it is put at the receiver where it stands, then the opening itself: what was cut
 * off between leads nowhere, and the same request makes it whole. Reads the names, the register and the own openings; writes 1 unit
 * there, and the opening with its row of the trail.
 */
export function openToMunicipality(ports: RegionalPorts): UseCase<Routes['openToMunicipality']> {
  return async (context) => {
    const { scope, request, actor, clock, audit } = context;
    const { body } = request;
    const place = await readPlace(scope, clock);
    const fault = faultOf(body, place);
    if (fault) return fail(fault);
    const to = await ports.municipalities.find(body.to);
    if (!to || to.tenantId === scope.tenantId) return fail(problem('not-found'));
    const { openingId: id, to: _slug, ...terms } = body;
    const opening: OpeningRow = {
      ...{ kind: 'OPENING', id, version: 1, state: 'OFFERED', to, ...terms },
      history: [{ act: 'OFFER', at: new Date(clock.now()).toISOString(), by: actor.staffId }],
    };
    const earlier = await readOpening(scope, id);
    if (earlier)
      return isSame(earlier, opening) ? succeed({ body: { id } }) : fail(problem('id-already-used'));
    const standing = await standingOf(ports.platform, to.tenantId);
    if (standing !== 'OPEN') return refused(standing);
    const living = (await readOpenings(scope)).filter(({ state }) => actsOpen(state, 'GIVER').length > 0);
    if (living.length >= MOST_OPENINGS) return refused('TOO_MANY');
    await point(ports, to.tenantId, { kind: 'SISTER', id, giver: scope.tenantId });
    const done = await scope.work.transact([openingWrite(scope, opening, 0), ...audit.writes([])]);
    return done.ok ? succeed({ body: { id } }) : fail(problem('id-already-used'));
  };
}

function faultOf(
  { site, service, staff, from, until }: ContextOf<Routes['openToMunicipality']>['request']['body'],
  { tenant, today }: Awaited<ReturnType<typeof readPlace>>,
): Problem | undefined {
  const isOwn =
    tenant.sites.some(({ id }) => id === site) &&
    tenant.services.some((each) => each.code === service && isBookable(each, 'STREET')) &&
    (staff === undefined || tenant.staff.some(({ id }) => id === staff));
  if (!isOwn) return problem('not-found');
  const wrong = [...(until < from || until < today ? ['until'] : [])];
  if (wrong.length === 0) return undefined;
  return problem('invalid-request', {
    errors: wrong.map((field) => ({ pointer: `/body/${field}`, code: 'out_of_order' })),
  });
}

/** The same request again, whatever has happened to the opening since. */
function isSame(one: OpeningRow, other: OpeningRow): boolean {
  const asked = ({ to, site, service, staff, from, until, perWeek }: OpeningRow) =>
    JSON.stringify([to.tenantId, site, service, staff, from, until, perWeek]);
  return asked(one) === asked(other);
}

/** Takes an opening back. Whoever has a time ahead through it keeps it and is told. Repeating it tells whom the first did not reach. */
export const withdrawOpening: UseCase<Routes['withdrawOpening']> = async (context) => {
  const { scope, request, actor, clock, audit } = context;
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
  return succeed({ body: { told: await tell(scope, opening, tenant.profile.zone, clock) } });
};

/** What the receiver does: the one row at the giver's changes, so that both see the same. */
export function answerOpening(ports: RegionalPorts): UseCase<Routes['answerOpening']> {
  return async ({ scope, request, clock }) => {
    const { act } = request.body;
    const opened = await reach(ports, scope, request.parameters.openingId);
    if (opened === 'CLOSED') return refused('CLOSED');
    if (opened === 'NONE') return fail(problem('not-found'));
    const { giver, opening, tenant } = opened;
    const isDone = opening.history.at(-1)?.act === act;
    const state = afterAct(opening.state, act, 'RECEIVER');
    if (!isDone) {
      if (!state) return fail(problem('state-conflict'));
      const did = { act, at: new Date(clock.now()).toISOString() };
      const write = openingWrite(giver, afterActOf(opening, state, did), opening.version);
      if (!(await giver.work.transact([write])).ok) return fail(problem('state-conflict'));
    }
    const told = act === 'END' ? await tell(giver, opening, tenant.profile.zone, clock) : 0;
    return succeed({ body: { told } });
  };
}

/** Tells those who have times ahead by way of the opening that it is over and their times stand. A row a week, and 3 units a booking. */
async function tell(giver: TenantScope, { id }: OpeningRow, zone: string, clock: Clock): Promise<number> {
  const week = weekOfDate(localDate(currentMinute(clock), zone));
  const uses = await readUses(giver, id, week);
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
