import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { stepBack } from '@ohjaamo/shared/plans/changes.ts';
import { cameWith } from '@ohjaamo/shared/plans/cameWith.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readLivingPlan, readVersionsAfter } from './repository.ts';

/**
 * What came into a client's plan from the plan of another record that was taken in and let go again, and still stands: goals,
 * actions and support persons, however they were changed since, and what was said about the whole plan. In the words that stand, to be
 * gone through and taken out. Nothing when no plan was joined. 2 Queries.
 */
export async function planCameFrom(scope: TenantScope, client: ClientId, other: ClientId): Promise<string[]> {
  const versions = await readVersionsAfter(scope, client, 0);
  const joined = versions.find(({ row }) => row.took?.includes(other));
  if (!joined) return [];
  const { own } = await readLivingPlan(scope, client);
  const since = versions.filter(({ row }) => row.version > joined.row.version).map(({ before }) => before);
  const after = stepBack(own, since);
  return cameWith({ before: stepBack(after, [joined.before]), after, now: own });
}
