import { envelopePlace } from '../kernel/sealedPlaces.ts';
import type { ReferralId } from '@ohjaamo/shared/kernel/ids.ts';
import type { ReferralStep } from '@ohjaamo/shared/referrals/states.ts';
import type { Sealed } from '../kernel/sealing.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { type EnvelopeRow, envelopeRow } from './record.ts';

export function readEnvelope(scope: TenantScope, referral: ReferralId): Promise<EnvelopeRow | undefined> {
  return scope.cases.get(scope.keys.envelope(referral), envelopeRow);
}

/** What other municipalities have sent, in no order. */
export async function readEnvelopes(scope: TenantScope): Promise<EnvelopeRow[]> {
  const { pk } = scope.keys.envelope('' as ReferralId);
  return (await scope.cases.query(pk, envelopeRow, { consistent: true })).items;
}

/** The write of a changed envelope while the one that was read still stands. */
export function envelopeWrite(scope: TenantScope, before: EnvelopeRow, after: EnvelopeRow): Write {
  const item = { ...scope.keys.envelope(after.id), ...after, version: before.version + 1 };
  return scope.cases.putOverWrite(item, before.version);
}

/**
 * What is left sealed in an envelope after a step: the packet is the client's own from the acceptance on, and of whoever did not
 * become a client here nothing stays once it is over.
 */
export function contentAfter(
  step: ReferralStep,
  { acceptedBy }: Pick<EnvelopeRow, 'acceptedBy'>,
  { package: carried, ...texts }: Sealed,
): Sealed {
  if (step === 'DECLINE' || (step === 'CLOSE' && acceptedBy === undefined)) return {};
  if (step === 'ACCEPT' || carried === undefined) return texts;
  return { ...texts, package: carried };
}

/** Texts of an envelope. They belong to no client here, so they are bound to the envelope itself. */
export interface EnvelopeTexts {
  readonly package?: string | undefined;
  readonly answer?: string | undefined;
  readonly place?: string | undefined;
  readonly outcome?: string | undefined;
}

export async function sealEnvelope(
  scope: TenantScope,
  id: ReferralId,
  texts: EnvelopeTexts,
): Promise<Sealed> {
  const given = Object.entries(texts).filter((each): each is [string, string] => each[1] !== undefined);
  const sealed = given.map(
    async ([name, text]) => [name, await scope.vault.seal(envelopePlace(id, name), text)] as const,
  );
  return Object.fromEntries(await Promise.all(sealed));
}

export async function openEnvelope(
  scope: TenantScope,
  { id, sealed }: Pick<EnvelopeRow, 'id' | 'sealed'>,
): Promise<EnvelopeTexts> {
  const opened = Object.entries(sealed).map(
    async ([name, text]) => [name, await scope.vault.open(envelopePlace(id, name), text)] as const,
  );
  return Object.fromEntries(await Promise.all(opened));
}
