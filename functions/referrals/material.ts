import type { CaseCategory } from '@ohjaamo/shared/access/rules.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import type { SentPart } from '@ohjaamo/shared/referrals/views.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

/** What the case holds of the ticked categories beside contact details, as text that whoever receives it can read. */
export async function gatherMaterial(
  scope: TenantScope,
  client: ClientId,
  categories: readonly CaseCategory[],
): Promise<SentPart[]> {
  void [scope, client, categories];
  return Promise.resolve([]);
}
