import type { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { currentMinute } from '@ohjaamo/shared/kernel/time.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import { recordsOf } from './createSeries.ts';
import { isActorsBooking } from './deskBooking.ts';
import { type Move, moveTimes } from './moveTimes.ts';
import type { BookingRecord } from './record.ts';
import { type Occurrence, occurrencesOn, seriesConflicts } from './series.ts';
import { readSeries, type SeriesRecord, seriesWrite } from './seriesRepository.ts';
import { readSiteOffer, type SiteOffer } from './siteOffer.ts';
import { viewOf } from './view.ts';

type Route = (typeof bookingRoutes)['changeSeries'];

/** How often a request is decided anew when something changes under it. */
const TRIES = 5;
/** How many changes a series remembers, so that a repeated request is known. */
const CHANGES_KEPT = 20;

/**
 * Moves the coming occurrences of a series from a date on by days, to one wall time, all or none in one transaction; what has
 * been stays, and so does what would come to a skipped date. What does not fit into one transaction is refused: a later date
 * moves fewer. The worker stays the same. A refusal names every new date that
 * cannot be had. The change's id is the idempotency key. Reads the series, its bookings, names, plan and sheets; writes the
 * series, the moved records, the sheets they leave and take, and a row of the trail for each.
 */
export const changeSeries: UseCase<Route> = async (context) => {
  const { scope, request, clock, actor, audit } = context;
  const { body, parameters } = request;
  for (let tried = 1; tried <= TRIES; tried++) {
    const series = await readSeries(scope, parameters.seriesId);
    const records = series ? await recordsOf(scope, series) : [];
    if (!series || !records.every((record) => isActorsBooking(actor, record)))
      return fail(problem('not-found'));
    const offer = await readSiteOffer(scope, { id: series.siteId }, clock);
    if (!offer) return fail(problem('not-found'));
    const answer = (stand: readonly BookingRecord[]) =>
      succeed({
        body: { bookings: stand.map((record) => viewOf(record, offer.tenant, clock)) },
        subjects: series.bookings,
      });
    if (series.changes.includes(body.changeId)) {
      if (audit.taken) await audit.append(series.bookings, 'DONE');
      return answer(records);
    }
    const planned = movesOf(context, offer, records);
    if (!planned.ok) return planned;
    const { moves, targets } = planned.value;
    const changed: SeriesRecord = {
      ...series,
      version: series.version + 1,
      changes: [...series.changes, body.changeId].slice(-CHANGES_KEPT),
    };
    const writes = [seriesWrite(scope, changed), ...audit.writes(moves.map(({ record }) => record.id))];
    const moved = await moveTimes(scope, offer, moves, clock, writes);
    if (moved.ok) {
      const now = new Map(moved.value.map((record) => [record.id, record]));
      return answer(records.map((record) => now.get(record.id) ?? record));
    }
    if (moved.error.type === 'state-conflict') return fail(problem('state-conflict'));
    if (moved.error.type === 'too-many') {
      return fail(problem('invalid-request', { errors: [{ pointer: '/body/from', code: 'too_big' }] }));
    }
    if (moved.error.type === 'refused') {
      const conflicts = seriesConflicts(offer, targets, moved.error.conflicts, moves[0]?.record.staffId);
      return fail(problem('series-conflict', { conflicts }));
    }
  }
  return fail(problem('state-conflict'));
};

interface Planned {
  readonly moves: Move[];
  readonly targets: Occurrence[];
}

/** Which occurrences move, and where to; `state-conflict` when there is nothing to move. */
function movesOf(
  { request, clock }: ContextOf<Route>,
  offer: SiteOffer,
  records: readonly BookingRecord[],
): Result<Planned, Problem> {
  const { from, days, time, skip } = request.body;
  const now = currentMinute(clock);
  const moving = records
    .filter(({ state, start, date }) => {
      const isOpen = (state === 'BOOKED' || state === 'PENDING') && start > now;
      return isOpen && date >= from && !skip.includes(dateOfDay(dayNumber(date) + days));
    })
    .sort((one, other) => one.start - other.start);
  if (moving.length === 0) return fail(problem('state-conflict'));
  const dates = moving.map(({ date }) => dateOfDay(dayNumber(date) + days));
  const targets = occurrencesOn(offer, dates, time);
  const moves = moving.map((record, index) => ({
    record,
    start: targets[index]?.start ?? 0,
    staff: record.staffId,
    by: 'DESK' as const,
  }));
  return succeed({ moves, targets });
}
