import { Ledger } from '@ohjaamo/shared/duty/ledger.ts';
import type { PlaceId, RotaWeek } from '@ohjaamo/shared/duty/rota.ts';
import { type Obstacle, Takings } from '@ohjaamo/shared/duty/takings.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { comingOf, comingShift, servedOf, type Situation } from './situation.ts';

/**
 * The places of coming shifts whose worker cannot serve after all, and why: absent, busy, or in two places at one time (then
 * the later place is named).
 */
export function troublesOf(situation: Situation): ReadonlyMap<PlaceId, Obstacle> {
  const takings = new Takings(situation.busy, Number.POSITIVE_INFINITY);
  const shifts = situation.weeks
    .flatMap((week) => week.shifts)
    .filter(({ start }) => start >= situation.now)
    .map((shift) => ({ shift, taken: comingShift(shift) }));
  for (const { shift, taken } of shifts)
    for (const worker of shift.standing) takings.take(worker, taken, true);
  const found = new Map<PlaceId, Obstacle>();
  for (const { shift, taken } of shifts) {
    for (const { id, staffId } of shift.places) {
      if (staffId === undefined) continue;
      const trouble = takings.cannotStay(staffId, taken);
      if (trouble) found.set(id, trouble);
      else takings.take(staffId, taken, false);
    }
  }
  return found;
}

/** The same situation with another state of some of its weeks. */
export function withWeeks(situation: Situation, changed: readonly RotaWeek[]): Situation {
  const byWeek = new Map(changed.map((week) => [week.week, week]));
  return { ...situation, weeks: situation.weeks.map((week) => byWeek.get(week.week) ?? week) };
}

/** How far each worker of the pools has come with the turns, the weeks looked at included. Minutes, rounded. */
export function balancesOf(situation: Situation): { staffId: StaffId; served: number; expected: number }[] {
  const { busy, workers } = situation;
  const takings = new Takings(busy, Number.POSITIVE_INFINITY);
  const ledger = new Ledger(workers, (worker, start, end) => takings.isAway(worker, start, end));
  const served = servedOf(situation);
  const coming = comingOf(situation).map((shift) => ({
    ...shift,
    turns: [...shift.standing, ...shift.places.filter((worker) => worker !== undefined)],
  }));
  for (const shift of [...served, ...coming]) ledger.record(shift);
  const pool = new Set([...served, ...coming].flatMap((shift) => shift.pool));
  return workers
    .filter(({ staffId }) => pool.has(staffId))
    .map(({ staffId }) => {
      const { served: minutes, expected } = ledger.accountOf(staffId);
      return { staffId, served: minutes, expected: Math.round(expected) };
    });
}
