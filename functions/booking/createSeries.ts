import type { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { seriesDates } from '@ohjaamo/shared/booking/series.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { hashOf } from '../kernel/hash.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { bookTimes, type WantedBooking } from './bookTimes.ts';
import { callFault } from './callFault.ts';
import { workerFor } from './deskBooking.ts';
import type { BookingRecord } from './record.ts';
import { readRecord } from './repository.ts';
import { type Occurrence, occurrenceId, occurrencesOn, occurrenceSecret, seriesConflicts } from './series.ts';
import { readSeries, type SeriesRecord, seriesWrite } from './seriesRepository.ts';
import { offeredService, readSiteOffer } from './siteOffer.ts';
import { viewOf } from './view.ts';

type Route = (typeof bookingRoutes)['createSeries'];
type Body = ContextOf<Route>['request']['body'];

/**
 * Books up to twelve times of one worker at the same weekday and wall time, all or none in one transaction; each is a booking
 * of its own, whose link opens it alone. A refusal names every date that cannot be had; a series whose rooms and company do not
 * fit into one transaction is refused as too long. The series' id is the idempotency key.
 * Reads the series, names, plan, each record and a sheet for each week and everybody who takes part; writes those sheets, the
 * records, the series and a row of the trail for each booking.
 */
export const createSeries: UseCase<Route> = async ({ scope, request, actor, clock, audit }) => {
  const { body } = request;
  if (!workerFor(actor, body.staff)) return fail(problem('not-found'));
  const offer = await readSiteOffer(scope, { id: body.site }, clock);
  const offered = offer && offeredService(offer, body.service, body.staff, 'DESK');
  if (!offered) return fail(problem('not-found'));
  const fault = callFault(offered.service, body);
  if (fault) return fail(fault);
  const contentHash = hashOf('series', body);
  const answer = (records: readonly BookingRecord[]) =>
    succeed({
      body: {
        bookings: records.map((record) => ({
          link: `${scope.tenantId}.${record.id}.${secretOf(body, record)}`,
          booking: viewOf(record, offer.tenant, clock),
        })),
      },
      subjects: records.map(({ id }) => id),
    });
  const earlier = await readSeries(scope, body.seriesId);
  if (earlier) {
    return earlier.contentHash === contentHash
      ? answer(await recordsOf(scope, earlier))
      : fail(problem('id-already-used'));
  }
  const occurrences = occurrencesOn(offer, seriesDates(body), body.time);
  if (occurrences.length === 0) return fail(problem('series-conflict', { conflicts: [] }));
  const wanted = occurrences.map((each) => wantedOf(body, each));
  const series: SeriesRecord = {
    kind: 'SERIES',
    id: body.seriesId,
    version: 1,
    siteId: offer.site.id,
    service: body.service,
    bookings: wanted.map(({ id }) => id),
    contentHash,
    changes: [],
    createdAt: new Date(clock.now()).toISOString(),
  };
  const writes = [seriesWrite(scope, series), ...audit.writes(series.bookings)];
  const booked = await bookTimes(scope, offer, wanted, clock, writes);
  if (booked.ok) return answer(booked.value);
  if (booked.error.type === 'id-already-used') return fail(problem('id-already-used'));
  if (booked.error.type === 'too-many') {
    return fail(problem('invalid-request', { errors: [{ pointer: '/body/occurrences', code: 'too_big' }] }));
  }
  if (booked.error.type === 'write-refused') {
    // The same series came first; what refuses otherwise is the trail.
    const standing = await readSeries(scope, body.seriesId);
    if (!standing) throw new Error('The trail could not be written');
    if (standing.contentHash !== contentHash) return fail(problem('id-already-used'));
    const records = await recordsOf(scope, standing);
    await audit.append(standing.bookings, 'DONE');
    return answer(records);
  }
  const conflicts = seriesConflicts(offer, occurrences, booked.error.conflicts, body.staff);
  return fail(problem('series-conflict', { conflicts }));
};

function wantedOf(body: Body, { date, start }: Occurrence): WantedBooking {
  return {
    id: occurrenceId(body.seriesId, date),
    secretHash: hashOf(occurrenceSecret(body.secret, date)),
    contentHash: hashOf('series', body),
    service: body.service,
    staff: body.staff,
    start,
    booker: body,
    by: 'DESK',
    seriesId: body.seriesId,
  };
}

/** The secret of a booking's link as the series made it, also when the booking has moved since. */
function secretOf(body: Body, { id }: BookingRecord): string {
  const date = seriesDates(body).find((each) => occurrenceId(body.seriesId, each) === id);
  return occurrenceSecret(body.secret, date ?? '');
}

/** The bookings of a series as they stand, in its order. */
export async function recordsOf(scope: TenantScope, { bookings }: SeriesRecord): Promise<BookingRecord[]> {
  const records = await Promise.all(bookings.map((id) => readRecord(scope, id)));
  return records.filter((record) => record !== undefined);
}
