import type { StaffId } from '../kernel/ids.ts';
import type { EpochMinute } from '../kernel/time.ts';

/** A worker who serves in turn. */
export interface TurnTaker {
  readonly staffId: StaffId;
  /** Share of full-time work, over 0 to 1: the weight of the turn. */
  readonly share: number;
  /** Basic skills the worker has. */
  readonly skills: readonly string[];
}

/** A shift that has been, or has been filled: who could have served, and who did. */
export interface ServedShift {
  readonly start: EpochMinute;
  readonly end: EpochMinute;
  /** Everybody whose turn it could have been when it was filled. */
  readonly pool: readonly StaffId[];
  readonly turns: readonly StaffId[];
}

/** How far a worker has come with the turns. Minutes. */
export interface Account {
  readonly served: number;
  /** What a fair turn would have given: of every shift that the worker was there for, the part of the worker's share. */
  readonly expected: number;
  /** End of the latest turn, if there was one. */
  readonly lastTurn: EpochMinute | undefined;
}

/** Who was away when; only absences excuse from a turn. */
export type IsAway = (worker: StaffId, start: EpochMinute, end: EpochMinute) => boolean;

/** The weight of somebody who served once and is no longer among the workers. */
const SHARE_OF_LEAVERS = 1;

/**
 * The ledger of turns. Each served shift is divided, in proportion to their shares of work, among those of its pool who were
 * not absent: that is what was expected of each. Who was absent owes nothing for it and gains nothing by it. The sum of what
 * was expected equals the sum of what was served, as long as only members of the pool serve.
 */
export class Ledger {
  readonly #accounts = new Map<StaffId, Account>();
  readonly #shares: ReadonlyMap<StaffId, number>;
  readonly #isAway: IsAway;

  constructor(workers: readonly TurnTaker[], isAway: IsAway) {
    this.#shares = new Map(workers.map(({ staffId, share }) => [staffId, share]));
    this.#isAway = isAway;
  }

  /** Writes a served shift into the accounts; shifts are written in the order of their starts. */
  record({ start, end, pool, turns }: ServedShift): void {
    const minutes = end - start;
    // In one order whatever order they come in: sums of fractions depend on it.
    const there = [...new Set(pool)].filter((worker) => !this.#isAway(worker, start, end)).sort();
    const weight = there.reduce((sum, worker) => sum + this.#shareOf(worker), 0);
    for (const worker of there) {
      const part = (minutes * turns.length * this.#shareOf(worker)) / weight;
      this.#change(worker, ({ expected, ...rest }) => ({ ...rest, expected: expected + part }));
    }
    for (const worker of turns) {
      this.#change(worker, ({ served, expected }) => ({ expected, served: served + minutes, lastTurn: end }));
    }
  }

  accountOf(worker: StaffId): Account {
    return this.#accounts.get(worker) ?? { served: 0, expected: 0, lastTurn: undefined };
  }

  /**
   * Minutes of full-time work that the worker owes the others (less than zero: has served ahead), in whole thousandths, so
   * that fractions that ought to be equal are.
   */
  owed(worker: StaffId): number {
    const { served, expected } = this.accountOf(worker);
    return Math.round(((expected - served) / this.#shareOf(worker)) * 1000) / 1000;
  }

  #shareOf(worker: StaffId): number {
    return this.#shares.get(worker) ?? SHARE_OF_LEAVERS;
  }

  #change(worker: StaffId, how: (account: Account) => Account): void {
    this.#accounts.set(worker, how(this.accountOf(worker)));
  }
}
