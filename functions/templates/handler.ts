import { templatesRoutes } from '@ohjaamo/shared/templates/contract.ts';
import { networkTable, wire } from '../kernel/house.ts';
import { moduleHandler } from '../kernel/http/pipeline.ts';
import { templatesDispatch } from './dispatch.ts';

export const handler = moduleHandler(templatesRoutes, templatesDispatch(networkTable(process.env)), {
  ...wire(process.env),
  memberRole: 'templates',
});
