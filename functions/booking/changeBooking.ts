import type { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { busyAt } from '@ohjaamo/shared/booking/offer.ts';
import { nextState } from '@ohjaamo/shared/booking/states.ts';
import { dateOfDay } from '@ohjaamo/shared/kernel/dates.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { type Clock, type EpochMinute, resolveOffsetDateTime } from '@ohjaamo/shared/kernel/time.ts';
import { dayAt } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { candidatesAt } from './createBooking.ts';
import { timeTaken } from './nearest.ts';
import { openLink } from './openLink.ts';
import type { BookingRecord } from './record.ts';
import { axisOf, type OfferedService, offeredService, readSiteOffer, type SiteOffer } from './siteOffer.ts';
import { takeTime } from './takeTime.ts';
import { viewOf } from './view.ts';

/**
 * Moves a booking to another time of the same service and site: the old time is given back and the new one taken in one
 * transaction, or neither. A request that is repeated after it took effect finds its own time and changes nothing.
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
  const offer = await readSiteOffer(scope, { id: record.siteId });
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
  const offered = offeredService(offer, record.service, body.staff);
  if (!offered) return fail(problem('time-not-offered'));
  const candidates = await candidatesAt(scope, offer, offered, start.value, clock);
  if (!candidates.ok) return candidates;

  const taken = await takeTime(scope, keptFirst(candidates.value, record.staffId), {
    site: record.siteId,
    wanted: busyAt(offered.service, start.value),
    expectedVersion: record.version,
    held: record,
    recordFor: (staffId) => movedRecord(record, offer, offered, start.value, staffId, clock),
  });
  if (taken.ok) return succeed({ body: viewOf(taken.value, offer.tenant, clock) });
  if (taken.error === 'record-changed') return fail(problem('stale-version'));
  return fail(await timeTaken(scope, offer, offered, start.value, clock));
};

/** The worker stays the same when free at the new time. */
function keptFirst(candidates: readonly StaffId[], current: StaffId): StaffId[] {
  return candidates.includes(current)
    ? [current, ...candidates.filter((each) => each !== current)]
    : [...candidates];
}

function movedRecord(
  record: BookingRecord,
  offer: SiteOffer,
  { service }: OfferedService,
  start: EpochMinute,
  staffId: StaffId,
  clock: Clock,
): BookingRecord {
  const { end, bufferBefore, bufferAfter } = busyAt(service, start);
  return {
    ...record,
    version: record.version + 1,
    staffId,
    start,
    end,
    bufferBefore,
    bufferAfter,
    date: dateOfDay(dayAt(axisOf(offer, start, end), start)),
    changedAt: new Date(clock.now()).toISOString(),
  };
}
