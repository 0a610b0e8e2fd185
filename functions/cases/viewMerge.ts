import type { Merging } from '@ohjaamo/shared/cases/searchRoutes.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { openTexts } from '../kernel/sealing.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { mergeKey, type MergeRow } from './mergeRepository.ts';
import { person, type ViewPlace } from './views.ts';

/** A merge as it is shown: whose record, when, by whom and why, and how much of it found no place here. */
export async function viewMerge(
  scope: TenantScope,
  into: ClientId,
  { id, from, displayName, at, by, state, kept, sealed }: MergeRow,
  { tenant }: ViewPlace,
): Promise<Merging> {
  const { reason = '' } = await openTexts(scope, { client: into, sk: mergeKey(id) }, sealed);
  return {
    id,
    from,
    ...(displayName !== undefined && { displayName }),
    at,
    by: person(tenant, by).name,
    reason,
    state,
    kept,
  };
}
