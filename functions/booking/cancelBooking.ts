import type { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { NO_PERSON } from '@ohjaamo/shared/booking/holds.ts';
import { comingOf } from '@ohjaamo/shared/booking/offered.ts';
import { nextState } from '@ohjaamo/shared/booking/states.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { type Clock, currentMinute } from '@ohjaamo/shared/kernel/time.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readTenant } from '../tenants/index.ts';
import { decideAnew } from './decideAnew.ts';
import { openLink } from './openLink.ts';
import { readOutlook } from './options.ts';
import { type BookingRecord, later } from './record.ts';
import { restoreTime } from './restoreTime.ts';
import { offeredService, readSiteOffer, type SiteOffer } from './siteOffer.ts';
import { personTag } from './tags.ts';
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
 * be others. Restoring twice is restoring once. Of a service that a person may have so many times, it counts as one more; then the
 * sheets of the horizon are read too.
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
    if (await hasAllOfPerson(scope, offer, record, clock)) return fail(problem('cap-reached'));
    const restored = await restoreTime(scope, offer, record, state.value, clock);
    if (restored.ok) return succeed({ body: viewOf(restored.value, offer.tenant, clock) });
    if (restored.error !== 'record-changed') return fail(restored.error);
    return undefined;
  });
};

/** Whether the person has as many coming times of the service as one may have, this one aside. */
async function hasAllOfPerson(
  scope: TenantScope,
  offer: SiteOffer,
  record: BookingRecord,
  clock: Clock,
): Promise<boolean> {
  const offered = offeredService(offer, record.service, undefined, 'DESK', record.channel);
  const perPerson = offered?.service.limits.perPerson;
  const person = personTag(scope.tenantId, record);
  if (!offered || perPerson === undefined || person === NO_PERSON) return false;
  const { sheets } = await readOutlook(scope, offer, offered, clock);
  return comingOf(sheets, record.service, person, currentMinute(clock)) >= perPerson;
}
