import { adoptionsRoutes } from '@ohjaamo/shared/adoptions/contract.ts';
import { networkTable, wire } from '../kernel/house.ts';
import { moduleHandler } from '../kernel/http/pipeline.ts';
import { dataRoleOf } from './dataRole.ts';
import { adoptionsDispatch } from './dispatch.ts';

export const handler = moduleHandler(adoptionsRoutes, adoptionsDispatch(networkTable(process.env)), {
  ...wire(process.env),
  memberRole: dataRoleOf,
});
