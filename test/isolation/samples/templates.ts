import type { templatesRoutes } from '@ohjaamo/shared/templates/contract.ts';
import { FILE, PUBLISHED } from '../practices.ts';
import type { SamplesOf } from './sample.ts';

export const templatesSamples: SamplesOf<typeof templatesRoutes> = {
  readTemplate: { request: () => ({ parameters: { address: PUBLISHED } }) },
  searchTemplates: { request: () => ({ query: { kind: 'MESSAGE_TEXTS', usedBy: '001' } }) },
  searchLessons: { request: () => ({ query: { need: 'EMPLOYMENT' } }) },
  exportTemplate: { request: () => ({ parameters: { address: PUBLISHED } }) },
  importTemplates: { request: () => ({ body: { file: FILE } }) },
  takeBackTemplate: {
    request: ({ handedInAddress }) => ({ parameters: { address: handedInAddress }, body: {} }),
  },
};
