import type { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { nextState } from '@ohjaamo/shared/booking/states.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { resolveOffsetDateTime } from '@ohjaamo/shared/kernel/time.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { moveTimes } from './moveTimes.ts';
import { timeTaken } from './nearest.ts';
import { openLink } from './openLink.ts';
import { offeredService, readSiteOffer } from './siteOffer.ts';
import { viewOf } from './view.ts';

/**
 * Moves a booking to another time of the same service and site: the old time is given back and the new one taken in one
 * transaction, with rooms and company, or neither. A request that is repeated after it took effect finds its own time and
 * changes nothing.
 */
export const changeBooking: UseCase<(typeof bookingRoutes)['changeBooking']> = async ({
  request,
  scope,
  clock,
}) => {
  const { body, parameters } = request;
  const opened = await openLink(scope, parameters.link, clock);
  if (!opened.ok) return opened;
  const record = opened.value;
  const offer = await readSiteOffer(scope, { id: record.siteId }, clock);
  if (!offer) return fail(problem('link-not-found'));
  const next = nextState(record, 'CHANGE', clock.now() / 60_000);
  if (!next.ok) return fail(problem(next.error));
  const start = resolveOffsetDateTime(body.start, offer.tenant.profile.zone);
  if (!start.ok) return fail(problem(start.error));
  const isThere = record.start === start.value && (body.staff === undefined || body.staff === record.staffId);
  if (isThere && [record.version, record.version - 1].includes(body.version)) {
    return succeed({ body: viewOf(record, offer.tenant, clock) });
  }
  if (body.version !== record.version) return fail(problem('stale-version'));
  const move = { record, start: start.value, staff: body.staff, by: 'STREET' as const };
  const moved = await moveTimes(scope, offer, [move], clock);
  if (moved.ok) {
    return succeed({ body: viewOf(moved.value[0] ?? record, offer.tenant, clock) });
  }
  const { error } = moved;
  if (error.type === 'record-changed') return fail(problem('stale-version'));
  if (error.type !== 'refused') return fail(problem('state-conflict'));
  const offered = offeredService(offer, record.service, body.staff, 'STREET', record.channel);
  const isOffered = error.conflicts.every(({ reason }) => reason === 'TAKEN');
  if (!offered || !isOffered) return fail(problem('time-not-offered'));
  return fail(await timeTaken(scope, offer, offered, start.value, clock));
};
