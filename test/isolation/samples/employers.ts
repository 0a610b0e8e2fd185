import type { employersRoutes } from '@ohjaamo/shared/employers/contract.ts';
import type { SamplesOf } from './sample.ts';

export const employersSamples: SamplesOf<typeof employersRoutes> = {};
