import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { countAttempt } from '@ohjaamo/shared/tenants/attempts.ts';
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
  const refused = (milliseconds: number) =>
    fail(problem('too-many-attempts', { retryAfterSeconds: milliseconds / 1000 }));
  if (!counted.ok) return refused(counted.error.waitMilliseconds);
  const saved = await saveAttempts(platform, addressHash, before, counted.value);
  return saved.ok ? succeed(undefined) : refused(1000);
}
