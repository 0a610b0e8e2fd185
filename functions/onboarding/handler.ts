import { onboardingRoutes } from '@ohjaamo/shared/onboarding/contract.ts';
import { networkTable, wire } from '../kernel/house.ts';
import { moduleHandler } from '../kernel/http/pipeline.ts';
import { onboardingDispatch } from './dispatch.ts';

export const handler = moduleHandler(
  onboardingRoutes,
  onboardingDispatch({ network: networkTable(process.env) }),
  {
    ...wire(process.env),
    memberRole: 'onboarding',
  },
);
