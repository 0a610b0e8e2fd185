import { startWindow } from '@ohjaamo/shared/booking/offer.ts';
import type { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { currentMinute } from '@ohjaamo/shared/kernel/time.ts';
import { dayAt, startOfDay } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { axisOf, offeredService, readFreeTimes, readSiteOffer } from './siteOffer.ts';
import { freeTimeOf } from './view.ts';

const DAY = 1440;
/** The last date that can be written with four digits of year. */
const LAST_DATE = '9999-12-31';

/**
 * The free times of a service at a site, by whoever gives it or by one worker. Three Queries: names, plan, sheets.
 * A shown time can be booked; a time that can be booked is shown.
 */
export const searchTimes: UseCase<(typeof bookingRoutes)['searchTimes']> = async ({
  request,
  scope,
  clock,
}) => {
  const { service: code, staff, from: asked, days } = request.query;
  const offer = await readSiteOffer(scope, { slug: request.parameters.siteSlug });
  const offered = offer && offeredService(offer, code, staff);
  if (!offer || !offered) return fail(problem('not-found'));
  const { service, staffIds } = offered;
  const now = currentMinute(clock);
  const nowAxis = axisOf(offer, now, now + service.horizonDays * DAY);
  const today = dayAt(nowAxis, now);
  const first = Math.max(today, asked === undefined ? today : dayNumber(asked));
  const last = Math.min(first + days - 1, dayNumber(LAST_DATE));
  const axis = axisOf(offer, first * DAY, (last + 1) * DAY);
  const window = startWindow(service, clock.now());
  const times = await readFreeTimes(scope, offer, offered, {
    earliest: Math.max(window.earliest, startOfDay(axis, first)),
    latest: Math.min(window.latest, startOfDay(axis, last + 1) - 1),
  });
  return succeed({
    body: {
      service: { code, name: service.name, lengthMinutes: service.lengthMinutes },
      staff: offer.tenant.staff
        .filter(({ id }) => staffIds.includes(id))
        .map(({ id, name }) => ({ id, name })),
      from: dateOfDay(first),
      to: dateOfDay(last),
      times: times.map((time) => freeTimeOf(time, service.lengthMinutes, axis)),
    },
  });
};
