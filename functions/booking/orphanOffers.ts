import type { BookingView } from '@ohjaamo/shared/booking/contract.ts';
import { type OfferedTime, nearestTimes } from '@ohjaamo/shared/booking/freeTimes.ts';
import { startWindow } from '@ohjaamo/shared/booking/offer.ts';
import { type Clock, formatOffsetDateTime } from '@ohjaamo/shared/kernel/time.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import type { BookingRecord } from './record.ts';
import { offeredService, readFreeTimes, readSiteOffer } from './siteOffer.ts';

/** How many times are proposed. */
const OFFERS = 3;

/**
 * The three free times nearest to the one that fell away, with the same worker first where that one is free then; empty when
 * there are none. Looked up when they are shown, so that what is proposed is free: names, plan and sheets.
 */
export async function offersFor(
  scope: TenantScope,
  record: BookingRecord,
  clock: Clock,
): Promise<NonNullable<BookingView['orphaned']>['offers']> {
  const offer = await readSiteOffer(scope, { id: record.siteId }, clock);
  const offered = offer && offeredService(offer, record.service, undefined, 'STREET', record.channel);
  if (!offer || !offered) return [];
  const window = startWindow(offered.service, clock.now());
  const { times } = await readFreeTimes(scope, offer, offered, window, { now: clock.now() / 60_000 });
  const { zone } = offer.tenant.profile;
  return nearestOf(times, record.start).map(({ start, staffIds }) => {
    const id = staffIds.find((each) => each === record.staffId) ?? staffIds[0] ?? record.staffId;
    return {
      start: formatOffsetDateTime(start, zone),
      end: formatOffsetDateTime(start + offered.service.lengthMinutes, zone),
      staff: { id, name: offer.tenant.staff.find((each) => each.id === id)?.name ?? '' },
    };
  });
}

/** The three nearest times on both sides, in the order of the calendar. */
export function nearestOf(times: readonly OfferedTime[], start: number): OfferedTime[] {
  const distance = (time: OfferedTime): number => Math.abs(time.start - start);
  return nearestTimes(times, start, OFFERS)
    .sort((one, other) => distance(one) - distance(other))
    .slice(0, OFFERS)
    .sort((one, other) => one.start - other.start);
}
