import { dayChanges } from '@ohjaamo/shared/figures/counters.ts';
import { ownChanges } from '@ohjaamo/shared/figures/ownWork.ts';
import type { OpenScope } from '../kernel/tenancy/scope.ts';
import { applyChanges } from './repository.ts';
import type { FactChange } from './streamRepository.ts';

/**
 * Brings one change of a fact into the daily figures of its own tenant, and into the own work of those who took part, exactly once. Redelivery is stopped by the
 * mark of the fact's revision; order does not matter, because each revision adds its own difference. A revision that adds nothing leaves
 * its mark too: a municipality that is taken in brings marks and figures with it before its facts, which must not count again.
 */
export async function applyFact(
  openScope: OpenScope,
  { tenantId, before, after }: FactChange,
): Promise<'APPLIED' | 'REPEATED'> {
  // A rewrite that is no new revision tells nothing new.
  if (before?.revision === after.revision) return 'REPEATED';
  return applyChanges(openScope(tenantId, 'aggregator'), after, [
    ...dayChanges(before?.counted, after.counted),
    ...ownChanges(before?.own ?? [], after.own),
  ]);
}
