import type { PackedSheet } from '@ohjaamo/shared/booking/freeTimes.ts';
import { busyAt, gridStep, type OpenPeriod } from '@ohjaamo/shared/booking/offer.ts';
import { type Busy, encodeSheet, startOfWeek } from '@ohjaamo/shared/booking/sheet.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { weekdays } from '@ohjaamo/shared/kernel/codes.ts';
import { zoneAxisOfDays } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import { presences } from '@ohjaamo/shared/schedule/presence.ts';
import { plan, rule, service, worker } from '../support/schedule.ts';

/** The synthetic month that every figure of searching is measured on. */
export const COUNSELLORS = 30;
export const WEEKS = 4;
export const BOOKINGS = 4872;

const FIRST_WEEK = 2979;
const DAY = 1440;

export const counsellors: readonly StaffId[] = Array.from({ length: COUNSELLORS }, (_, index) =>
  worker(index + 1),
);

/** Half an hour and five minutes after it: thirteen times fit into a day, eight of which are taken. */
export const monthService = service('INDIV', {
  lengthMinutes: 30,
  bufferAfterMinutes: 5,
  noticeHours: 0,
  horizonDays: 28,
  staff: [...counsellors],
  hoursFor: 'EVERY',
});

export const monthPlan = plan({
  rules: counsellors.flatMap((who) =>
    weekdays.slice(0, 5).map((weekday) => rule(who, { weekday, start: '08:00', end: '16:00' })),
  ),
});

/** Monday 2027-02-01T00:00Z and the end of the fourth week after it. */
export const monthWindow = { earliest: startOfWeek(FIRST_WEEK), latest: startOfWeek(FIRST_WEEK + WEEKS) - 1 };

/** The month's open periods. */
export function monthPeriods(): OpenPeriod[] {
  const first = monthWindow.earliest / DAY;
  const axis = zoneAxisOfDays('Europe/Helsinki', first, first + 27);
  return presences(monthPlan, axis, first, first + 27).map(({ rule: { staffId }, start, end }) => ({
    staffId,
    start,
    end,
  }));
}

/** Bookings spread evenly over the grid: the same on every run. */
export function monthBookings(): Map<StaffId, Busy[]> {
  const step = gridStep(monthService);
  const all: { readonly staffId: StaffId; readonly busy: Busy }[] = [];
  for (const { staffId, start, end } of monthPeriods()) {
    for (let at = start; at + monthService.lengthMinutes <= end; at += step) {
      all.push({ staffId, busy: busyAt(monthService, at) });
    }
  }
  const taken = new Map<StaffId, Busy[]>();
  all.forEach(({ staffId, busy }, index) => {
    // Bresenham's line: BOOKINGS of them, evenly.
    const isTaken =
      Math.floor(((index + 1) * BOOKINGS) / all.length) > Math.floor((index * BOOKINGS) / all.length);
    if (isTaken)
      taken.set(
        staffId,
        [...(taken.get(staffId) ?? []), busy].sort((one, other) => one.start - other.start),
      );
  });
  return taken;
}

/** The bookings as packed sheets. */
export function monthSheets(bookings: ReadonlyMap<StaffId, readonly Busy[]>): PackedSheet[] {
  return [...bookings].flatMap(([staffId, all]) =>
    Array.from({ length: WEEKS }, (_, index) => {
      const week = FIRST_WEEK + index;
      const inWeek = all.filter(({ start }) => start >= startOfWeek(week) && start < startOfWeek(week + 1));
      return { id: staffId, week, busy: encodeSheet(week, inWeek) };
    }),
  );
}

/** The median of `rounds` runs in milliseconds, after as many to warm up. */
export function medianMilliseconds(rounds: number, work: () => unknown): number {
  for (let round = 0; round < rounds; round++) work();
  const times = Array.from({ length: rounds }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return median(times);
}

/** The medians of several works that take turns, so that a slower moment of the machine falls on all of them. */
export function mediansInTurn(rounds: number, works: readonly (() => unknown)[]): number[] {
  for (let round = 0; round < rounds; round++) for (const work of works) work();
  const times = works.map(() => [] as number[]);
  for (let round = 0; round < rounds; round++) {
    works.forEach((work, index) => {
      const started = performance.now();
      work();
      times[index]?.push(performance.now() - started);
    });
  }
  return times.map(median);
}

export function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
