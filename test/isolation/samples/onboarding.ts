import type { onboardingRoutes } from '@ohjaamo/shared/onboarding/contract.ts';
import { none, type SamplesOf } from './sample.ts';

export const onboardingSamples: SamplesOf<typeof onboardingRoutes> = {
  readSetup: none,
  readSetupStep: { request: () => ({ parameters: { step: 'kit' } }) },
  saveSetupStep: {
    request: () => ({ body: { version: 0, value: { step: 'branding', accent: '#1d4f91' } } }),
  },
  previewSetup: { request: ({ siteId }) => ({ query: { site: siteId } }) },
  publishSetup: { request: () => ({ body: {} }) },
};
