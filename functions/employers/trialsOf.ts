import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { listTrials, readWishes } from './trialRepository.ts';

/** Everything about work that the service holds of a client, opened, for the person's own copy. 2 reads. */
export async function trialsOf(
  scope: TenantScope,
  client: ClientId,
): Promise<{ readonly wishes: object | null; readonly trials: readonly object[] }> {
  const [wishes, trials] = await Promise.all([readWishes(scope, client), listTrials(scope, client)]);
  return {
    wishes: wishes ?? null,
    trials: trials.map(({ head: { kind: _kind, ...head }, texts, days }) => ({
      ...head,
      ...texts,
      days: days.map(({ trialId: _trial, ...day }) => day),
    })),
  };
}
