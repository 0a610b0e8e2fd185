import type { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { currentMinute } from '@ohjaamo/shared/kernel/time.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { recordsOf } from './createSeries.ts';
import { actOnBooking, type DeskView, deskViewOf, isActorsBooking } from './deskBooking.ts';
import { readSeries } from './seriesRepository.ts';

/**
 * Cancels for the house what is still to come of a series from a date on. Each occurrence goes by itself, with its row of the
 * trail in the same transaction, because the sheets of a long series would not fit into one: if this is broken off, asking again
 * cancels the rest, and asking once more changes nothing. Reads the series and its bookings, and per coming one what
 * `cancelBySite` reads and writes.
 */
export const cancelSeries: UseCase<(typeof bookingRoutes)['cancelSeries']> = async (context) => {
  const { scope, request, actor, clock } = context;
  const series = await readSeries(scope, request.parameters.seriesId);
  const records = series ? await recordsOf(scope, series) : [];
  if (records.length === 0 || !records.every((record) => isActorsBooking(actor, record))) {
    return fail(problem('not-found'));
  }
  const now = currentMinute(clock);
  const meant = records
    .filter(({ start, date }) => start > now && date >= request.body.from)
    .sort((one, other) => one.start - other.start);
  const open = meant.filter(({ state }) => state === 'PENDING' || state === 'BOOKED');
  const gone = meant.filter(({ state }) => state === 'CANCELLED_BY_SITE');
  if (open.length + gone.length === 0) return fail(problem('state-conflict'));
  const cancelled: DeskView[] = [];
  for (const { id } of open) {
    const done = await actOnBooking(context, { id, event: 'CANCEL_BY_SITE' });
    if (!done.ok) return done;
    cancelled.push(done.value);
  }
  const tenant = await readWorkersTenant(scope);
  const bookings = [...gone.map((record) => deskViewOf(record, tenant)), ...cancelled];
  return succeed({ body: { bookings }, subjects: bookings.map(({ id }) => id) });
};
