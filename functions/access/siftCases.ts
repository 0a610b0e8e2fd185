import { relationOf, restsOnReferral, type TeamMember } from '@ohjaamo/shared/access/question.ts';
import type { CaseAction, CaseCategory } from '@ohjaamo/shared/access/rules.ts';
import type { AccessPurpose } from '@ohjaamo/shared/kernel/accessPurposes.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import type { StandingRestriction } from '@ohjaamo/shared/kernel/restriction.ts';
import type { TenantActor } from '@ohjaamo/shared/kernel/roles.ts';
import { type Clock, currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import { readTenant } from '../tenants/index.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { policies } from './policies.ts';
import { referralStands } from './referralStands.ts';
import { readConsentHeads, readWorker } from './repository.ts';

/** What decides whether somebody may know of a client, from the client's own row. */
interface Sifted {
  readonly id: ClientId;
  readonly team: readonly TeamMember[];
  readonly receivers: readonly string[];
  readonly shielded: boolean;
  readonly restriction?: StandingRestriction | undefined;
}

/** Whether the policies show a part of a client's case to whoever asks, or allow another act on it. */
export type MaySee = (client: Sifted, category: CaseCategory, action?: CaseAction) => boolean;

/** Judges the clients of a list; of any other it shows nothing that rests on a referral. */
export type Sift = (clients: readonly Sifted[]) => Promise<MaySee>;

/** Who asks, why, and when. */
interface Sifting {
  readonly actor: TenantActor;
  readonly purpose: AccessPurpose;
  readonly clock: Clock;
}

/**
 * The policies over many clients at once, for a list: the same questions as for one case. Consents open no part of a case here, but
 * whoever knows of a client by a referral alone finds that one only while it stands. 1 read unit beside the tenant's names, and a Query
 * for each client of a referral.
 */
export async function siftCases(scope: TenantScope, { actor, purpose, clock }: Sifting): Promise<Sift> {
  const [{ decide }, worker, tenant] = await Promise.all([
    policies(),
    readWorker(scope, actor.staffId),
    scope.recently('tenant', () => readTenant(scope)),
  ]);
  if (!worker || !tenant) return () => Promise.resolve(() => false);
  const { organisation } = worker;
  const ofController = tenant.organisations.some(({ code, runsSites }) => code === organisation && runsSites);
  const today = localDate(currentMinute(clock), tenant.profile.zone);
  const asking = { staffId: actor.staffId, organisation };
  return async (clients) => {
    const asked = clients.filter(({ team, receivers }) => restsOnReferral(asking, team, receivers));
    const judged = asked.map(async ({ id }) => {
      const consents = await readConsentHeads(scope, id);
      return (await referralStands(scope, consents, { clientId: id, organisation, today })) ? [id] : [];
    });
    const standing = new Set((await Promise.all(judged)).flat());
    return ({ id, team, receivers, shielded, restriction }, category, action = 'VIEW') =>
      decide({
        ...{ action, category, roles: actor.roles, ofController, purpose, shielded },
        restricted: restriction !== undefined,
        relation: relationOf(asking, team, receivers, standing.has(id)),
        ...{ ownRecord: false, consented: false, widensOwnRights: false },
      }).allowed;
  };
}
