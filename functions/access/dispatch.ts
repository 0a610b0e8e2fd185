import type { accessRoutes } from '@ohjaamo/shared/access/contract.ts';
import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Dispatch } from '../kernel/http/context.ts';
import { policies } from './policies.ts';
import { listAccessReviews, reviewAccess } from './reviews.ts';
import { openInDanger, statePurpose } from './statePurpose.ts';

export const accessDispatch: Dispatch<typeof accessRoutes> = {
  statePurpose,
  openInDanger,
  listAccessReviews,
  reviewAccess,
  readPolicies: async () => {
    const { written } = await policies();
    return succeed({
      body: { policies: written.map(({ id, effect, says, text }) => ({ id, effect, says, text })) },
    });
  },
};
