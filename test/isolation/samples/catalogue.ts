import type { catalogueRoutes } from '@ohjaamo/shared/catalogue/contract.ts';
import { type SamplesOf, where } from './sample.ts';

const organizationId = '1b7f2a00-0698-4000-8000-000000000698';

/** What a site is told by, beside its hours. */
export const siteEntrySample = {
  street: { fi: 'Esimerkkikatu', sv: 'Exempelgatan' },
  postalCode: '96200',
  summary: { fi: 'Apua nuorille.', sv: 'Hjälp för unga.' },
  description: { fi: 'Tule käymään.', sv: 'Kom på besök.' },
};

export const catalogueSamples: SamplesOf<typeof catalogueRoutes> = {
  findServices: {
    request: (ids) => ({
      parameters: where(ids),
      body: { words: 'en saa unta', language: 'fi', topics: [], age: '18_29', spoken: 'fi' },
    }),
  },
  readTelling: { request: () => ({}) },
  changeTelling: {
    request: () => ({
      body: { version: 1, organizationId, mode: 'DRY_RUN', key: { user: 'api-user', password: 'other' } },
    }),
  },
  askForTelling: { request: () => ({ body: { version: 1 } }) },
  changeSiteEntry: {
    request: ({ siteId }) => ({
      parameters: { siteId },
      body: { version: 1, entry: siteEntrySample },
    }),
  },
  searchCatalogue: { request: () => ({ query: { words: 'nuori' } }) },
  readReading: { request: () => ({}) },
};
