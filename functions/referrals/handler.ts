import { referralsRoutes } from '@ohjaamo/shared/referrals/contract.ts';
import { openCase } from '../access/index.ts';
import { networkTable, streetDoors, wire } from '../kernel/house.ts';
import { moduleHandler } from '../kernel/http/pipeline.ts';
import { referralsDispatch } from './dispatch.ts';

export const handler = moduleHandler(referralsRoutes, referralsDispatch(networkTable(process.env)), {
  ...wire(process.env),
  memberRole: 'referrals',
  streetRole: 'referralLink',
  ...streetDoors(networkTable(process.env)),
  openCase,
});
