import type { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { nextState } from '@ohjaamo/shared/booking/states.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { dayAt } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readTenant } from '../tenants/index.ts';
import { timeTaken } from './nearest.ts';
import { openLink } from './openLink.ts';
import { type BookingRecord, busyOf } from './record.ts';
import { axisOf, offeredService, openPeriods, readSiteOffer, type SiteOffer } from './siteOffer.ts';
import { giveBack, takeTime } from './takeTime.ts';
import { viewOf } from './view.ts';

/** How often a request is decided anew when the booking changes under it. */
const TRIES = 5;

/** Cancels a booking and frees its time; late when less than 24 hours remain. Cancelling twice is cancelling once. */
export const cancelBooking: UseCase<(typeof bookingRoutes)['cancelBooking']> = async ({
  request,
  scope,
  clock,
}) => {
  const tenant = await readTenant(scope);
  if (!tenant) return fail(problem('link-not-found'));
  for (let tried = 1; tried <= TRIES; tried++) {
    const opened = await openLink(scope, request.parameters.link, clock);
    if (!opened.ok) return opened;
    const record = opened.value;
    const next = nextState(record, 'CANCEL', clock.now() / 60_000);
    if (!next.ok) return fail(problem(next.error));
    if (next.value === record.state) return succeed({ body: viewOf(record, tenant, clock) });
    const cancelled = await giveBack(scope, record, {
      ...record,
      state: next.value,
      version: record.version + 1,
      changedAt: new Date(clock.now()).toISOString(),
    });
    if (cancelled.ok) return succeed({ body: viewOf(cancelled.value, tenant, clock) });
  }
  return fail(problem('state-conflict'));
};

/**
 * Takes a cancellation back while the time is still ahead, still free and still inside the worker's hours. Notice does
 * not count: whoever cancelled by mistake an hour before may still come. Restoring twice is restoring once.
 */
export const restoreBooking: UseCase<(typeof bookingRoutes)['restoreBooking']> = async ({
  request,
  scope,
  clock,
}) => {
  for (let tried = 1; tried <= TRIES; tried++) {
    const opened = await openLink(scope, request.parameters.link, clock);
    if (!opened.ok) return opened;
    const record = opened.value;
    const offer = await readSiteOffer(scope, { id: record.siteId });
    if (!offer) return fail(problem('link-not-found'));
    const next = nextState(record, 'RESTORE', clock.now() / 60_000);
    if (!next.ok) return fail(problem(next.error));
    if (next.value === record.state) return succeed({ body: viewOf(record, offer.tenant, clock) });
    const offered = offeredService(offer, record.service, record.staffId);
    if (!offered || !isStillOpen(offer, offered, record)) return fail(problem('state-conflict'));
    const restored: BookingRecord = {
      ...record,
      state: next.value,
      version: record.version + 1,
      changedAt: new Date(clock.now()).toISOString(),
    };
    const taken = await takeTime(scope, [record.staffId], {
      site: record.siteId,
      wanted: busyOf(record),
      expectedVersion: record.version,
      recordFor: () => restored,
    });
    if (taken.ok) return succeed({ body: viewOf(taken.value, offer.tenant, clock) });
    if (taken.error === 'time-taken') {
      const everybody = offeredService(offer, record.service) ?? offered;
      return fail(await timeTaken(scope, offer, everybody, record.start, clock));
    }
  }
  return fail(problem('state-conflict'));
};

function isStillOpen(
  offer: SiteOffer,
  offered: NonNullable<ReturnType<typeof offeredService>>,
  { start, end }: BookingRecord,
): boolean {
  const axis = axisOf(offer, start, end);
  const day = dayAt(axis, start);
  return openPeriods(offer, offered, axis, day, day).some(
    (period) => period.start <= start && end <= period.end,
  );
}
