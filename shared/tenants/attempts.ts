import { fail, type Result, succeed } from '../kernel/result.ts';

/** Steps of signing in (a password, a code) that are free before each further one waits. */
export const FREE_ATTEMPTS = 10;
/**
 * Failures from one network address that are free. More than at one account, because a whole town hall may come from one, and fewer than
 * trying the common passwords at every worker of a municipality takes.
 */
export const FREE_FAILURES = 100;
const FIRST_WAIT = 30_000;
/** Short, because whoever knows an address can make its owner wait. */
const LONGEST_WAIT = 15 * 60_000;
/** Milliseconds after which old attempts are forgotten. */
export const ATTEMPTS_FORGOTTEN = 24 * 60 * 60_000;

/** The attempts at one account's address since the last success, or the failures from one network address. */
export interface Attempts {
  readonly count: number;
  readonly lastAt: number;
}

/**
 * Counts one attempt, or refuses it while the back-off lasts and says how long that is: after `free` of them the wait doubles from half a
 * minute to a quarter of an hour. A success forgets the count; a refused attempt does not prolong the wait.
 */
export function countAttempt(
  earlier: Attempts | undefined,
  now: number,
  free = FREE_ATTEMPTS,
): Result<Attempts, { readonly waitMilliseconds: number }> {
  if (!earlier || now - earlier.lastAt >= ATTEMPTS_FORGOTTEN) return succeed({ count: 1, lastAt: now });
  // A last attempt in the future means a clock that was set back: a wait of minutes must not become one of months.
  const until = earlier.lastAt + waitAfter(earlier.count, free);
  if (earlier.lastAt <= now && now < until) return fail({ waitMilliseconds: until - now });
  return succeed({ count: earlier.count + 1, lastAt: now });
}

function waitAfter(count: number, free: number): number {
  return count < free ? 0 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (count - free));
}
