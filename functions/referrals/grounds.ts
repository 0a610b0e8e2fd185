import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { consentGap } from '@ohjaamo/shared/referrals/ground.ts';
import { openOrganisations } from '@ohjaamo/shared/tenants/profile.ts';
import type { ConsentRow } from '../cases/index.ts';
import { readConsent } from '../cases/index.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { type Place, receiverOf } from './place.ts';
import type { ReferralRow } from './record.ts';
import type { Found } from './repository.ts';

/** Whether a consent carries the referral as it stands today. */
export function carries(consent: ConsentRow, referral: ReferralRow, place: Place): boolean {
  return consentGapOf(consent, referral, place) === undefined;
}

export function consentGapOf(consent: ConsentRow, referral: ReferralRow, place: Place) {
  const { from, categories } = referral;
  return consentGap(consent, { from, to: receiverOf(referral, place).code, categories }, place.today);
}

/**
 * Whether what a referral rests on holds at this moment: asked at sending and at every later look, consistently, so that a consent
 * withdrawn a moment ago shows nothing of the person. One read for a consent.
 */
export async function groundHolds(
  scope: TenantScope,
  client: ClientId,
  referral: ReferralRow,
  place: Place,
): Promise<boolean> {
  const { ground } = referral;
  if (!ground) return false;
  if ('provision' in ground) return true;
  const consent = await readConsent(scope, client, ground.consentId);
  return consent !== undefined && carries(consent, referral, place);
}

/**
 * Whether the receiver may be given something now: it works here still, what the referral rests on holds, and the processing of the
 * person's data is not restricted (GDPR article 18). One read for a consent.
 */
export async function mayBeGiven(scope: TenantScope, found: Found, place: Place): Promise<boolean> {
  const { person, referral } = found;
  const { to } = referral;
  const isThere =
    to.kind !== 'ORGANISATION' || openOrganisations(place.tenant).some(({ code }) => code === to.code);
  return isThere && person.restriction === undefined && groundHolds(scope, person.id, referral, place);
}

/** The consents that opened what is seen, for the log of use. */
export function consentsOf({ ground }: Pick<ReferralRow, 'ground'>): {
  readonly consents?: readonly string[];
} {
  return ground && 'consentId' in ground ? { consents: [ground.consentId] } : {};
}
