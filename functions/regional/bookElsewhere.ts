import { localDate, resolveOffsetDateTime } from '@ohjaamo/shared/kernel/time.ts';
import type { OpeningId } from '@ohjaamo/shared/kernel/ids.ts';
import type { LocalizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import type { ResponseOf } from '@ohjaamo/shared/kernel/route.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import type { regionalRoutes } from '@ohjaamo/shared/regional/contract.ts';
import { opensOn, weekOfDate } from '@ohjaamo/shared/regional/opening.ts';
import { bookOpenly, freeTimesOf, searchFreeTimes, standingBookings } from '../booking/index.ts';
import type { ContextOf } from '../kernel/http/context.ts';
import type { Visitor } from '../kernel/http/visitor.ts';
import { pause } from '../kernel/pause.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { type Opened, reach, type RegionalPorts, timesOf } from './elsewhere.ts';
import { openingCheck, readUse, readUses, useWrite } from './repository.ts';
import type { TimesOpening, UseRow } from './rows.ts';
import { serviceOf } from './sisterServices.ts';

type Routes = typeof regionalRoutes;
type Body = ContextOf<Routes['bookSisterTime']>['request']['body'];

/** So often a booking is decided anew when somebody else's took a place of the week between. */
const TRIES = 8;

/**
 * The free times of an opening, of its dates and of weeks whose cap is not reached. Reads as a search of the giver's own, and a row for
 * each week that is shown.
 */
export async function timesElsewhere(
  ports: RegionalPorts,
  own: TenantScope,
  id: OpeningId,
  asked: { readonly from?: string | undefined; readonly days: number },
  clock: Clock,
): Promise<Result<{ readonly body: ResponseOf<Routes['searchSisterTimes']> }, Problem>> {
  const opened = timesOf(await reach(ports, own, id));
  const shown = opened && serviceOf(opened, clock);
  if (!opened || !shown || opened.opening.state !== 'OPEN') return fail(problem('not-found'));
  const { giver, opening, tenant } = opened;
  const from = [asked.from, opening.from]
    .filter((date) => date !== undefined)
    .sort()
    .at(-1);
  const [found, uses] = await Promise.all([
    searchFreeTimes(
      giver,
      { id: opening.site },
      { service: opening.service, staff: opening.staff, from, days: asked.days },
      'STREET',
      clock,
    ),
    readUses(giver, id, weekOfDate(dateOfDay(dayNumber(from ?? opening.from) - 7))),
  ]);
  if (!found.ok) return found;
  const full = await fullWeeks(opened, uses);
  const { zone } = tenant.profile;
  const times = found.value.times.filter(({ start }) => {
    const date = localDate(start, zone);
    return opensOn(opening, date) && !full.has(weekOfDate(date));
  });
  const { service, axis, to } = found.value;
  return succeed({
    body: {
      ...shown,
      searched: { from: found.value.from, to },
      times: freeTimesOf(times, service.lengthMinutes, axis),
    },
  });
}

/** The weeks of which no more times may be booked. Each booking of a week whose cap is reached is read: some may be cancelled. */
async function fullWeeks(
  { giver, opening }: Opened<TimesOpening>,
  uses: readonly UseRow[],
): Promise<Set<string>> {
  const full = await Promise.all(
    uses.map(async ({ sk, bookings }) => {
      if (bookings.length < opening.perWeek) return [];
      return (await standingBookings(giver, bookings)).length < opening.perWeek ? [] : [sk];
    }),
  );
  return new Set(full.flat());
}

/**
 * Books a time through an opening, by the giver's own rules: the booking stands there and nowhere else, with the name of the municipality
 * by way of which it was made. The opening as it was read, the week's cap and the booking are one transaction, so that two at one
 * moment cannot both have the last one, and nothing is booked through what was taken back. Reads as the giver's own booking, and 2
 * more; writes 2 units more. Of a week whose cap is reached each booking is read once more, because some may be cancelled.
 */
export async function bookElsewhere(
  ports: RegionalPorts,
  own: TenantScope,
  asked: { readonly id: OpeningId; readonly body: Body; readonly name: LocalizedText },
  { clock, visitor }: { readonly clock: Clock; readonly visitor: Visitor },
): Promise<Result<{ readonly body: ResponseOf<Routes['bookSisterTime']> }, Problem>> {
  const { id, body, name } = asked;
  for (let tried = 1; ; tried++) {
    const opened = timesOf(await reach(ports, own, id));
    if (!opened) return fail(problem('not-found'));
    const { giver, opening, tenant } = opened;
    const start = resolveOffsetDateTime(body.start, tenant.profile.zone);
    if (!start.ok) return fail(problem(start.error));
    const date = localDate(start.value, tenant.profile.zone);
    const place = await placeIn(opened, date, body.bookingId);
    if (!place.ok) return place;
    const { service, staff } = opening;
    const booked = await bookOpenly(
      giver,
      { id: opening.site },
      { ...body, service, ...(staff && { staff }) },
      {
        clock,
        visitor,
        through: { opening: id, name },
        writes: [openingCheck(giver, opening), useWrite(giver, id, place.value)],
      },
    );
    if (booked.ok || booked.error.type !== 'state-conflict' || tried === TRIES) return booked;
    await pause(tried);
  }
}

/** The week with this booking in it; a problem when the opening does not hold on the date, or its cap is reached. */
async function placeIn(
  { giver, opening }: Opened<TimesOpening>,
  date: string,
  booking: Body['bookingId'],
): Promise<Result<UseRow, Problem>> {
  const use = await readUse(giver, opening.id, weekOfDate(date));
  // What was booked before the opening ended is still the answer to the same request.
  if (use.bookings.includes(booking)) return succeed(use);
  if (!opensOn(opening, date)) {
    return fail(problem(opening.state === 'OPEN' ? 'time-not-offered' : 'not-found'));
  }
  const isFull = use.bookings.length >= opening.perWeek;
  const standing = isFull ? await standingBookings(giver, use.bookings) : use.bookings;
  if (standing.length >= opening.perWeek) return fail(problem('cap-reached'));
  return succeed({ ...use, bookings: [...standing, booking], made: use.made + 1 });
}
