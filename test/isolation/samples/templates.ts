import type { templatesRoutes } from '@ohjaamo/shared/templates/contract.ts';
import { FILE, HANDED_IN, PUBLISHED } from '../practices.ts';
import { none, type SamplesOf } from './sample.ts';

export const templatesSamples: SamplesOf<typeof templatesRoutes> = {
  readTemplate: { request: () => ({ parameters: { address: PUBLISHED } }) },
  searchTemplates: { request: () => ({ query: { kind: 'MESSAGE_TEXTS', usedBy: '001' } }) },
  searchLessons: { request: () => ({ query: { need: 'EMPLOYMENT' } }) },
  exportTemplate: { request: () => ({ parameters: { address: PUBLISHED } }) },
  importTemplates: { request: () => ({ body: { file: FILE } }) },
  takeBackTemplate: {
    request: ({ handedInAddress }) => ({ parameters: { address: handedInAddress }, body: {} }),
  },
  listHandedIn: none,
  publishTemplate: { request: () => ({ parameters: { address: HANDED_IN }, body: {} }) },
  returnTemplate: {
    request: () => ({ parameters: { address: HANDED_IN }, body: { reason: 'The tips are missing' } }),
  },
  retireTemplate: {
    request: () => ({ parameters: { address: PUBLISHED }, body: { reason: 'A newer one is better' } }),
  },
};
