import type { referralsRoutes } from '@ohjaamo/shared/referrals/contract.ts';
import type { Dispatch } from '../kernel/http/context.ts';

export const referralsDispatch: Dispatch<typeof referralsRoutes> = {};
