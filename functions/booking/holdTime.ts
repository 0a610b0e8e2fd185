import type { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { expiryOf } from '@ohjaamo/shared/booking/holds.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { formatOffsetDateTime, resolveOffsetDateTime } from '@ohjaamo/shared/kernel/time.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { keepTime, keptUntil, letGo } from './keepTime.ts';
import { timeTaken } from './nearest.ts';
import { readRecord } from './repository.ts';
import { offeredService, readSite, readSiteOffer, todayOf } from './siteOffer.ts';

/**
 * Keeps a time for ten minutes while somebody fills in. An address holds only so many times at once. Asking again with the same id
 * renews the hold or moves it. Writes one unit for the worker, one for every part of the room and one for whoever joins.
 */
export const holdTime: UseCase<(typeof bookingRoutes)['holdTime']> = async ({
  request,
  scope,
  clock,
  visitor,
}) => {
  const { bookingId, service, staff, channel, start: asked } = request.body;
  const offer = await readSiteOffer(scope, { slug: request.parameters.siteSlug }, clock);
  const offered = offer && offeredService(offer, service, staff, 'STREET', channel);
  if (!offer || !offered) return fail(problem('not-found'));
  if (await readRecord(scope, bookingId)) return fail(problem('id-already-used'));
  const { zone } = offer.tenant.profile;
  const start = resolveOffsetDateTime(asked, zone);
  if (!start.ok) return fail(problem(start.error));
  const kept = await keepTime(
    scope,
    offer,
    {
      bookingId,
      service,
      staff,
      channel,
      start: start.value,
      until: expiryOf(clock.now() / 60_000),
      by: 'STREET',
      visitor: visitor(todayOf(offer, clock)),
    },
    clock,
  );
  if (!kept.ok) {
    return fail(
      kept.error === 'time-taken'
        ? await timeTaken(scope, offer, offered, start.value, clock)
        : problem(kept.error),
    );
  }
  const { staffId, end, expiresAt } = kept.value;
  const name = offer.tenant.staff.find(({ id }) => id === staffId)?.name ?? '';
  return succeed({
    body: {
      bookingId,
      start: formatOffsetDateTime(start.value, zone),
      end: formatOffsetDateTime(end, zone),
      staff: { id: staffId, name },
      expiresAt: formatOffsetDateTime(expiresAt, zone),
    },
  });
};

/**
 * Tells whoever comes back to the form what became of the time that was kept for it. Reads the booking of that id and the sheets
 * of the week; says nothing of the booking but that there is one, which asking to keep a time says too.
 */
export const readHold: UseCase<(typeof bookingRoutes)['readHold']> = async ({ request, scope, clock }) => {
  const { siteSlug, bookingId } = request.parameters;
  const [place, record] = await Promise.all([
    readSite(scope, { slug: siteSlug }),
    readRecord(scope, bookingId),
  ]);
  if (!place) return fail(problem('not-found'));
  if (record) return succeed({ body: { state: 'BOOKED' as const } });
  const { zone } = place.tenant.profile;
  const start = resolveOffsetDateTime(request.query.start, zone);
  const until = start.ok ? await keptUntil(scope, place, bookingId, start.value, clock) : undefined;
  return succeed({
    body:
      until === undefined
        ? { state: 'GONE' as const }
        : { state: 'KEPT' as const, expiresAt: formatOffsetDateTime(until, zone) },
  });
};

/** Lets a kept time go; what is gone already, or never was, is let go too. */
export const releaseTime: UseCase<(typeof bookingRoutes)['releaseTime']> = async ({ request, scope }) => {
  const place = await readSite(scope, { slug: request.parameters.siteSlug });
  if (!place) return fail(problem('not-found'));
  const start = resolveOffsetDateTime(request.body.start, place.tenant.profile.zone);
  const released = start.ok && (await letGo(scope, place, request.parameters.bookingId, start.value));
  return succeed({ body: { released } });
};
