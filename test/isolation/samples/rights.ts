import type { rightsRoutes } from '@ohjaamo/shared/rights/contract.ts';
import type { Ids } from '../ids.ts';
import { none, type SamplesOf } from './sample.ts';

const town = ({ tenantSlug }: Ids) => ({ tenantSlug });
const client = ({ clientId }: Ids) => ({ clientId });
const asked = (ids: Ids) =>
  ({
    requestId: ids.requestId,
    what: 'RESTRICTION',
    ground: 'ACCURACY_CONTESTED',
    text: 'I have moved since',
  }) as const;

export const rightsSamples: SamplesOf<typeof rightsRoutes> = {
  beginIdentification: { request: (ids) => ({ parameters: town(ids), body: { language: 'fi' } }) },
  // Nobody has begun: what comes back is told as refused, and nobody is signed in.
  completeIdentification: {
    request: (ids) => ({ parameters: town(ids), body: { query: 'code=made-up&state=made-up' } }),
  },
  readMe: none,
  readMyLog: none,
  withdrawMyConsent: { request: (ids) => ({ parameters: { consentId: ids.consentId }, body: {} }) },
  askMyRequest: { request: (ids) => ({ body: asked(ids) }), chosen: ['requestId'] },
  takeEverything: none,
  endMySession: { request: () => ({ body: {} }) },
  listRequests: { request: (ids) => ({ parameters: client(ids) }) },
  recordRequest: {
    request: (ids) => ({ parameters: client(ids), body: asked(ids) }),
    chosen: ['requestId'],
  },
  answerRequest: {
    request: (ids) => ({
      parameters: { ...client(ids), requestId: ids.standingRequestId },
      body: { decision: 'ACCEPTED', reason: 'It is so', annotation: 'The school is the vocational college' },
    }),
  },
  restrictProcessing: {
    request: (ids) => ({
      parameters: client(ids),
      body: { restrictionId: ids.requestId, ground: 'ACCURACY_CONTESTED', reason: 'The school is contested' },
    }),
    chosen: ['requestId'],
  },
  tellRestrictionEnds: {
    request: (ids) => ({
      parameters: { clientId: ids.restrictedClientId },
      body: { text: 'The school is corrected', liftsOn: '2027-03-01' },
    }),
  },
  liftRestriction: { request: (ids) => ({ parameters: client(ids), body: {} }) },
  exportForPerson: { request: (ids) => ({ parameters: client(ids) }) },
};
