import { nearestTimes } from '@ohjaamo/shared/booking/freeTimes.ts';
import { startWindow } from '@ohjaamo/shared/booking/offer.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import type { Clock, EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { axisOf, type OfferedService, readFreeTimes, type SiteOffer } from './siteOffer.ts';
import { freeTimesOf } from './view.ts';

/** How many free times are named before and after one that is taken. */
const NEAREST = 3;

/** The refusal of a time that somebody else has, with the nearest free ones on both sides. */
export async function timeTaken(
  scope: TenantScope,
  offer: SiteOffer,
  offered: OfferedService,
  start: EpochMinute,
  clock: Clock,
): Promise<Problem> {
  const window = startWindow(offered.service, clock.now());
  const { times } = await readFreeTimes(scope, offer, offered, window, { now: clock.now() / 60_000 });
  const axis = axisOf(offer, window.earliest, window.latest);
  return problem('time-taken', {
    // A read that lags a moment behind may still show the very time that was just refused.
    nearest: freeTimesOf(
      nearestTimes(
        times.filter((time) => time.start !== start),
        start,
        NEAREST,
      ),
      offered.service.lengthMinutes,
      axis,
    ),
  });
}
