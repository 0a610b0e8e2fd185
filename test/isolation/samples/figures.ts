import type { figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import { OPEN_CUBE } from '../publishes.ts';
import type { SamplesOf } from './sample.ts';

export const figuresSamples: SamplesOf<typeof figuresRoutes> = {
  readTenantFigures: { request: () => ({ query: { quarter: '2027-Q1' } }) },
  readHours: { request: () => ({ query: { quarter: '2027-Q1' } }) },
  readTrend: { request: () => ({ query: { quarter: '2027-Q1' } }) },
  readPeers: { request: ({ siteId: site }) => ({ query: { quarter: '2027-Q1', site } }) },
  readOwnWork: { request: () => ({ query: { quarter: '2027-Q1' } }) },
  readEvidence: {
    request: () => ({ parameters: { kind: 'OPERATING_MODEL', name: 'low-threshold-guidance' } }),
  },
  readNetworkFigures: { request: () => ({ query: { quarter: '2027-Q1', cube: 'topics' } }) },
  listOpenFigures: { request: () => ({}) },
  readMetricDefinitions: { request: () => ({}) },
  readOpenCube: { request: () => ({ parameters: OPEN_CUBE }) },
  readOpenCubeTable: { request: () => ({ parameters: OPEN_CUBE }) },
};
