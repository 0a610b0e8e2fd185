import { dayChanges } from '@ohjaamo/shared/figures/facts.ts';
import type { OpenScope } from '../kernel/tenancy/scope.ts';
import { applyChanges, type ContactChange } from './repository.ts';

/**
 * Brings one change of a contact into the daily figures of its own tenant, exactly once. Redelivery is stopped by the
 * mark of the contact's revision; order does not matter, because each revision adds its own difference.
 */
export async function applyContactChange(
  openScope: OpenScope,
  { tenantId, before, after }: ContactChange,
): Promise<'APPLIED' | 'REPEATED'> {
  // A rewrite that is no new revision tells nothing new.
  if (before?.revision === after.revision) return 'REPEATED';
  const changes = dayChanges(before, after);
  if (changes.length === 0) return 'APPLIED';
  return applyChanges(openScope(tenantId, 'aggregator'), after.id, after.revision, changes);
}
