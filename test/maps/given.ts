import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import type { ClientId, StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { WorkTown } from '../support/workTown.ts';

/** Gives the case to a worker. */
export async function assignTo(town: WorkTown, client: ClientId, worker: StaffId): Promise<void> {
  const answer = await town.as('counsellor', casesRoutes.assignWorker, {
    parameters: { clientId: client },
    body: { staffId: worker, part: 'TEAM', reason: 'Kartta tehdään yhdessä' },
  });
  if (answer.status !== 200) throw new Error(answer.text);
}
