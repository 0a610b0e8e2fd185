import type { rightsRoutes } from '@ohjaamo/shared/rights/contract.ts';
import type { Ids } from '../ids.ts';
import { none, type SamplesOf } from './sample.ts';

const town = ({ tenantSlug }: Ids) => ({ tenantSlug });
const client = ({ clientId }: Ids) => ({ clientId });
const asked = (ids: Ids) =>
  ({ requestId: ids.requestId, what: 'CORRECTION', text: 'I have moved since' }) as const;

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
  exportForPerson: { request: (ids) => ({ parameters: client(ids) }) },
};
