import type { plansRoutes } from '@ohjaamo/shared/plans/contract.ts';
import type { SamplesOf } from './sample.ts';

export const plansSamples: SamplesOf<typeof plansRoutes> = {};
