import type { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { isDeclinedByPartner } from '@ohjaamo/shared/booking/partnerDecline.ts';
import { may } from '@ohjaamo/shared/booking/states.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { ResponseOf } from '@ohjaamo/shared/kernel/route.ts';
import type { TenantActor } from '@ohjaamo/shared/kernel/roles.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { recordsOf } from './createSeries.ts';
import { deskViewOf, isActorsBooking } from './deskBooking.ts';
import { readMailedVersion } from './mailRepository.ts';
import { mayMove } from './moveBySite.ts';
import type { BookingRecord } from './record.ts';
import { readRecord } from './repository.ts';
import { readSeries } from './seriesRepository.ts';

type Route = (typeof bookingRoutes)['readBookingAtDesk'];
type Body = ResponseOf<Route>;
type View = Body['booking'];

/**
 * One booking with what a worker may do about it now, how its holder is reached where the work asks for it, and every occurrence of
 * its series; a partner sees the own ones. Reads the booking and the names, for a series the series and each of its bookings, and
 * what was mailed when somebody has to be reached, all consistently.
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
  const reach = await reachOf(scope, record, tenant, clock);
  const view = (each: BookingRecord) => viewOf(each, tenant, actor, clock);
  return succeed({
    body: {
      site: record.siteId,
      booking: view(record),
      ...(reach && { reach }),
      ...(series && { series: { id: series.id, bookings: seen.map(view) } }),
    },
    subjects: seen.length > 0 ? seen.map(({ id }) => id) : [record.id],
  });
};

/** The number of a meeting by telephone; all that was left when the time fell away. Otherwise nobody needs to know. */
async function reachOf(
  scope: TenantScope,
  record: BookingRecord,
  tenant: Tenant,
  clock: Clock,
): Promise<Body['reach']> {
  const { id, phone, email, state } = record;
  const isOpen = (state === 'BOOKED' || state === 'PENDING') && record.start > clock.now() / 60_000;
  const isToSettle = isOpen && (record.orphanedAt !== undefined || isDeclinedByPartner(record));
  const service = tenant.services.find(({ code }) => code === record.service);
  const isCall = (record.channel ?? service?.channels[0]) === 'PHONE';
  const shown = {
    ...((isCall || isToSettle) && phone !== undefined && { phone }),
    ...(isToSettle && email !== undefined && { email }),
  };
  if (Object.keys(shown).length === 0) return undefined;
  return { ...shown, told: (await readMailedVersion(scope, id)) >= record.version };
}

function viewOf(record: BookingRecord, tenant: Tenant, actor: TenantActor, clock: Clock): View {
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
    orphaned: record.orphanedAt !== undefined,
    declined: isDeclinedByPartner(record),
    mayMove: may(record, 'CHANGE', now) && mayMove(actor, record),
    // What has begun is not cancelled but marked as missed.
    mayCancel: record.start > now && may(record, 'CANCEL_BY_SITE', now),
    mayRestore: may(record, 'RESTORE_BY_SITE', now),
    mayUnmark: may(record, 'UNDO_ARRIVAL', now),
  };
}
