import { minutesByArea, offeredByArea, type WorkDone } from '@ohjaamo/shared/duty/areas.ts';
import { workAreas } from '@ohjaamo/shared/kernel/workAreas.ts';
import { dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import { currentMinute, type EpochMinute, Temporal } from '@ohjaamo/shared/kernel/time.ts';
import { type AreaMinutes, noMinutes, promisedIn } from '@ohjaamo/shared/settings/agreement.ts';
import type { settingsRoutes, ShareRow } from '@ohjaamo/shared/settings/contract.ts';
import { readSiteTime, type SiteTime } from '../duty/index.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { readAgreements } from './agreementRepository.ts';
import { todayIn } from './changeAgreement.ts';

/**
 * Promised, offered and used minutes of each organisation's workers in one month, at all sites together. The present month is
 * counted to yesterday, so that all three are of the same days. Reads: 2 Queries, and `readSiteTime` for each site.
 */
export const readPromises: UseCase<(typeof settingsRoutes)['readPromises']> = async (context) => {
  const { scope, request, clock } = context;
  const [tenant, agreements] = await Promise.all([readWorkersTenant(scope), readAgreements(scope)]);
  const today = todayIn(tenant, clock);
  const month = request.query.month ?? today.slice(0, 7);
  const { from, to, begun } = daysOf(month, today);
  const dates = { from, to, contactsTo: begun ? to : '' };
  const sites =
    to < from ? [] : await Promise.all(tenant.sites.map(({ id }) => readSiteTime(scope, tenant, id, dates)));
  const now = currentMinute(clock);
  const counted = tenant.organisations.filter(
    ({ closedFrom }) => closedFrom === undefined || closedFrom > from,
  );
  const rows = counted.map(({ code, name, closedFrom }): ShareRow => {
    const members = tenant.staff.filter(({ organisation }) => organisation === code).map(({ id }) => id);
    const { days, ...promised } = promisedIn(
      agreements.find(({ organisation }) => organisation === code)?.decisions ?? [],
      dayNumber(from),
      // Whoever is closed promises nothing from that day on.
      closedFrom === undefined ? dayNumber(to) : Math.min(dayNumber(to), dayNumber(closedFrom) - 1),
    );
    const times = members.map((worker) => timeOf(worker, sites));
    return {
      organisation: { code, name },
      workers: members.length,
      ...(days > 0 && { promised }),
      promisedDays: days,
      offered: summed(times.map(({ offered }) => offered)),
      booked: times.reduce((sum, { booked }) => sum + booked, 0),
      ...(begun && { used: summed(times.map(({ used }) => used)) }),
      outcomes: outcomesOf(new Set(members), sites, now),
    };
  });
  return succeed({ body: { month, from, to, begun, rows } });
};

/** The days of a month that are counted; a month to come is counted whole, and nothing of it is used. */
function daysOf(month: string, today: string): { from: string; to: string; begun: boolean } {
  const from = `${month}-01`;
  const end = Temporal.PlainDate.from(from).add({ months: 1 }).subtract({ days: 1 }).toString();
  const yesterday = dateOfDay(dayNumber(today) - 1);
  const begun = from <= today;
  return { from, to: begun && yesterday < end ? yesterday : end, begun };
}

const STANDING = ['BOOKED', 'KEPT', 'NO_SHOW'];

/** A worker's time at all sites together; each minute counts once. A worker who joins a meeting gives time to it as well. */
function timeOf(
  worker: StaffId,
  sites: readonly SiteTime[],
): { offered: AreaMinutes; used: AreaMinutes; booked: number } {
  const meetings = sites.flatMap((site) => site.meetings.filter(({ leaders }) => leaders.includes(worker)));
  const own = sites.flatMap((site) =>
    site.bookings.filter((each) => each.staffId === worker || each.alongside.includes(worker)),
  );
  const done: WorkDone = {
    staffed: [],
    meetings,
    kept: own.filter(({ state }) => state === 'KEPT'),
    contacts: sites
      .flatMap((site) => site.contacts.filter(({ staffIds }) => staffIds.includes(worker)))
      .map(({ start, minutes, channel, bookingId }) => {
        return { start, end: start + minutes, channel, booked: bookingId !== undefined };
      }),
  };
  return {
    offered: offeredByArea({
      staffed: sites.flatMap((site) => site.staffed.filter(({ staffId }) => staffId === worker)),
      meetings,
    }),
    used: minutesByArea(done),
    booked: own
      .filter(({ state }) => STANDING.includes(state))
      .reduce((sum, { start, end }) => sum + end - start, 0),
  };
}

function summed(times: readonly AreaMinutes[]): Record<keyof AreaMinutes, number> {
  const sum = { ...noMinutes };
  for (const each of times) for (const area of workAreas) sum[area] += each[area];
  return sum;
}

/** Bookings of an organisation's workers that are over, and how many of them say whether the person came. */
function outcomesOf(
  members: ReadonlySet<StaffId>,
  sites: readonly SiteTime[],
  now: EpochMinute,
): ShareRow['outcomes'] {
  const over = sites
    .flatMap(({ bookings }) => bookings)
    .filter(({ staffId, state, end }) => members.has(staffId) && STANDING.includes(state) && end <= now);
  return { over: over.length, told: over.filter(({ state }) => state !== 'BOOKED').length };
}
