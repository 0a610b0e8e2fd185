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
  readMunicipality: none,
  saveService: {
    request: ({ staffId }) => ({
      body: {
        version: 'NEW',
        bookings: 0,
        value: {
          ...{ code: 'MONEY', name: { fi: 'Raha-asiat' }, lengthMinutes: 30 },
          ...{ bufferBeforeMinutes: 0, bufferAfterMinutes: 0, bookingMode: 'BOOKED', hoursFor: 'OWN' },
          ...{ minimumIdentification: 'LIGHT', channels: ['ON_SITE'], staff: [staffId] },
        },
      },
    }),
  },
  retireService: {
    request: ({ service }) => ({ parameters: { service }, body: { version: 'NEW', retired: false } }),
  },
  saveSite: {
    request: () => ({
      body: {
        version: 'NEW',
        value: {
          ...{ id: 'newsite001', slug: 'itapiste', kind: 'SATELLITE', name: { fi: 'Itäpiste' } },
          address: 'Itäkatu 1',
        },
      },
    }),
  },
  closeSite: {
    request: ({ siteId }) => ({
      parameters: { site: siteId },
      body: { version: 'NEW', bookings: 0, from: 'NEVER' },
    }),
  },
};
