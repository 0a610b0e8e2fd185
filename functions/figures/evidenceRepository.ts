import { type EvidenceView, evidenceView } from '@ohjaamo/shared/figures/contract.ts';
import * as z from 'zod';
import type { Table } from '../kernel/table.ts';
import { networkKeys } from '../kernel/tenancy/keys.ts';

const evidenceRow = z.object({ value: z.array(evidenceView) });

/** The evidence of a template as it was published last; empty before that. One read. */
export async function readEvidenceRow(
  network: Table,
  kind: string,
  name: string,
): Promise<readonly EvidenceView[]> {
  return (await network.get(networkKeys.evidence(kind, name), evidenceRow, false))?.value ?? [];
}

/** Publishes the evidence of a template. */
export async function writeEvidenceRow(
  network: Table,
  kind: string,
  name: string,
  value: readonly EvidenceView[],
): Promise<void> {
  await network.put({ ...networkKeys.evidence(kind, name), kind: 'EVIDENCE', value });
}
