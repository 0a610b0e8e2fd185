import { consentState } from '@ohjaamo/shared/kernel/consents.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { type CaseHead, hasReferralByLaw } from './repository.ts';

/** Whose referral is asked about, and the date in the tenant's zone. */
interface Asked {
  readonly clientId: ClientId;
  readonly organisation: string;
  readonly today: string;
}

/**
 * Whether what an organisation was given by a referral stands today: the young person agrees to something with it, or a referral that it
 * has accepted rests on a provision of law. A consent withdrawn a moment ago counts no more. One Query when no consent is in force.
 */
export async function referralStands(
  scope: TenantScope,
  consents: CaseHead['consents'],
  { clientId, organisation, today }: Asked,
): Promise<boolean> {
  const agreed = consents.some(
    (consent) => consent.to === organisation && consentState(consent, today) === 'IN_FORCE',
  );
  return agreed || hasReferralByLaw(scope, clientId, organisation);
}
