import type { Merging } from '@ohjaamo/shared/cases/searchRoutes.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { openTexts } from '../kernel/sealing.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import type { CaseAccess } from '../kernel/caseAccess.ts';
import { planCameFrom } from '../plans/index.ts';
import { keptRows } from './mergeMovement.ts';
import { mergeKey, type MergeRow } from './mergeRepository.ts';
import { person, type ViewPlace } from './views.ts';

/**
 * A merge as it is shown: whose record, when, by whom and why, what of it found no place here, and once the two are apart, what is to be
 * gone through; of the plan, to whoever sees the plan.
 */
export async function viewMerge(
  scope: TenantScope,
  into: ClientId,
  { id, from, displayName, at, by, state, kept, look, sealed }: MergeRow,
  { tenant }: ViewPlace,
  access: CaseAccess,
): Promise<Merging> {
  const { reason = '' } = await openTexts(scope, { client: into, sk: mergeKey(id) }, sealed);
  const apart = state === 'UNMERGED';
  const seesPlan = access.may('VIEW', { category: 'SHARED_PLAN' });
  const planParts = apart && seesPlan && look.includes('PLAN') ? await planCameFrom(scope, into, from) : [];
  const client = access.head.find((row) => row['kind'] === 'CLIENT');
  const stands = {
    SHIELD: client?.['shielded'] === true,
    PROHIBITION: client?.['guardianProhibitedAt'] !== undefined,
    PLAN: planParts.length > 0,
  };
  return {
    ...{
      id,
      from,
      ...(displayName !== undefined && { displayName }),
      at,
      by: person(tenant, by).name,
      reason,
      state,
      kept,
    },
    keptRows: state === 'MERGED' && kept > 0 ? await keptRows(scope, from) : [],
    look: apart ? look.filter((what) => stands[what]) : [],
    planParts,
  };
}
