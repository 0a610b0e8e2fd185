import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import type { LocalizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readReferrals } from './repository.ts';

/** What a consent that is given with a referral is for, in the young person's own language when it was given. */
export const purposes = {
  fi: 'Palveluun ohjaaminen',
  sv: 'Hänvisning till en tjänst',
  en: 'Referral to a service',
} as const;

/** The same in each language; `undefined` for a purpose in somebody's own words. */
export function purposeOfReferral(purpose: string): LocalizedText | undefined {
  return Object.values(purposes).some((each) => each === purpose) ? purposes : undefined;
}

/** What the receiver of a consent is, when it is no organisation of the municipality. */
export interface Elsewhere {
  readonly kind: 'MUNICIPALITY' | 'OUTSIDE';
  /** It has opened what was sent: that stands in its own register, whatever becomes of the consent. */
  readonly has: boolean;
}

/** By the id of the consent, where each went that went out of the municipality. One Query, 1 read unit for 4 KB. */
export async function consentsElsewhere(
  scope: TenantScope,
  client: ClientId,
): Promise<ReadonlyMap<string, Elsewhere>> {
  const found = new Map<string, Elsewhere>();
  for (const { to, ground, seenAt, acceptedBy, answer } of await readReferrals(scope, client)) {
    if (to.kind === 'ORGANISATION' || !ground || !('consentId' in ground)) continue;
    const has = seenAt !== undefined || acceptedBy !== undefined || answer !== undefined;
    const before = found.get(ground.consentId);
    found.set(ground.consentId, { kind: to.kind, has: has || before?.has === true });
  }
  return found;
}
