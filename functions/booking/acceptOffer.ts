import { nextWaiting } from '@ohjaamo/shared/booking/waiting.ts';
import type { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Clock, EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import { hashOf } from '../kernel/hash.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { bookTimes } from './bookTimes.ts';
import { settleOffer } from './offerTime.ts';
import { readSiteOffer } from './siteOffer.ts';
import {
  bookingLinksWrite,
  readWaitingHashes,
  type WaitingRecord,
  waitingWrites,
} from './waitingRepository.ts';
import { openWaiting, viewWaiting } from './waitingView.ts';

/** How often a request is decided anew when the entry changes under it. */
const TRIES = 3;

/**
 * Accepts the time that is kept for an entry: it is booked as by anybody, and the entry leaves the list in the same
 * transaction. Every link to the entry opens the booking too. Accepting twice is accepting once. Whoever is refused waits on,
 * at the same place: no offer has lapsed.
 */
export const acceptOffer: UseCase<(typeof bookingRoutes)['acceptOffer']> = async ({
  request,
  scope,
  clock,
}) => {
  for (let tried = 1; tried <= TRIES; tried++) {
    const opened = await openWaiting(scope, request.parameters.link, clock);
    if (!opened.ok) return opened;
    const { entry, secret } = opened.value;
    const site = await readSiteOffer(scope, { id: entry.siteId }, clock);
    if (!site) return fail(problem('link-not-found'));
    const next = nextWaiting(entry, 'ACCEPT');
    if (!next.ok) return fail(problem(next.error));
    if (entry.state === 'BOOKED') {
      return succeed({ body: await viewWaiting(scope, { entry, secret }, site.tenant, clock) });
    }
    const { offer, ...rest } = entry;
    if (!offer || offer.expiresAt * 60_000 <= clock.now()) return fail(problem('state-conflict'));
    const accepted: WaitingRecord = {
      ...rest,
      state: next.value,
      version: entry.version + 1,
      bookingId: offer.bookingId,
    };
    const links = [entry.secretHash, ...(await readWaitingHashes(scope, entry.id))];
    const booked = await bookTimes(
      scope,
      site,
      [
        {
          id: offer.bookingId,
          secretHash: entry.secretHash,
          contentHash: hashOf('waiting', entry.id),
          service: entry.service,
          staff: offer.staffId,
          start: offer.start,
          booker: entry,
          askedAt: offer.offeredAt,
          by: 'STREET',
          visitor: entry.visitor,
          waited: { since: entry.joinedAt, firstOffered: entry.passed[0] ?? offer.start },
        },
      ],
      clock,
      [...waitingWrites(scope, accepted), bookingLinksWrite(scope, offer.bookingId, links)],
    );
    if (booked.ok) {
      const stands = { entry: accepted, secret };
      return succeed({ body: await viewWaiting(scope, stands, site.tenant, clock) });
    }
    if (booked.error.type !== 'refused') continue;
    if (!(await fallThrough(scope, entry, offer.start, clock))) continue;
    // The hours changed, the time went to somebody all the same, or whoever waited has as many times as one may have.
    const isLimited = booked.error.conflicts.some(({ reason }) => reason === 'LIMIT_REACHED');
    return fail(problem(isLimited ? 'cap-reached' : 'time-taken'));
  }
  return fail(problem('state-conflict'));
};

/** Takes the offer of a time back that is not to be had; false when the entry changed meanwhile. */
async function fallThrough(
  scope: TenantScope,
  entry: WaitingRecord,
  start: EpochMinute,
  clock: Clock,
): Promise<boolean> {
  const next = nextWaiting(entry, 'FALL_THROUGH');
  if (!next.ok) return false;
  const { offer: _gone, ...rest } = entry;
  const fellThrough = [...entry.fellThrough, start];
  const waits = { ...rest, state: next.value, version: entry.version + 1, fellThrough };
  return settleOffer(scope, entry, waits, clock);
}
