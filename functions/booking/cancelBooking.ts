import type { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { nextState } from '@ohjaamo/shared/booking/states.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readTenant } from '../tenants/index.ts';
import { decideAnew } from './decideAnew.ts';
import { openLink } from './openLink.ts';
import { later } from './record.ts';
import { restoreTime } from './restoreTime.ts';
import { readSiteOffer } from './siteOffer.ts';
import { giveBack } from './takeTime.ts';
import { viewOf } from './view.ts';

/** Cancels a booking and frees its time; late when less than 24 hours remain. Cancelling twice is cancelling once. */
export const cancelBooking: UseCase<(typeof bookingRoutes)['cancelBooking']> = async ({
  request,
  scope,
  clock,
}) => {
  const tenant = await readTenant(scope);
  if (!tenant) return fail(problem('link-not-found'));
  return decideAnew(async () => {
    const opened = await openLink(scope, request.parameters.link, clock);
    if (!opened.ok) return opened;
    const record = opened.value;
    const state = nextState(record, 'CANCEL', clock.now() / 60_000);
    if (!state.ok) return fail(problem(state.error));
    if (state.value === record.state) return succeed({ body: viewOf(record, tenant, clock) });
    const next = later(record, tenant.profile.zone, clock);
    const undecided = record.state === 'PENDING' && { undecided: true as const };
    const cancelled = await giveBack(scope, record, { ...next, state: state.value, ...undecided }, clock);
    if (cancelled.ok) return succeed({ body: viewOf(cancelled.value, tenant, clock) });
    return undefined;
  });
};

/**
 * Takes a cancellation back while the time is still ahead, still free and still inside the worker's hours. Notice does
 * not count: whoever cancelled by mistake an hour before may still come. The worker is the same; the room and whoever joins may
 * be others. Restoring twice is restoring once.
 */
export const restoreBooking: UseCase<(typeof bookingRoutes)['restoreBooking']> = async ({
  request,
  scope,
  clock,
}) => {
  return decideAnew(async () => {
    const opened = await openLink(scope, request.parameters.link, clock);
    if (!opened.ok) return opened;
    const record = opened.value;
    const offer = await readSiteOffer(scope, { id: record.siteId }, clock);
    if (!offer) return fail(problem('link-not-found'));
    const state = nextState(record, 'RESTORE', clock.now() / 60_000);
    if (!state.ok) return fail(problem(state.error));
    if (state.value === record.state) return succeed({ body: viewOf(record, offer.tenant, clock) });
    const restored = await restoreTime(scope, offer, record, state.value, clock);
    if (restored.ok) return succeed({ body: viewOf(restored.value, offer.tenant, clock) });
    if (restored.error !== 'record-changed') return fail(restored.error);
    return undefined;
  });
};
