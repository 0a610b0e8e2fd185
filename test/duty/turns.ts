import type { ComingShift, FilledShift, FillInput } from '@ohjaamo/shared/duty/fill.ts';
import type { TurnTaker } from '@ohjaamo/shared/duty/ledger.ts';
import type { BusyTime } from '@ohjaamo/shared/duty/takings.ts';
import { mondayOf } from '@ohjaamo/shared/kernel/dates.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { worker } from '../support/schedule.ts';

/** Monday 2027-02-01. */
const FIRST_DAY = 20_850;
const HOUR = 60;

export function turnTaker(number: number, parts: Partial<TurnTaker> = {}): TurnTaker {
  return { staffId: worker(number), share: 1, skills: [], ...parts };
}

export function team(size: number): TurnTaker[] {
  return Array.from({ length: size }, (_, index) => turnTaker(index + 1));
}

/** A shift of four hours from noon with open places, `dayIndex` days after Monday 2027-02-01. */
export function shiftOn(
  dayIndex: number,
  pool: readonly TurnTaker[],
  places: number,
  parts: Partial<ComingShift> = {},
): ComingShift {
  const day = FIRST_DAY + dayIndex;
  const start = day * 24 * HOUR + 12 * HOUR;
  return {
    id: `shift-${String(day)}`,
    day,
    monday: mondayOf(day),
    start,
    end: start + 4 * HOUR,
    late: false,
    pool: pool.map(({ staffId }) => staffId),
    skills: [],
    standing: [],
    places: Array.from({ length: places }, () => undefined),
    ...parts,
  };
}

/** The shifts of the working days of some weeks. */
export function weeksOf(
  weeks: number,
  pool: readonly TurnTaker[],
  places: number,
  parts: Partial<ComingShift> = {},
): ComingShift[] {
  return Array.from({ length: weeks * 7 }, (_, index) => index)
    .filter((index) => index % 7 < 5)
    .map((index) => shiftOn(index, pool, places, parts));
}

export function input(parts: Partial<FillInput>): FillInput {
  return { workers: [], served: [], coming: [], busy: [], perWeek: 14, ...parts };
}

export function away(who: StaffId, shift: Pick<ComingShift, 'start' | 'end'>): BusyTime {
  return { staffId: who, start: shift.start, end: shift.end, why: 'ABSENT' };
}

export function staffOf(shift: FilledShift): (StaffId | undefined)[] {
  return shift.places.map(({ choice }) => choice?.staffId);
}

/** Minutes of rota places by worker. */
export function minutesServed(coming: readonly ComingShift[], filled: readonly FilledShift[]) {
  const minutes = new Map<StaffId, number>();
  filled.forEach((shift, index) => {
    const { start = 0, end = 0 } = coming[index] ?? {};
    for (const who of staffOf(shift)) if (who) minutes.set(who, (minutes.get(who) ?? 0) + end - start);
  });
  return minutes;
}
