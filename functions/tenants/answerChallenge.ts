import { problem, type Problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { countAnswer } from '@ohjaamo/shared/tenants/challenge.ts';
import { hashOf } from '../kernel/hash.ts';
import type { Table } from '../kernel/table.ts';
import { type ChallengeRow, readChallenge, saveAnswer } from './accessRepository.ts';
import { unseal } from './secrets.ts';

/** A challenge whose answer has been counted and may now be checked. */
export interface OpenChallenge extends ChallengeRow {
  readonly hash: string;
  /** What Cognito must be handed back. */
  readonly unsealed: unknown;
}

/** Finds the challenge that a secret belongs to and counts one answer to it. */
export async function openChallenge(
  platform: Table,
  secret: string,
  purposes: readonly ChallengeRow['purpose'][],
  clock: Clock,
): Promise<Result<OpenChallenge, Problem>> {
  const hash = hashOf(secret);
  const found = await readChallenge(platform, hash);
  const counted = found && purposes.includes(found.purpose) ? countAnswer(found, clock.now()) : undefined;
  if (!counted?.ok) return fail(problem('challenge-expired'));
  const saved = await saveAnswer(platform, hash, counted.value);
  if (!saved.ok) return fail(problem('challenge-expired'));
  const unsealed = JSON.parse(unseal(secret, counted.value.sealed)) as unknown;
  return succeed({ ...counted.value, hash, unsealed });
}

/** The problem of a code that was not taken. */
export function codeProblem(reason: 'wrong-code' | 'session-over'): Problem {
  return problem(reason === 'wrong-code' ? 'credentials-rejected' : 'challenge-expired');
}
