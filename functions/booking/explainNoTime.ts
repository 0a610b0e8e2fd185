import type { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { type DayExplanation, explainDay } from '@ohjaamo/shared/booking/explain.ts';
import { seenBy } from '@ohjaamo/shared/booking/freeTimes.ts';
import { type BookedBy, isBookable, opensTo, startWindow } from '@ohjaamo/shared/booking/offer.ts';
import { type DayNumber, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import {
  dayAt,
  formatOnAxis,
  startOfDay,
  type ZoneAxis,
  zoneAxisOfDays,
} from '@ohjaamo/shared/kernel/zoneAxis.ts';
import { explainHours } from '@ohjaamo/shared/schedule/explainHours.ts';
import type { WeeklyRule } from '@ohjaamo/shared/schedule/plan.ts';
import type { Service } from '@ohjaamo/shared/tenants/profile.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { workerFor } from './deskBooking.ts';
import { offeredService, openings, readSheetsFor, readSiteOffer, type SiteOffer } from './siteOffer.ts';

/**
 * Why a service has no time on a day, worker by worker: as the street sees it, with notice and horizon, or as a worker does when
 * the street may not book the service at all. Whoever gives the service is explained, with hours at the site or without; who lends time sees the own day only. Names,
 * plan, absences, and the sheets of the day's week: three Queries, and a BatchGetItem when some live at another site.
 */
export const explainNoTime: UseCase<(typeof bookingRoutes)['explainNoTime']> = async ({
  scope,
  request,
  actor,
  clock,
}) => {
  const { site, service: code, date } = request.query;
  const wanted = workerFor(actor, request.query.staff);
  if (!wanted) return fail(problem('not-found'));
  const { staff } = wanted;
  const offer = await readSiteOffer(scope, { id: site }, clock);
  const service = offer?.tenant.services.find((each) => each.code === code && isBookable(each, 'DESK'));
  if (!offer || !service) return fail(problem('not-found'));
  const by: BookedBy = isBookable(service) ? 'STREET' : 'DESK';
  const giving = new Set([...service.staff, ...(offeredService(offer, code, undefined, by)?.staffIds ?? [])]);
  const workers = offer.tenant.staff.filter(
    ({ id }) => giving.has(id) && (staff === undefined || id === staff),
  );
  if (workers.length === 0) return fail(problem('not-found'));
  const day = dayNumber(date);
  const axis = zoneAxisOfDays(offer.tenant.profile.zone, day, day);
  const explain = await explainer(scope, offer, service, { day, axis, by, clock });
  const at = (minute: number): string => formatOnAxis(axis, minute);
  return succeed({
    body: {
      date,
      service: { code, name: service.name, lengthMinutes: service.lengthMinutes },
      workers: workers.map(({ id, name }) => {
        const { free, reasons } = explain(id);
        return {
          staffId: id,
          staffName: name,
          ...(free !== undefined && { free: at(free) }),
          reasons: reasons.map(({ reason, start, end }) => ({
            reason,
            ...(start !== undefined && { start: at(start) }),
            ...(end !== undefined && { end: at(end) }),
          })),
        };
      }),
    },
  });
};

/** Reads what the day's search would read, and explains one worker's day by it. */
async function explainer(
  scope: TenantScope,
  offer: SiteOffer,
  service: Service,
  {
    day,
    axis,
    by,
    clock,
  }: { readonly day: DayNumber; readonly axis: ZoneAxis; readonly by: BookedBy; readonly clock: Clock },
): Promise<(worker: StaffId) => DayExplanation> {
  const offered = offeredService(offer, service.code, undefined, by);
  const ofDay = { earliest: startOfDay(axis, day), latest: startOfDay(axis, day + 1) - 1 };
  const stored = offered ? await readSheetsFor(scope, offer, offered, ofDay) : [];
  const question = {
    service,
    window: startWindow(service, clock.now(), by),
    sheets: seenBy(stored, { now: clock.now() / 60_000 }),
    rooms: offered?.rooms?.map(({ parts }) => parts.map(({ id }) => id)),
    alongside: offered && openings(offer, offered, axis, day, day).alongside,
    dayOf: (minute: number): DayNumber => dayAt(axis, minute),
  };
  const opens = (rule: WeeklyRule): boolean => opensTo(rule, service, offer.tenant.services, by);
  return (worker) => {
    const hours = explainHours(offer.plan, axis, day, { worker, opens, restriction: service.hours });
    return explainDay({ worker, hours, question });
  };
}
