import type { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { type OfferedTime, type StoredSheet, seenBy } from '@ohjaamo/shared/booking/freeTimes.ts';
import { decodeMarks, encodeMarks } from '@ohjaamo/shared/booking/holds.ts';
import { decodeSheet, encodeSheet, removed, weekOf } from '@ohjaamo/shared/booking/sheet.ts';
import { nextState } from '@ohjaamo/shared/booking/states.ts';
import { dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { TenantActor } from '@ohjaamo/shared/kernel/roles.ts';
import { type Clock, type EpochMinute, resolveOffsetDateTime } from '@ohjaamo/shared/kernel/time.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { showInAgenda } from './agendaRepository.ts';
import { deskViewOf, workerFor } from './deskBooking.ts';
import { moveTimes, type MoveRefusal } from './moveTimes.ts';
import { timeTaken } from './nearest.ts';
import { nearestOf } from './orphanOffers.ts';
import { type BookingRecord, busyOf } from './record.ts';
import { readRecord } from './repository.ts';
import { spanOf } from './searchTimes.ts';
import { findTimes, offeredService, readSheetsFor, readSiteOffer, type SiteOffer } from './siteOffer.ts';
import { bookingTag } from './tags.ts';
import { freeTimesOf } from './view.ts';

/** So many days before the booking the search begins, unless it is told another date. */
const DAYS_BEFORE = 7;

/** Whether a worker may move a booking: of the house every one; who lends time the own, and to the own times only. */
export function mayMove(actor: TenantActor, record: Pick<BookingRecord, 'staffId'>): boolean {
  return workerFor(actor, record.staffId) !== undefined;
}

/**
 * Shows where a booking may move, as if its own time were free: so a colleague is shown for the same time though the only room is
 * taken, by the booking itself. Reads the booking, names, plan and sheets, as a search does.
 */
export const searchTimesToMove: UseCase<(typeof bookingRoutes)['searchTimesToMove']> = async ({
  scope,
  request,
  actor,
  clock,
}) => {
  const { from, days } = request.query;
  const wanted = workerFor(actor, request.query.staff);
  if (!wanted) return fail(problem('not-found'));
  const anybody = workerFor(actor, undefined);
  const found = await movable(scope, request.parameters.bookingId, actor, clock);
  if (!found.ok) return found;
  const { record, offer } = found.value;
  const service = offer.tenant.services.find(({ code }) => code === record.service);
  if (!service) return fail(problem('not-found'));
  const everybody = offeredService(offer, record.service, anybody?.staff, 'DESK', record.channel);
  const first = from ?? dateOfDay(dayNumber(record.date) - DAYS_BEFORE);
  const span = spanOf(offer, service, first, days, 'DESK', clock);
  const sheets = everybody ? await readSheetsFor(scope, offer, everybody, span.window) : [];
  const seen = seenBy(
    sheets.map((sheet) => withoutBooking(sheet, record)),
    { own: bookingTag(record.id), now: clock.now() / 60_000 },
  );
  const offered = offeredService(offer, record.service, wanted.staff, 'DESK', record.channel);
  const times = offered ? elsewhere(findTimes(offer, offered, span.window, seen).times, record) : [];
  const { lengthMinutes } = service;
  return succeed({
    body: {
      service: { code: service.code, name: service.name, lengthMinutes },
      staff: offer.tenant.staff
        .filter(({ id }) => everybody?.staffIds.includes(id))
        .map(({ id, name }) => ({ id, name })),
      from: dateOfDay(span.first),
      to: dateOfDay(span.last),
      times: freeTimesOf(times, lengthMinutes, span.axis),
      nearest: freeTimesOf(nearestOf(times, record.start), lengthMinutes, span.axis),
    },
  });
};

/**
 * Moves a booking for the house: the old time is given back and the new one taken in one transaction, with rooms, company and the
 * row of the trail, or nothing changes. Notice does not count. The holder is told, by text message too. A request that is repeated
 * after it took effect changes nothing. Reads the booking, names, plan and sheets; writes the record, the sheets of both times and
 * the agenda's rows.
 */
export const moveBySite: UseCase<(typeof bookingRoutes)['moveBySite']> = async ({
  scope,
  request,
  actor,
  audit,
  clock,
}) => {
  const { bookingId } = request.parameters;
  const { version } = request.body;
  const found = await movable(scope, bookingId, actor, clock);
  if (!found.ok) return found;
  const { record, offer } = found.value;
  const wanted = workerFor(actor, request.body.staff);
  if (!wanted) return fail(problem('not-found'));
  const { staff } = wanted;
  const start = resolveOffsetDateTime(request.body.start, offer.tenant.profile.zone);
  if (!start.ok) return fail(problem(start.error));
  const isThere = record.start === start.value && (staff === undefined || staff === record.staffId);
  if (isThere && [record.version, record.version - 1].includes(version)) {
    return succeed({ body: deskViewOf(record, offer.tenant) });
  }
  if (version !== record.version) return fail(problem('stale-version'));
  const move = { record, start: start.value, staff, by: 'DESK' as const };
  const moved = await moveTimes(scope, offer, [move], clock, audit.writes([bookingId]));
  const [now] = moved.ok ? moved.value : [];
  if (!now) return fail(await refusalOf(scope, offer, move, moved.ok ? undefined : moved.error, clock));
  // The stream shows it too, but the worker's page comes back sooner.
  await showInAgenda(scope, record, now, clock.now());
  return succeed({ body: deskViewOf(now, offer.tenant) });
};

/** The booking and its site, when this worker may move it and it can be moved now. */
async function movable(
  scope: TenantScope,
  id: BookingRecord['id'],
  actor: TenantActor,
  clock: Clock,
): Promise<Result<{ readonly record: BookingRecord; readonly offer: SiteOffer }, Problem>> {
  const record = await readRecord(scope, id);
  if (!record || !mayMove(actor, record)) return fail(problem('not-found'));
  const next = nextState(record, 'CHANGE', clock.now() / 60_000);
  if (!next.ok) return fail(problem(next.error));
  const offer = await readSiteOffer(scope, { id: record.siteId }, clock);
  return offer ? succeed({ record, offer }) : fail(problem('not-found'));
}

async function refusalOf(
  scope: TenantScope,
  offer: SiteOffer,
  { record, start, staff }: { record: BookingRecord; start: EpochMinute; staff: StaffId | undefined },
  error: MoveRefusal | undefined,
  clock: Clock,
): Promise<Problem> {
  if (error?.type === 'write-refused') throw new Error('The trail could not be written');
  if (error?.type === 'state-conflict') return problem('state-conflict');
  if (error?.type !== 'refused') return problem('stale-version');
  const offered = offeredService(offer, record.service, staff, 'DESK', record.channel);
  const isTaken = error.conflicts.every(({ reason }) => reason === 'TAKEN');
  return offered && isTaken ? timeTaken(scope, offer, offered, start, clock) : problem('time-not-offered');
}

/** A sheet as it would be without a booking: without its time, and without its mark among those that limit a service. */
function withoutBooking(sheet: StoredSheet, record: BookingRecord): StoredSheet {
  const { week, busy, marks } = sheet;
  if (week !== weekOf(record.start) || !record.sheets.some(({ id }) => id === sheet.id)) return sheet;
  const ofService = marks?.[record.service];
  const kept = ofService && decodeMarks(week, ofService).filter(({ start }) => start !== record.start);
  return {
    ...sheet,
    busy: encodeSheet(week, removed(decodeSheet(week, busy), busyOf(record))),
    ...(kept && { marks: { ...marks, [record.service]: encodeMarks(week, kept) } }),
  };
}

/** The times but for the one that the booking has: to stay is no move. */
function elsewhere(times: readonly OfferedTime[], record: BookingRecord): OfferedTime[] {
  return times.flatMap(({ start, staffIds }) => {
    const others = start === record.start ? staffIds.filter((id) => id !== record.staffId) : staffIds;
    return others.length > 0 ? [{ start, staffIds: others }] : [];
  });
}
