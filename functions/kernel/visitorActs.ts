import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { type Attempts, countAttempt } from '@ohjaamo/shared/tenants/attempts.ts';
import * as z from 'zod';
import type { Table } from './table.ts';
import type { Key } from './tenancy/key.ts';
import type { TenantScope } from './tenancy/scope.ts';

const DAY_SECONDS = 24 * 60 * 60;
const attemptsRecord = z.object({ count: z.int(), lastAt: z.int() });

/** The kinds of code that open something kept without a name. */
export type CodeKind = 'CODES' | 'MAP_CODES';

/** An attempt at a code that may be made; `wrong` counts it, when the code opens nothing. */
export interface CodeAttempt {
  readonly wrong: () => Promise<void>;
}

/**
 * Lets somebody try a code, or says how long to wait: after ten wrong ones in a day each further try waits, whether it is right or
 * wrong. A right code does not count: a whole school may have one address. `who` is the visitor of the day or a worker's id. One
 * consistent read; a wrong code costs one write.
 */
export async function attemptAtCode(
  scope: TenantScope,
  who: string,
  kind: CodeKind,
  now: number,
): Promise<Result<CodeAttempt, Problem>> {
  const before = await scope.work.get(scope.keys.attempts(who, kind), attemptsRecord);
  const counted = countAttempt(before, now);
  if (!counted.ok) {
    const retryAfterSeconds = counted.error.waitMilliseconds / 1000;
    return fail(problem('too-many-attempts', { retryAfterSeconds }));
  }
  return succeed({ wrong: () => saveWrongCodes(scope, who, kind, before, counted.value) });
}

/** Keeps the count, unless another was counted at the same time. */
async function saveWrongCodes(
  scope: TenantScope,
  who: string,
  kind: CodeKind,
  before: Attempts | undefined,
  after: Attempts,
): Promise<void> {
  await scope.work.update({
    Key: scope.keys.attempts(who, kind),
    UpdateExpression: 'SET #count = :count, lastAt = :at, expiresAtSeconds = :end',
    ConditionExpression: before ? '#count = :before' : 'attribute_not_exists(pk)',
    ExpressionAttributeNames: { '#count': 'count' },
    ExpressionAttributeValues: {
      ':count': after.count,
      ':at': after.lastAt,
      ':end': Math.ceil(after.lastAt / 1000) + 2 * DAY_SECONDS,
      ...(before && { ':before': before.count }),
    },
  });
}

/** Counts one act of the day, if it is not the `most`-th and one already: one write unit. `who` is the visitor of the day, or what else has a cap of its own. */
export async function countAct(
  scope: TenantScope,
  who: string,
  act: 'THREADS' | 'CALL_BACKS' | 'MAPS' | 'IDENTIFICATIONS' | 'FEEDBACK' | 'ACCESSIBILITY',
  most: number,
  now: number,
): Promise<boolean> {
  return countAt(scope.work, scope.keys.attempts(who, act), most, now);
}

/** Counts one act of the day at a key, if it is not the `most`-th and one already: one write unit. */
export async function countAt(table: Table, key: Key, most: number, now: number): Promise<boolean> {
  const done = await table.update({
    Key: key,
    UpdateExpression: 'SET expiresAtSeconds = :end ADD #count :one',
    ConditionExpression: 'attribute_not_exists(#count) OR #count < :most',
    ExpressionAttributeNames: { '#count': 'count' },
    ExpressionAttributeValues: { ':end': Math.ceil(now / 1000) + 2 * DAY_SECONDS, ':one': 1, ':most': most },
  });
  return done.ok;
}
