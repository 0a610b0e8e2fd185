import { timingSafeEqual } from 'node:crypto';
import type { ReferralId } from '@ohjaamo/shared/kernel/ids.ts';
import { CODE_DIGITS } from '@ohjaamo/shared/referrals/states.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

/**
 * The code that opens a link, told by telephone. It is made anew from the tenant's key whenever it is asked for and stands nowhere:
 * whoever copies the table has neither it nor a hash to try eight digits against. `turn` is the link's own.
 */
export async function phoneCodeOf(scope: TenantScope, referral: ReferralId, turn: string): Promise<string> {
  const bytes = Buffer.from(
    await scope.vault.fingerprint('referral-code', `${referral}|${turn}`),
    'base64url',
  );
  const number = bytes.readUIntBE(0, 6) % 10 ** CODE_DIGITS;
  return String(number).padStart(CODE_DIGITS, '0');
}

/** Whether the code is the one, in a time that does not tell how much of it is right. Both have the same number of digits. */
export function isPhoneCode(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
