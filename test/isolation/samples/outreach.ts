import type { outreachRoutes } from '@ohjaamo/shared/outreach/contract.ts';
import type { SamplesOf } from './sample.ts';

export const outreachSamples: SamplesOf<typeof outreachRoutes> = {};
