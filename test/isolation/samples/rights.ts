import type { rightsRoutes } from '@ohjaamo/shared/rights/contract.ts';
import type { SamplesOf } from './sample.ts';

export const rightsSamples: SamplesOf<typeof rightsRoutes> = {};
