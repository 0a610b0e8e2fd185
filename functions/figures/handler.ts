import { figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import { moduleHandler } from '../kernel/http/pipeline.ts';
import { networkTable, wire } from '../kernel/house.ts';
import { figuresDispatch } from './dispatch.ts';

export const handler = moduleHandler(figuresRoutes, figuresDispatch(networkTable(process.env)), {
  ...wire(process.env),
  memberRole: 'figures',
});
