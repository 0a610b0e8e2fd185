import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { countAttempt } from '@ohjaamo/shared/tenants/attempts.ts';
import type { Table } from '../kernel/table.ts';
import { readAttempts, saveAttempts } from './accessRepository.ts';

/**
 * Counts one step of signing in before it is checked, so that parallel guesses are all counted. False when the back-off
 * lasts, or when another attempt at the same address was counted at the very same time.
 */
export async function attemptAllowed(platform: Table, addressHash: string, clock: Clock): Promise<boolean> {
  const before = await readAttempts(platform, addressHash);
  const counted = countAttempt(before, clock.now());
  if (!counted.ok) return false;
  return (await saveAttempts(platform, addressHash, before, counted.value)).ok;
}
