import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import type { CaseCategory } from '@ohjaamo/shared/access/rules.ts';
import {
  type Sender,
  type SentPackage,
  sentPackage,
  type SentPart,
} from '@ohjaamo/shared/referrals/views.ts';
import { openTexts, sealTexts, type Sealed } from '../kernel/sealing.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import type { ReferralRow } from './record.ts';
import { type PersonRow, referralKey } from './repository.ts';

/** What of a case may go along, from which the ticked categories are taken. */
export interface Material {
  readonly person: Pick<PersonRow, 'displayName' | 'contactLanguage' | 'phone' | 'email' | 'birthDate'>;
  readonly parts: readonly SentPart[];
  readonly words: string | undefined;
  readonly sender?: Sender | undefined;
}

/** What a referral carries: who the person is, the sender's words, and nothing of a category that was not ticked. */
export function packageOf(
  { person, parts, words, sender }: Material,
  ticked: readonly CaseCategory[],
): SentPackage {
  const { displayName, contactLanguage, phone, email, birthDate } = person;
  return {
    name: displayName,
    language: contactLanguage,
    ...(ticked.includes('CONTACT_DETAILS') && {
      contact: { ...(phone && { phone }), ...(email && { email }), ...(birthDate && { birthDate }) },
    }),
    parts: parts.filter(({ category }) => ticked.includes(category)),
    ...(words && { words }),
    ...(sender && { sender }),
  };
}

/** Ticked categories of which there is nothing to send. */
export function nothingOf<Category extends CaseCategory>(
  sent: SentPackage,
  ticked: readonly Category[],
): Category[] {
  return ticked.filter((category) =>
    category === 'CONTACT_DETAILS'
      ? Object.keys(sent.contact ?? {}).length === 0
      : !sent.parts.some((part) => part.category === category),
  );
}

/** Texts of a referral, as its row keeps them in `sealed`. */
export interface ReferralTexts {
  readonly words?: string | undefined;
  readonly senderPhone?: string | undefined;
  /** Why another provision of law than those of the list lets it. */
  readonly reason?: string | undefined;
  readonly package?: string | undefined;
  readonly answer?: string | undefined;
  readonly place?: string | undefined;
  readonly outcome?: string | undefined;
}

/** Opens a referral's texts. */
export function openReferral(
  scope: TenantScope,
  client: ClientId,
  { id, sealed }: Pick<ReferralRow, 'id' | 'sealed'>,
): Promise<ReferralTexts> {
  return openTexts<keyof ReferralTexts>(scope, { client, sk: referralKey(id) }, sealed);
}

/** Seals texts of a referral for its row in the client's partition. */
export function sealReferral(
  scope: TenantScope,
  client: ClientId,
  { id }: Pick<ReferralRow, 'id'>,
  texts: ReferralTexts,
): Promise<Sealed> {
  return sealTexts(scope, { client, sk: referralKey(id) }, { ...texts });
}

/**
 * Reads a sent package. Contact details are left out while a non-disclosure for personal safety is in force, whatever was ticked
 * before it came (661/2009).
 */
export function readPackage(text: string | undefined, shielded: boolean): SentPackage | undefined {
  if (text === undefined) return undefined;
  const { contact, ...rest } = sentPackage.parse(JSON.parse(text));
  return { ...rest, ...(contact && !shielded && { contact }) };
}
