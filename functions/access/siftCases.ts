import { relationOf, type TeamMember } from '@ohjaamo/shared/access/question.ts';
import type { CaseAction, CaseCategory } from '@ohjaamo/shared/access/rules.ts';
import type { AccessPurpose } from '@ohjaamo/shared/kernel/accessPurposes.ts';
import type { TenantActor } from '@ohjaamo/shared/kernel/roles.ts';
import { readTenant } from '../tenants/index.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { policies } from './policies.ts';
import { readWorker } from './repository.ts';

/** What decides whether somebody may know of a client, from the client's own row. */
interface Sifted {
  readonly team: readonly TeamMember[];
  readonly receivers: readonly string[];
  readonly shielded: boolean;
}

/** Whether the policies show a part of a client's case to whoever asks, or allow another act on it. */
export type MaySee = (client: Sifted, category: CaseCategory, action?: CaseAction) => boolean;

/**
 * The policies over many clients at once, for a list that a search found: the same questions as for one case, without the consents,
 * which open parts of a case and never the fact that there is one. 1 read unit beside the tenant's names.
 */
export async function siftCases(
  scope: TenantScope,
  actor: TenantActor,
  purpose: AccessPurpose,
): Promise<MaySee> {
  const [{ decide }, worker, tenant] = await Promise.all([
    policies(),
    readWorker(scope, actor.staffId),
    scope.recently('tenant', () => readTenant(scope)),
  ]);
  if (!worker || !tenant) return () => false;
  const { organisation } = worker;
  const ofController = tenant.organisations.some(({ code, runsSites }) => code === organisation && runsSites);
  return ({ team, receivers, shielded }, category, action = 'VIEW') =>
    decide({
      ...{ action, category, roles: actor.roles, ofController, purpose, shielded },
      relation: relationOf({ staffId: actor.staffId, organisation }, team, receivers),
      ...{ ownRecord: false, consented: false, widensOwnRights: false },
    }).allowed;
}
