import { fail, type Result, succeed } from '../kernel/result.ts';

/** Steps of signing in (a password, a code) that are free before each further one waits. */
export const FREE_ATTEMPTS = 10;
const FIRST_WAIT = 30_000;
/** Short, because whoever knows an address can make its owner wait. */
const LONGEST_WAIT = 15 * 60_000;
/** Milliseconds after which old attempts are forgotten. */
export const ATTEMPTS_FORGOTTEN = 24 * 60 * 60_000;

/** The attempts at one address since the last success. */
export interface Attempts {
  readonly count: number;
  readonly lastAt: number;
}

/**
 * Counts one attempt, or refuses it while the back-off lasts and says how long that is: after {@link FREE_ATTEMPTS} the wait doubles from half a
 * minute to a quarter of an hour. A success forgets the count; a refused attempt does not prolong the wait.
 */
export function countAttempt(
  earlier: Attempts | undefined,
  now: number,
): Result<Attempts, { readonly waitMilliseconds: number }> {
  if (!earlier || now - earlier.lastAt >= ATTEMPTS_FORGOTTEN) return succeed({ count: 1, lastAt: now });
  // A last attempt in the future means a clock that was set back: a wait of minutes must not become one of months.
  const waits = earlier.lastAt <= now && now < earlier.lastAt + waitAfter(earlier.count);
  if (waits) return fail({ waitMilliseconds: earlier.lastAt + waitAfter(earlier.count) - now });
  return succeed({ count: earlier.count + 1, lastAt: now });
}

function waitAfter(count: number): number {
  return count < FREE_ATTEMPTS ? 0 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (count - FREE_ATTEMPTS));
}
