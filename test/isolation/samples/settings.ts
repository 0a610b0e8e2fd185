import type { settingsRoutes } from '@ohjaamo/shared/settings/contract.ts';
import type { Ids } from '../ids.ts';
import type { SamplesOf } from './sample.ts';

const ofOrganisation = ({ organisation }: Ids) => ({ organisation });

export const settingsSamples: SamplesOf<typeof settingsRoutes> = {
  readSettings: { request: () => ({}) },
  decideSetting: {
    request: ({ service }) => ({
      body: {
        id: 'setting009',
        version: 2,
        from: '2027-04-01',
        value: { of: 'SERVICE_BOOKING', service, noticeHours: 4, horizonDays: 21, needsApproval: false },
      },
    }),
  },
  withdrawSetting: {
    request: ({ service }) => ({
      parameters: { matter: `SERVICE_BOOKING.${service}`, decision: 'setting001' },
      body: { version: 2 },
    }),
  },
  readAgreement: { request: () => ({}) },
  decideAgreement: {
    request: (ids) => ({
      parameters: ofOrganisation(ids),
      body: {
        id: 'agreement9',
        version: 2,
        from: '2027-04-01',
        share: { promised: [{ area: 'WALK_IN', minutesPerWeek: 600 }], reviews: ['2027-06-01'] },
      },
    }),
  },
  withdrawAgreement: {
    request: (ids) => ({
      parameters: { ...ofOrganisation(ids), decision: 'agreement1' },
      body: { version: 2 },
    }),
  },
  holdReview: {
    request: (ids) => ({ parameters: ofOrganisation(ids), body: { version: 2, on: '2027-06-01' } }),
  },
  readPromises: { request: () => ({ query: { month: '2027-02' } }) },
};
