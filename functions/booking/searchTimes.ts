import { freeTimes } from '@ohjaamo/shared/booking/freeTimes.ts';
import { startWindow } from '@ohjaamo/shared/booking/offer.ts';
import type { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { currentMinute } from '@ohjaamo/shared/kernel/time.ts';
import { dayAt, startOfDay } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readPlan } from '../schedule/index.ts';
import { axisOf, bookableService, offeredService, periodsIn, readSheetsIn, readSite } from './siteOffer.ts';
import { freeTimeOf } from './view.ts';

const DAY = 1440;
/** The last date that can be written with four digits of year. */
const LAST_DATE = '9999-12-31';

/**
 * The free times of a service at a site, by whoever gives it or by one worker. Three Queries: names, then plan and sheets
 * at one time. A shown time can be booked; a time that can be booked is shown.
 */
export const searchTimes: UseCase<(typeof bookingRoutes)['searchTimes']> = async ({
  request,
  scope,
  clock,
}) => {
  const { service: code, staff, from: asked, days } = request.query;
  const place = await readSite(scope, { slug: request.parameters.siteSlug });
  const service = place && bookableService(place.tenant, code);
  if (!place || !service) return fail(problem('not-found'));
  const now = currentMinute(clock);
  const today = dayAt(axisOf(place, now, now + service.horizonDays * DAY), now);
  const first = Math.max(today, asked === undefined ? today : dayNumber(asked));
  const last = Math.min(first + days - 1, dayNumber(LAST_DATE));
  const axis = axisOf(place, first * DAY, (last + 1) * DAY);
  const open = startWindow(service, clock.now());
  const window = {
    earliest: Math.max(open.earliest, startOfDay(axis, first)),
    latest: Math.min(open.latest, startOfDay(axis, last + 1) - 1),
  };
  const [plan, sheets] = await Promise.all([
    readPlan(scope, place.site.id),
    readSheetsIn(scope, place, window),
  ]);
  const offer = { ...place, plan };
  const offered = offeredService(offer, code, staff);
  if (!offered) return fail(problem('not-found'));
  const times = freeTimes(service, periodsIn(offer, offered, window), sheets, window);
  return succeed({
    body: {
      service: { code, name: service.name, lengthMinutes: service.lengthMinutes },
      staff: place.tenant.staff
        .filter(({ id }) => offered.staffIds.includes(id))
        .map(({ id, name }) => ({ id, name })),
      from: dateOfDay(first),
      to: dateOfDay(last),
      times: times.map((time) => freeTimeOf(time, service.lengthMinutes, axis)),
    },
  });
};
