import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { PersonActor } from '@ohjaamo/shared/kernel/roles.ts';
import * as z from 'zod';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

const row = z.object({ ownPageFrom: z.string().optional() });

/**
 * Whether a session still opens the client it was begun for: not when the client is gone, nor when the identity code by which it
 * was begun has been taken out of the record since. Asked at every request, consistently: 1 read.
 */
export async function stillTheirs(
  scope: TenantScope,
  { clientId, since }: PersonActor,
): Promise<Result<void, Problem>> {
  const client = await scope.cases.get(scope.keys.client(clientId, 'CLIENT'), row);
  const isOver = !client || (client.ownPageFrom !== undefined && since <= Date.parse(client.ownPageFrom));
  return isOver ? fail(problem('session-required')) : succeed(undefined);
}
