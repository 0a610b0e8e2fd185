import type { figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import { NOTED_QUARTER } from '../agrees.ts';
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
  readSiteNotes: { request: () => ({ query: { quarter: NOTED_QUARTER } }) },
  writeSiteNote: {
    request: ({ siteId }) => ({
      parameters: { siteId, quarter: '2026-Q4' },
      body: { version: 0, fi: 'Suljettu joulukuussa.', sv: 'Stängt i december.', en: 'Closed in December.' },
    }),
  },
  withdrawSiteNote: {
    request: ({ siteId }) => ({ parameters: { siteId, quarter: NOTED_QUARTER }, body: { version: 1 } }),
  },
  readNetworkFigures: { request: () => ({ query: { quarter: '2027-Q1', cube: 'topics' } }) },
  listOpenFigures: { request: () => ({}) },
  readMetricDefinitions: { request: () => ({}) },
  readOpenNotes: { request: () => ({ parameters: { quarter: OPEN_CUBE.quarter } }) },
  readOpenNotesTable: { request: () => ({ parameters: { quarter: OPEN_CUBE.quarter } }) },
  readOpenCube: { request: () => ({ parameters: OPEN_CUBE }) },
  readOpenCubeTable: { request: () => ({ parameters: OPEN_CUBE }) },
};
