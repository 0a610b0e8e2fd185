import { consentState, type ConsentTerm } from '../kernel/consents.ts';

/** A consent as far as it decides about a referral. */
export interface ReferralConsent extends ConsentTerm {
  readonly from: string;
  readonly to: string;
  readonly categories: readonly string[];
}

/** What a referral would disclose, from whom and to whom (organisation codes). */
export interface Disclosure {
  readonly from: string;
  readonly to: string;
  readonly categories: readonly string[];
}

/** Why a consent does not carry a referral. */
export type ConsentGap = 'not_in_force' | 'other_organisation' | 'not_covered';

/**
 * Whether a consent carries a disclosure on the date `today` of the tenant's zone: in force, between these organisations, and
 * for every category. `undefined` when it does, else what is missing (L03: nothing is sent without it or a provision of law).
 */
export function consentGap(
  consent: ReferralConsent,
  { from, to, categories }: Disclosure,
  today: string,
): ConsentGap | undefined {
  if (consentState(consent, today) !== 'IN_FORCE') return 'not_in_force';
  if (consent.from !== from || consent.to !== to) return 'other_organisation';
  return categories.every((category) => consent.categories.includes(category)) ? undefined : 'not_covered';
}
