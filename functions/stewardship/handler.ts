import { stewardshipRoutes } from '@ohjaamo/shared/stewardship/contract.ts';
import { networkTable, platformTable, wire } from '../kernel/house.ts';
import { moduleHandler } from '../kernel/http/pipeline.ts';
import { stewardshipDispatch } from './dispatch.ts';

export const handler = moduleHandler(
  stewardshipRoutes,
  stewardshipDispatch({ network: networkTable(process.env), platform: platformTable(process.env) }),
  {
    ...wire(process.env),
    // Stewards belong to no municipality: the function may take no role, so nobody's data opens.
    memberRole: 'templates',
  },
);
