import type { StaffId } from '../kernel/ids.ts';
import type { EpochMinute } from '../kernel/time.ts';

/** A time at which a worker cannot serve, and why. */
export interface BusyTime {
  readonly staffId: StaffId;
  readonly start: EpochMinute;
  readonly end: EpochMinute;
  /** `OWN_HOURS`: hours of the worker's own in a site's plan; `BOOKED`: a booking, a group or busy elsewhere. */
  readonly why: 'ABSENT' | 'OWN_HOURS' | 'BOOKED';
}

/** Why a worker cannot have a place. */
export type Obstacle = BusyTime['why'] | 'ALREADY_HERE' | 'OTHER_SHIFT' | 'WEEKLY_LIMIT';

interface Taken {
  readonly id: string;
  readonly day: number;
  readonly monday: number;
  readonly start: EpochMinute;
  readonly end: EpochMinute;
  readonly late: boolean;
}

/** What each worker's time is taken by: what was so before, and the turns given since. */
export class Takings {
  readonly #busy = new Map<StaffId, BusyTime[]>();
  readonly #turns = new Map<StaffId, Taken[]>();
  readonly #perWeek: number;

  constructor(busy: readonly BusyTime[], perWeek: number) {
    this.#perWeek = perWeek;
    for (const each of busy) {
      const own = this.#busy.get(each.staffId);
      if (own) own.push(each);
      else this.#busy.set(each.staffId, [each]);
    }
  }

  /** Whether an absence touches the time. */
  isAway(worker: StaffId, start: EpochMinute, end: EpochMinute): boolean {
    return this.#busyAt(worker, start, end).some(({ why }) => why === 'ABSENT');
  }

  /** Gives the worker a turn; who serves by own hours and is absent does not serve. */
  take(worker: StaffId, shift: Taken, standing: boolean): void {
    if (standing && this.isAway(worker, shift.start, shift.end)) return;
    const own = this.#turns.get(worker);
    if (own) own.push(shift);
    else this.#turns.set(worker, [shift]);
  }

  /** Why the worker cannot be given the place; `undefined` when nothing hinders. */
  obstacleOf(worker: StaffId, shift: Taken): Obstacle | undefined {
    const hindered = this.cannotStay(worker, shift);
    if (hindered) return hindered;
    const sameWeek = this.#turnsOf(worker).filter(({ monday }) => monday === shift.monday);
    return sameWeek.length >= this.#perWeek ? 'WEEKLY_LIMIT' : undefined;
  }

  /** Why a worker who has the place cannot keep it: absent, busy, or in two places at one time. */
  cannotStay(worker: StaffId, shift: Taken): Obstacle | undefined {
    const touching = this.#busyAt(worker, shift.start, shift.end).map(({ why }) => why);
    for (const why of ['ABSENT', 'OWN_HOURS', 'BOOKED'] as const) if (touching.includes(why)) return why;
    const turns = this.#turnsOf(worker);
    if (turns.some(({ id }) => id === shift.id)) return 'ALREADY_HERE';
    return turns.some((turn) => overlaps(turn, shift)) ? 'OTHER_SHIFT' : undefined;
  }

  /** Whether a late shift would follow another or be followed by one, on neighbouring days. */
  isLateNextTo(worker: StaffId, shift: Taken): boolean {
    return (
      shift.late && this.#turnsOf(worker).some(({ late, day }) => late && Math.abs(day - shift.day) === 1)
    );
  }

  #turnsOf(worker: StaffId): readonly Taken[] {
    return this.#turns.get(worker) ?? [];
  }

  #busyAt(worker: StaffId, start: EpochMinute, end: EpochMinute): BusyTime[] {
    return (this.#busy.get(worker) ?? []).filter((busy) => overlaps(busy, { start, end }));
  }
}

interface Stretch {
  readonly start: EpochMinute;
  readonly end: EpochMinute;
}

function overlaps(one: Stretch, other: Stretch): boolean {
  return one.start < other.end && other.start < one.end;
}
