import type { plansRoutes } from '@ohjaamo/shared/plans/contract.ts';
import type { Ids } from '../ids.ts';
import type { SamplesOf } from './sample.ts';

const client = ({ clientId }: Ids) => ({ clientId });
const copy = ({ clientId, standingCopyId }: Ids) => ({ clientId, copyId: standingCopyId });

export const plansSamples: SamplesOf<typeof plansRoutes> = {
  readPlan: { request: (ids) => ({ parameters: client(ids) }) },
  changePlan: {
    request: (ids) => ({
      parameters: client(ids),
      body: {
        changeId: ids.changeId,
        base: 1,
        set: [{ path: `goals/${ids.planPartId}/words`, value: 'A home of my own, near the school' }],
        remove: [],
        notADiagnosis: true,
      },
    }),
    chosen: ['changeId', 'planPartId'],
  },
  signPlan: { request: (ids) => ({ parameters: client(ids), body: { version: 1 } }) },
  freezePlan: {
    request: (ids) => ({ parameters: client(ids), body: { copyId: ids.copyId, version: 1 } }),
    chosen: ['copyId'],
  },
  readPlanCopy: { request: (ids) => ({ parameters: copy(ids) }) },
  printPlanCopy: { request: (ids) => ({ parameters: copy(ids), query: { language: 'fi' } }) },
};
