import type { stewardshipRoutes } from '@ohjaamo/shared/stewardship/contract.ts';
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
  readDecisions: { request: () => ({ parameters: { address: PUBLISHED } }) },
};
