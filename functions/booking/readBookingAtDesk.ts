import type { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { may } from '@ohjaamo/shared/booking/states.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { ResponseOf } from '@ohjaamo/shared/kernel/route.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { recordsOf } from './createSeries.ts';
import { deskViewOf, isActorsBooking } from './deskBooking.ts';
import type { BookingRecord } from './record.ts';
import { readRecord } from './repository.ts';
import { readSeries } from './seriesRepository.ts';

type Route = (typeof bookingRoutes)['readBookingAtDesk'];
type View = ResponseOf<Route>['booking'];

/**
 * One booking with what a worker may do about it now, and every occurrence of its series; a partner sees the own ones. Reads the
 * booking and the names, and for a series the series and each of its bookings, all consistently.
 */
export const readBookingAtDesk: UseCase<Route> = async ({ scope, request, actor, clock }) => {
  const [record, tenant] = await Promise.all([
    readRecord(scope, request.parameters.bookingId),
    readWorkersTenant(scope),
  ]);
  if (!record || !isActorsBooking(actor, record)) return fail(problem('not-found'));
  const series = record.seriesId && (await readSeries(scope, record.seriesId));
  const all = series ? await recordsOf(scope, series) : [];
  const seen = all
    .filter((each) => isActorsBooking(actor, each))
    .sort((one, other) => one.start - other.start);
  return succeed({
    body: {
      site: record.siteId,
      booking: viewOf(record, tenant, clock),
      ...(series && { series: { id: series.id, bookings: seen.map((each) => viewOf(each, tenant, clock)) } }),
    },
    subjects: seen.length > 0 ? seen.map(({ id }) => id) : [record.id],
  });
};

function viewOf(record: BookingRecord, tenant: Tenant, clock: Clock): View {
  const now = clock.now() / 60_000;
  const site = tenant.sites.find(({ id }) => id === record.siteId);
  const room = site?.rooms.find(({ id }) => id === record.room);
  return {
    ...deskViewOf(record, tenant),
    alongside: record.alongside.map((id) => ({
      id,
      name: tenant.staff.find((each) => each.id === id)?.name ?? '',
    })),
    ...(room && { room: room.name }),
    placeHidden: record.hidePlace ?? false,
    // What has begun is not cancelled but marked as missed.
    mayCancel: record.start > now && may(record, 'CANCEL_BY_SITE', now),
    mayRestore: may(record, 'RESTORE_BY_SITE', now),
    mayUnmark: may(record, 'UNDO_ARRIVAL', now),
  };
}
