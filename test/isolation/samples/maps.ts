import type { mapsRoutes } from '@ohjaamo/shared/maps/contract.ts';
import type { SamplesOf } from './sample.ts';

export const mapsSamples: SamplesOf<typeof mapsRoutes> = {};
