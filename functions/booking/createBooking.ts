import type { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { busyAt, offers, startWindow } from '@ohjaamo/shared/booking/offer.ts';
import { dateOfDay } from '@ohjaamo/shared/kernel/dates.ts';
import type { SiteId, StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { type Clock, type EpochMinute, resolveOffsetDateTime } from '@ohjaamo/shared/kernel/time.ts';
import { dayAt } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import { hashOf } from '../kernel/hash.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { timeTaken } from './nearest.ts';
import type { BookingRecord } from './record.ts';
import { readRecord } from './repository.ts';
import {
  axisOf,
  type OfferedService,
  offeredService,
  openPeriods,
  readFreeTimes,
  readSiteOffer,
  type SiteOffer,
} from './siteOffer.ts';
import { takeTime } from './takeTime.ts';
import { viewOf } from './view.ts';

type Route = (typeof bookingRoutes)['createBooking'];
type Body = ContextOf<Route>['request']['body'];

/**
 * Books a time for whoever asks. The booking's id is the idempotency key: the same id with the same content is the same
 * booking, however often it is sent, also after the time has passed notice; with other content it is refused.
 */
export const createBooking: UseCase<Route> = async ({ request, scope, clock }) => {
  const { body } = request;
  const offer = await readSiteOffer(scope, { slug: request.parameters.siteSlug });
  if (!offer) return fail(problem('not-found'));
  const contentHash = contentHashOf(offer.site.id, body);
  const answer = (record: BookingRecord) =>
    record.contentHash === contentHash
      ? succeed({
          body: {
            link: `${scope.tenantId}.${record.id}.${body.secret}`,
            booking: viewOf(record, offer.tenant, clock),
          },
        })
      : fail(problem('id-already-used'));

  const earlier = await readRecord(scope, body.bookingId);
  if (earlier) return answer(earlier);
  const offered = offeredService(offer, body.service, body.staff);
  if (!offered) return fail(problem('not-found'));
  const start = resolveOffsetDateTime(body.start, offer.tenant.profile.zone);
  if (!start.ok) return fail(problem(start.error));
  const candidates = await candidatesAt(scope, offer, offered, start.value, clock);
  if (!candidates.ok) return candidates;

  const taken = await takeTime(scope, candidates.value, {
    site: offer.site.id,
    wanted: busyAt(offered.service, start.value),
    expectedVersion: 0,
    recordFor: (staffId) => newRecord(offer, offered, body, start.value, staffId, clock, contentHash),
  });
  if (taken.ok) return answer(taken.value);
  const sameId = await readRecord(scope, body.bookingId);
  return sameId ? answer(sameId) : fail(await timeTaken(scope, offer, offered, start.value, clock));
};

/** The content that makes two requests with one id the same request; the secret is part of it. */
function contentHashOf(site: SiteId, body: Body): string {
  const { secret, service, staff, start, language, nickname, email } = body;
  return hashOf(site, secret, service, staff, start, language, nickname, email);
}

/**
 * Who could take a start: those whose period offers it, least booked first. `time-not-offered` when nobody's does. The
 * order comes from a read that may lag; who is really free is decided at the commit.
 */
export async function candidatesAt(
  scope: TenantScope,
  offer: SiteOffer,
  offered: OfferedService,
  start: EpochMinute,
  clock: Clock,
): Promise<Result<StaffId[], Problem>> {
  const window = startWindow(offered.service, clock.now());
  const axis = axisOf(offer, start, start);
  const day = dayAt(axis, start);
  const periods = openPeriods(offer, offered, axis, day, day);
  const offering = new Set(
    periods.filter((period) => offers(period, offered.service, window, start)).map(({ staffId }) => staffId),
  );
  if (offering.size === 0) return fail(problem('time-not-offered'));
  if (offering.size === 1) return succeed([...offering]);
  const times = await readFreeTimes(scope, offer, offered, window);
  const free = times.find((time) => time.start === start)?.staffIds ?? [];
  // Those who seemed taken come last: the sheets were read a moment late, and the commit reads them again.
  return succeed([...free, ...[...offering].filter((staffId) => !free.includes(staffId)).sort()]);
}

function newRecord(
  offer: SiteOffer,
  { service }: OfferedService,
  body: Body,
  start: EpochMinute,
  staffId: StaffId,
  clock: Clock,
  contentHash: string,
): BookingRecord {
  const { end, bufferBefore, bufferAfter } = busyAt(service, start);
  const at = new Date(clock.now()).toISOString();
  return {
    kind: 'BOOKING',
    id: body.bookingId,
    version: 1,
    state: 'BOOKED',
    siteId: offer.site.id,
    staffId,
    service: service.code,
    start,
    end,
    bufferBefore,
    bufferAfter,
    date: dateOfDay(dayAt(axisOf(offer, start, end), start)),
    language: body.language,
    ...(body.nickname !== undefined && { nickname: body.nickname }),
    ...(body.email !== undefined && { email: body.email }),
    secretHash: hashOf(body.secret),
    contentHash,
    createdAt: at,
    changedAt: at,
  };
}
