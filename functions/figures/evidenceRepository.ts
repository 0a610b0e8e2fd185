import { evidenceView } from '@ohjaamo/shared/figures/contract.ts';
import type { CountedEvidence } from '@ohjaamo/shared/figures/evidence.ts';
import * as z from 'zod';
import type { Table } from '../kernel/table.ts';
import { networkKeys } from '../kernel/tenancy/keys.ts';

const counted = z.array(z.string());
const evidenceRow = z.object({
  value: z.array(z.object({ evidence: evidenceView, adopters: counted, others: counted })),
});

/** The evidence of a template as it was published last, with who was counted in it; empty before that. One read. */
export async function readEvidenceRow(
  network: Table,
  kind: string,
  name: string,
): Promise<readonly CountedEvidence[]> {
  return (await network.get(networkKeys.evidence(kind, name), evidenceRow, false))?.value ?? [];
}

/** Publishes the evidence of a template. */
export async function writeEvidenceRow(
  network: Table,
  kind: string,
  name: string,
  value: readonly CountedEvidence[],
): Promise<void> {
  await network.put({ ...networkKeys.evidence(kind, name), kind: 'EVIDENCE', value });
}
