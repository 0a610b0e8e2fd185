import type { figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import { FEWEST_MUNICIPALITIES } from '@ohjaamo/shared/figures/evidence.ts';
import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { readEvidenceRow } from './evidenceRepository.ts';

interface Ports {
  readonly readEvidence: (kind: string, name: string) => ReturnType<typeof readEvidenceRow>;
}

/** The evidence of a template as it was published; nothing is computed here, so nothing raw can slip through. */
export function readEvidence(ports: Ports): UseCase<typeof figuresRoutes.readEvidence> {
  return async ({ request }) => {
    const { kind, name } = request.parameters;
    const published = await ports.readEvidence(kind, name);
    return succeed({ body: { fewest: FEWEST_MUNICIPALITIES, evidence: [...published] } });
  };
}
