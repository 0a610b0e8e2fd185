import type { stewardshipRoutes } from '@ohjaamo/shared/stewardship/contract.ts';
import { LESSONS_OF } from '../adopts.ts';
import { HANDED_IN, PUBLISHED } from '../practices.ts';
import { none, type SamplesOf } from './sample.ts';

export const stewardshipSamples: SamplesOf<typeof stewardshipRoutes> = {
  listHandedIn: none,
  publishTemplate: { request: () => ({ parameters: { address: HANDED_IN }, body: {} }) },
  returnTemplate: {
    request: () => ({ parameters: { address: HANDED_IN }, body: { reason: 'The tips are missing' } }),
  },
  retireTemplate: {
    request: () => ({ parameters: { address: PUBLISHED }, body: { reason: 'A newer one is better' } }),
  },
  listHandedInLessons: none,
  decideLesson: {
    request: ({ toldTrial }) => ({
      parameters: { municipality: LESSONS_OF, lesson: toldTrial },
      body: { decided: { decision: 'PUBLISH', turn: 1 } },
    }),
  },
  readDecisions: { request: () => ({ parameters: { address: PUBLISHED } }) },
};
