import type { referralsRoutes } from '@ohjaamo/shared/referrals/contract.ts';
import type { SamplesOf } from './sample.ts';

export const referralsSamples: SamplesOf<typeof referralsRoutes> = {};
