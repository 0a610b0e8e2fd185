import type { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { none, type SamplesOf } from './sample.ts';

export const casesSamples: SamplesOf<typeof casesRoutes> = {
  listMyClients: none,
  openClient: {
    request: (ids) => ({
      body: {
        clientId: ids.clientId,
        episodeId: ids.episodeId,
        displayName: 'Another young person',
        identification: 'LIGHT',
        birthDate: '2008-05-01',
        contactLanguage: 'fi',
        phone: '040 1234567',
        email: 'young@person.example',
        routeIn: 'SELF',
        mainActivity: 'UNKNOWN',
      },
    }),
    chosen: ['clientId', 'episodeId'],
  },
  readClient: { request: (ids) => ({ parameters: { clientId: ids.clientId } }) },
  listWorkers: none,
  assignWorker: {
    request: (ids) => ({
      parameters: { clientId: ids.clientId },
      body: { staffId: ids.colleagueId, part: 'DEPUTY', reason: 'Covers the summer' },
    }),
  },
  recordConsent: {
    request: (ids) => ({
      parameters: { clientId: ids.clientId },
      body: {
        consentId: ids.consentId,
        categories: ['MONEY'],
        from: ids.organisation,
        to: `${ids.organisation}-2`,
        purpose: 'Sorting out money',
        validUntil: '2027-05-31',
        means: 'ORALLY',
        language: 'fi',
      },
    }),
    chosen: ['consentId'],
  },
  withdrawConsent: {
    request: (ids) => ({ parameters: { clientId: ids.clientId, consentId: ids.consentId }, body: {} }),
  },
  searchClients: {
    request: () => ({ body: { by: { kind: 'NAME', text: 'young' }, purpose: 'GUIDANCE' } }),
  },
  checkDuplicates: { request: () => ({ body: { displayName: 'A young person' } }) },
  tagClient: {
    request: (ids) => ({ parameters: { clientId: ids.clientId }, body: { tags: ['HOUSING'] } }),
  },
  mergeClients: {
    request: (ids) => ({
      parameters: { clientId: ids.clientId },
      body: { mergeId: ids.mergeId, other: ids.otherClientId, reason: 'Written down twice' },
    }),
    chosen: ['mergeId'],
  },
  unmergeClients: {
    request: (ids) => ({ parameters: { clientId: ids.clientId, mergeId: ids.standingMergeId }, body: {} }),
  },
  listMerges: { request: (ids) => ({ parameters: { clientId: ids.clientId } }) },
  findMerged: { request: (ids) => ({ parameters: { clientId: ids.takenClientId } }) },
};
