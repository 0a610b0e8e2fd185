import { code } from '@ohjaamo/shared/kernel/ids.ts';
import {
  agreedDecision,
  heldReview,
  type OrganisationAgreement,
} from '@ohjaamo/shared/settings/agreement.ts';
import * as z from 'zod';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

const agreementRow = z.object({
  kind: z.literal('AGREEMENT'),
  organisation: code,
  version: z.int(),
  decisions: z.array(agreedDecision),
  held: z.array(heldReview),
});

/** One organisation's part; version 0 = nothing agreed yet. */
export interface VersionedAgreement extends OrganisationAgreement {
  readonly organisation: string;
  readonly version: number;
}

const BEGINS = 'AGREEMENT#';

/** Reads the parts of all organisations: one Query, consistent. */
export async function readAgreements(scope: TenantScope): Promise<VersionedAgreement[]> {
  const { pk } = scope.keys.settings('');
  return (await scope.work.query(pk, agreementRow, { begins: BEGINS, consistent: true })).items;
}

/** Reads the part of one organisation: one GetItem, consistent. */
export async function readAgreementOf(scope: TenantScope, organisation: string): Promise<VersionedAgreement> {
  const row = await scope.work.get(scope.keys.settings(`${BEGINS}${organisation}`), agreementRow);
  return row ?? { organisation, version: 0, decisions: [], held: [] };
}

/** The write that keeps an organisation's part over the version it was read at. */
export function agreementWrite(
  scope: TenantScope,
  { organisation, version, decisions, held }: VersionedAgreement,
): Write {
  const key = scope.keys.settings(`${BEGINS}${organisation}`);
  const item = { ...key, kind: 'AGREEMENT', organisation, version: version + 1, decisions, held };
  return scope.work.putOverWrite(item, version);
}
