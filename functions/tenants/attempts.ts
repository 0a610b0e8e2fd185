import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { countAttempt, FREE_FAILURES } from '@ohjaamo/shared/tenants/attempts.ts';
import { hashOf } from '../kernel/hash.ts';
import type { Visitor } from '../kernel/http/visitor.ts';
import type { Table } from '../kernel/table.ts';
import { readAttempts, saveAttempts } from './accessRepository.ts';

/**
 * Counts one step of signing in before it is checked, so that parallel guesses are all counted. Refused with the wait that is
 * left while the back-off lasts, and with a second when another attempt at the same address was counted at the very same time.
 */
export async function takeAttempt(
  platform: Table,
  addressHash: string,
  clock: Clock,
): Promise<Result<undefined, Problem>> {
  const before = await readAttempts(platform, addressHash);
  const counted = countAttempt(before, clock.now());
  if (!counted.ok) return refused(counted.error.waitMilliseconds);
  const saved = await saveAttempts(platform, addressHash, before, counted.value);
  return saved.ok ? succeed(undefined) : refused(1000);
}

function refused(milliseconds: number): Result<never, Problem> {
  return fail(problem('too-many-attempts', { retryAfterSeconds: milliseconds / 1000 }));
}

/** The failures that came from one network address on a day. */
export interface Failures {
  /** Refuses while the back-off lasts: whoever fails at many accounts waits as whoever fails at one. 1 read. */
  check(): Promise<Result<undefined, Problem>>;
  /** Counts one failure. What comes at the very same time may be counted as one: each account counts by itself. 1 read, 1 write. */
  count(): Promise<void>;
}

/** Opens the failures of a visitor. The address is kept as the hash of a day, which tells nobody who it was. */
export function failuresOf(platform: Table, visitor: Visitor, clock: Clock): Failures {
  const day = new Date(clock.now()).toISOString().slice(0, 10);
  const hash = hashOf(`visitor ${visitor(day)}`);
  return {
    async check() {
      const counted = countAttempt(await readAttempts(platform, hash), clock.now(), FREE_FAILURES);
      return counted.ok ? succeed(undefined) : refused(counted.error.waitMilliseconds);
    },
    async count() {
      const before = await readAttempts(platform, hash);
      const counted = countAttempt(before, clock.now(), FREE_FAILURES);
      if (counted.ok) await saveAttempts(platform, hash, before, counted.value);
    },
  };
}
