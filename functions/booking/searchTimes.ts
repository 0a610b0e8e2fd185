import { nearestTimes, type OfferedTime, seenBy } from '@ohjaamo/shared/booking/freeTimes.ts';
import { type BookedBy, startWindow, type StartWindow } from '@ohjaamo/shared/booking/offer.ts';
import type { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import type { MeetingChannel } from '@ohjaamo/shared/kernel/codes.ts';
import { dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import type { BookingId, StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { type Clock, currentMinute } from '@ohjaamo/shared/kernel/time.ts';
import { dayAt, startOfDay, type ZoneAxis } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import type { Service, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readPlan } from '../schedule/index.ts';
import {
  axisOf,
  bookableService,
  findTimes,
  offeredService,
  readSheetsElsewhere,
  readSheetsIn,
  readSiteForSearch,
  type SiteOfTenant,
  todayOf,
  type Where,
} from './siteOffer.ts';
import { bookingTag } from './tags.ts';
import { freeTimesOf } from './view.ts';

const DAY = 1440;
/** The last date that can be written with four digits of year. */
const LAST_DATE = '9999-12-31';
/** How many times of others are named on each side when a chosen worker has none. */
const OTHERS = 3;

/** What is searched for. */
export interface Search {
  readonly service: string;
  readonly staff?: StaffId | undefined;
  /** The service's first channel when absent. */
  readonly channel?: MeetingChannel | undefined;
  readonly from?: string | undefined;
  readonly days: number;
  /** The booking for which whoever asks keeps a time: that one is free to them. */
  readonly booking?: BookingId | undefined;
}

/** What was found. */
export interface FoundTimes {
  readonly service: Service;
  readonly staff: Tenant['staff'];
  readonly from: string;
  readonly to: string;
  readonly times: OfferedTime[];
  /** The nearest times of others when the chosen worker has none. */
  readonly others: OfferedTime[];
  readonly axis: ZoneAxis;
}

/**
 * The free times of a service at a site, by whoever gives it or by one worker. One Query of the sheets, at the same time as one of
 * the plan and the absences; before them one of names, services and rooms, unless this function read them in the last seconds; and a BatchGetItem
 * when some of the workers live at another site. A shown time can be booked; a time that can be booked is shown.
 */
export const searchTimes: UseCase<(typeof bookingRoutes)['searchTimes']> = async ({
  request,
  scope,
  clock,
}) => {
  const where = { slug: request.parameters.siteSlug };
  const found = await search(scope, where, request.query, 'STREET', clock);
  if (!found.ok) return found;
  const { service, staff, from, to, times, others, axis } = found.value;
  return succeed({
    body: {
      service: { code: service.code, name: service.name, lengthMinutes: service.lengthMinutes },
      staff: staff.map(({ id, name }) => ({ id, name })),
      from,
      to,
      times: freeTimesOf(times, service.lengthMinutes, axis),
      others: freeTimesOf(others, service.lengthMinutes, axis),
    },
  });
};

/** Searches the free times of a service at a site, for the street or for a worker who books for somebody. */
export async function search(
  scope: TenantScope,
  where: Where,
  { service: code, staff, channel, from: asked, days, booking }: Search,
  by: BookedBy,
  clock: Clock,
): Promise<Result<FoundTimes, Problem>> {
  const place = await readSiteForSearch(scope, where);
  const service = place && bookableService(place.tenant, code, by);
  if (!place || !service) return fail(problem('not-found'));
  if (channel && !service.channels.includes(channel)) return fail(problem('not-found'));
  const { window, axis, first, last } = spanOf(place, service, asked, days, by, clock);
  const [plan, near] = await Promise.all([
    readPlan(scope, place.site.id, todayOf(place, clock)),
    readSheetsIn(scope, place, window),
  ]);
  const offer = { ...place, plan };
  const offered = offeredService(offer, code, staff, by, channel);
  const everybody = staff === undefined ? offered : offeredService(offer, code, undefined, by, channel);
  if (!offered || !everybody) return fail(problem('not-found'));
  const far = await readSheetsElsewhere(scope, offer, everybody, window);
  const sheets = seenBy([...near, ...far], {
    now: clock.now() / 60_000,
    own: booking && bookingTag(booking),
  });
  const { times } = findTimes(offer, offered, window, sheets);
  const others =
    times.length === 0 && staff !== undefined
      ? nearestTimes(findTimes(offer, everybody, window, sheets).times, window.earliest, OTHERS * 2)
      : [];
  return succeed({
    service,
    staff: place.tenant.staff.filter(({ id }) =>
      (others.length > 0 ? everybody : offered).staffIds.includes(id),
    ),
    from: dateOfDay(first),
    to: dateOfDay(last),
    times,
    others,
    axis,
  });
}

/** The days that are searched, and the starts allowed on them. */
export function spanOf(
  place: SiteOfTenant,
  service: Service,
  asked: string | undefined,
  days: number,
  by: BookedBy,
  clock: Clock,
) {
  const now = currentMinute(clock);
  const today = dayAt(axisOf(place, now, now), now);
  const first = Math.max(today, asked === undefined ? today : dayNumber(asked));
  const last = Math.min(first + days - 1, dayNumber(LAST_DATE));
  const axis = axisOf(place, first * DAY, (last + 1) * DAY);
  const open = startWindow(service, clock.now(), by);
  const window: StartWindow = {
    earliest: Math.max(open.earliest, startOfDay(axis, first)),
    latest: Math.min(open.latest, startOfDay(axis, last + 1) - 1),
  };
  return { window, axis, first, last };
}
