import type { stewardshipRoutes } from '@ohjaamo/shared/stewardship/contract.ts';
import { TOLD_LESSON } from '../adopts.ts';
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
    // Whoever reviews decides about every municipality's: a trial's id of another one is none of a foreign tenant here.
    request: () => ({
      parameters: TOLD_LESSON,
      body: { decided: { decision: 'PUBLISH', turn: 1 } },
    }),
  },
  readDecisions: { request: () => ({ parameters: { address: PUBLISHED } }) },
};
