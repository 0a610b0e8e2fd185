import type { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import type { OpenPeriod } from '@ohjaamo/shared/booking/offer.ts';
import { nextState } from '@ohjaamo/shared/booking/states.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { dayAt } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readTenant } from '../tenants/index.ts';
import { choiceFields } from './bookTimes.ts';
import { timeTaken } from './nearest.ts';
import { openLink } from './openLink.ts';
import { type BookingRecord, busyOf, later } from './record.ts';
import {
  axisOf,
  type OfferedService,
  offeredService,
  openings,
  readSiteOffer,
  sheetOf,
  type SiteOffer,
} from './siteOffer.ts';
import { bookingTag, personTag } from './tags.ts';
import { giveBack, type Options, type Taking, takeTimes } from './takeTime.ts';
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
    const state = nextState(record, 'CANCEL', clock.now() / 60_000);
    if (!state.ok) return fail(problem(state.error));
    if (state.value === record.state) return succeed({ body: viewOf(record, tenant, clock) });
    const next = later(record, tenant.profile.zone, clock);
    const undecided = record.state === 'PENDING' && { undecided: true as const };
    const cancelled = await giveBack(scope, record, { ...next, state: state.value, ...undecided }, clock);
    if (cancelled.ok) return succeed({ body: viewOf(cancelled.value, tenant, clock) });
  }
  return fail(problem('state-conflict'));
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
  for (let tried = 1; tried <= TRIES; tried++) {
    const opened = await openLink(scope, request.parameters.link, clock);
    if (!opened.ok) return opened;
    const record = opened.value;
    const offer = await readSiteOffer(scope, { id: record.siteId }, clock);
    if (!offer) return fail(problem('link-not-found'));
    const state = nextState(record, 'RESTORE', clock.now() / 60_000);
    if (!state.ok) return fail(problem(state.error));
    if (state.value === record.state) return succeed({ body: viewOf(record, offer.tenant, clock) });
    const offered = offeredService(offer, record.service, record.staffId, 'DESK');
    const options = offered && optionsNow(offer, offered, record);
    if (!offered || !options) return fail(problem('state-conflict'));
    const axis = axisOf(offer, record.start, record.end);
    const { room: _former, undecided: _waits, ...next } = later(record, offer.tenant.profile.zone, clock);
    const taking: Taking = {
      wanted: busyOf(record),
      service: offered.service,
      options,
      dayOf: (minute) => dayAt(axis, minute),
      own: bookingTag(record.id),
      person: personTag(scope.tenantId, record),
      isTurn: false,
      turnAt: clock.now(),
      expectedVersion: record.version,
      recordFor: (choice) => ({ ...next, ...choiceFields(choice), state: state.value }),
    };
    const taken = await takeTimes(scope, [taking], clock);
    const restored = taken.ok ? taken.value[0] : undefined;
    if (restored) return succeed({ body: viewOf(restored, offer.tenant, clock) });
    if (!taken.ok && taken.error.type === 'time-taken') {
      const everybody = offeredService(offer, record.service) ?? offered;
      return fail(await timeTaken(scope, offer, everybody, record.start, clock));
    }
  }
  return fail(problem('state-conflict'));
};

/** Who and what could take the booking's time as it was; `undefined` when the worker's hours no longer cover it. */
function optionsNow(
  offer: SiteOffer,
  offered: OfferedService,
  { start, end, room, alongside }: BookingRecord,
): Options | undefined {
  const axis = axisOf(offer, start, end);
  const day = dayAt(axis, start);
  const open = openings(offer, offered, axis, day, day);
  const covers = (period: OpenPeriod): boolean => period.start <= start && end <= period.end;
  const sheets = (ids: readonly StaffId[]) => ids.flatMap((id) => sheetOf(offer.tenant, id) ?? []);
  const workers = sheets(offered.staffIds);
  const joining = open.alongside?.filter(covers).map(({ staffId }) => staffId);
  if (workers.length === 0 || !open.periods.some(covers)) return undefined;
  if (joining?.length === 0 || offered.rooms?.length === 0) return undefined;
  return {
    workers,
    ...(joining && {
      alongside: sheets([...new Set([...alongside.filter((id) => joining.includes(id)), ...joining])]),
    }),
    ...(offered.rooms && {
      rooms: [
        ...offered.rooms.filter((each) => each.room === room),
        ...offered.rooms.filter((each) => each.room !== room),
      ],
    }),
  };
}
