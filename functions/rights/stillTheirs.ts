import { type ClientId, clientId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { PersonActor } from '@ohjaamo/shared/kernel/roles.ts';
import * as z from 'zod';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

const row = z.object({ ownPageFrom: z.string().optional(), mergedFrom: z.array(clientId).default([]) });

/**
 * Whether a session still opens the client it was begun for: not when the client is gone, nor when the identity code by which it
 * was begun has been taken out of the record since. Asked at every request, consistently: 1 read. Gives the records that are the
 * person's: the client's own, and those that were taken into it.
 */
export async function stillTheirs(
  scope: TenantScope,
  { clientId: own, since }: PersonActor,
): Promise<Result<ClientId[], Problem>> {
  const client = await scope.cases.get(scope.keys.client(own, 'CLIENT'), row);
  const isOver = !client || (client.ownPageFrom !== undefined && since <= Date.parse(client.ownPageFrom));
  return isOver ? fail(problem('session-required')) : succeed([own, ...client.mergedFrom]);
}
