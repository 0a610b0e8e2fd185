import { freeTimes } from '@ohjaamo/shared/booking/freeTimes.ts';
import { gridStep, type OpenPeriod } from '@ohjaamo/shared/booking/offer.ts';
import type { Busy } from '@ohjaamo/shared/booking/sheet.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { HELSINKI, Temporal, zonedMinute } from '@ohjaamo/shared/kernel/time.ts';
import type { Row } from './row.ts';
import {
  counsellors,
  medianMilliseconds,
  mediansInTurn,
  monthBookings,
  monthPeriods,
  monthService,
  monthSheets,
  monthWindow,
} from './workload.ts';

/** A search may take a three-hundredth of what one calendar object per time takes, and three times the barest loop. */
const GOAL_DATES = 1 / 300;
const GOAL_LOOP = 3;

/**
 * Four weeks of thirty counsellors: `search-4w-vs-loop` beside the barest integer loop over the same times, and
 * `search-4w-vs-dates` beside the same question asked with a Temporal object per time. All three must find the same
 * number of free times.
 */
export function searchBench(): Row[] {
  const bookings = monthBookings();
  const periods = monthPeriods();
  const sheets = monthSheets(bookings);
  const ours = (): number =>
    freeTimes(monthService, periods, sheets, monthWindow).reduce(
      (sum, { staffIds }) => sum + staffIds.length,
      0,
    );
  const loop = plainLoop(periods, bookings);
  const dates = calendarObjects(periods, bookings);
  if (ours() !== loop() || ours() !== dates()) throw new Error('The searches compared do not find the same');
  const [value = 0, reference = 0] = mediansInTurn(600, [ours, loop]);
  return [
    row('search-4w-vs-loop', value, reference, GOAL_LOOP),
    row('search-4w-vs-dates', value, medianMilliseconds(3, dates), GOAL_DATES),
  ];
}

function row(id: string, value: number, reference: number, goal: number | null): Row {
  const ratio = value / reference;
  return { id, value, unit: 'ms', reference, ratio, goal, ok: goal === null || ratio <= goal };
}

/** Sorted integers in, pairs of start and worker out: no buffers, nothing to unpack, nothing to sort. */
function plainLoop(
  periods: readonly OpenPeriod[],
  bookings: ReadonlyMap<StaffId, readonly Busy[]>,
): () => number {
  const step = gridStep(monthService);
  const length = monthService.lengthMinutes;
  const byWorker = counsellors.map((staffId) => ({
    periods: Int32Array.from(
      periods.filter((period) => period.staffId === staffId).flatMap(({ start, end }) => [start, end]),
    ),
    busy: Int32Array.from((bookings.get(staffId) ?? []).flatMap(({ start, end }) => [start, end])),
  }));
  return () => {
    const found: number[] = [];
    byWorker.forEach(({ periods: open, busy }, index) => {
      let at = 0;
      for (let period = 0; period < open.length; period += 2) {
        const last = (open[period + 1] ?? 0) - length;
        for (let start = open[period] ?? 0; start <= last; start += step) {
          while (at < busy.length && (busy[at + 1] ?? 0) <= start) at += 2;
          if (at === busy.length || (busy[at] ?? 0) >= start + length) found.push(start, index);
        }
      }
    });
    return found.length / 2;
  };
}

/** The way it is usually written: zoned calendar objects, compared with each other. */
function calendarObjects(
  periods: readonly OpenPeriod[],
  bookings: ReadonlyMap<StaffId, readonly Busy[]>,
): () => number {
  const compare = (one: Temporal.ZonedDateTime, other: Temporal.ZonedDateTime): number =>
    Temporal.ZonedDateTime.compare(one, other);
  const step = { minutes: gridStep(monthService) };
  const length = { minutes: monthService.lengthMinutes };
  const open = periods.map(({ staffId, start, end }) => ({
    start: zonedMinute(start, HELSINKI),
    end: zonedMinute(end, HELSINKI),
    busy: (bookings.get(staffId) ?? [])
      .filter((busy) => busy.start < end && start < busy.end)
      .map((busy) => ({ start: zonedMinute(busy.start, HELSINKI), end: zonedMinute(busy.end, HELSINKI) })),
  }));
  return () => {
    let found = 0;
    for (const period of open) {
      for (let start = period.start; ; start = start.add(step)) {
        const end = start.add(length);
        if (compare(end, period.end) > 0) break;
        const isTaken = period.busy.some(
          (busy) => compare(busy.start, end) < 0 && compare(start, busy.end) < 0,
        );
        if (!isTaken) found++;
      }
    }
    return found;
  };
}
