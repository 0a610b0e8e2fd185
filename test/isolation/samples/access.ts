import type { accessRoutes } from '@ohjaamo/shared/access/contract.ts';
import { none, type SamplesOf } from './sample.ts';

export const accessSamples: SamplesOf<typeof accessRoutes> = {
  statePurpose: {
    request: (ids) => ({ parameters: { clientId: ids.clientId }, body: { purpose: 'GUIDANCE' } }),
  },
  openInDanger: {
    request: (ids) => ({
      parameters: { clientId: ids.clientId },
      body: { reviewId: ids.reviewId, reason: 'Nobody has reached the person since yesterday' },
    }),
    chosen: ['reviewId'],
  },
  listAccessReviews: none,
  reviewAccess: {
    request: (ids) => ({
      parameters: { reviewId: ids.standingReviewId },
      body: { finding: 'The person was found, the reason holds' },
    }),
  },
  readPolicies: none,
};
