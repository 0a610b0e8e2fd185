import { dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { type DutyShift, faultsOfShift, MOST_SHIFTS } from '@ohjaamo/shared/duty/shifts.ts';
import type { SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Service } from '@ohjaamo/shared/tenants/profile.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readSetup, setupWrite } from './repository.ts';
import { modeOfService } from './shifts.ts';

/** Shifts that a site is to have from a date on. */
interface ShiftsToTake {
  readonly site: SiteId;
  /** Absent for a site that has not opened yet: what was made before falls away there. */
  readonly from?: string;
  readonly shifts: readonly DutyShift[];
  /** Ids of shifts that were made of the same week before: they end. */
  readonly madeBefore: readonly string[];
  readonly services: readonly Service[];
}

/**
 * The site's shifts with others from a date on: those for services that the municipality gives on duty. One GetItem.
 *
 * @returns how many there would be of them, and the writes; no writes when nothing changes or there would be too many
 */
export async function shiftsToTake(
  scope: TenantScope,
  { site, from, shifts, madeBefore, services }: ShiftsToTake,
): Promise<{
  readonly version: number;
  readonly made: readonly DutyShift[];
  readonly writes: readonly Write[];
}> {
  const setup = await readSetup(scope, site);
  const made = shifts.filter(
    (shift) =>
      modeOfService[services.find(({ code }) => code === shift.service)?.bookingMode ?? ''] === shift.mode,
  );
  const ids = new Set<string>(made.map(({ id }) => id));
  const kept = setup.shifts
    .filter(({ id }) => !ids.has(id))
    .flatMap((shift) => (madeBefore.includes(shift.id) ? endedBefore(shift, from) : [shift]))
    .filter((shift) => shift.from === undefined || shift.to === undefined || shift.from <= shift.to);
  const all = [...kept, ...made];
  const isTooMuch = all.length > MOST_SHIFTS || made.some((each) => faultsOfShift(each, all).length > 0);
  if (isTooMuch) return { version: setup.version, made: [], writes: [] };
  const isSame = JSON.stringify(all) === JSON.stringify(setup.shifts);
  return {
    version: setup.version,
    made,
    writes: isSame ? [] : [setupWrite(scope, site, { ...setup, shifts: all })],
  };
}

/** A shift that ends the day before a date; nothing is left of it without one. */
function endedBefore(shift: DutyShift, from: string | undefined): DutyShift[] {
  if (from === undefined) return [];
  return [{ ...shift, to: earliest(shift.to, dateOfDay(dayNumber(from) - 1)) }];
}

function earliest(one: string | undefined, other: string): string {
  return one !== undefined && one < other ? one : other;
}
