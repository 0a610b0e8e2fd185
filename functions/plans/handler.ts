import { plansRoutes } from '@ohjaamo/shared/plans/contract.ts';
import { openCase } from '../access/index.ts';
import { wire } from '../kernel/house.ts';
import { moduleHandler } from '../kernel/http/pipeline.ts';
import { plansDispatch } from './dispatch.ts';

export const handler = moduleHandler(plansRoutes, plansDispatch, {
  ...wire(process.env),
  memberRole: 'plans',
  openCase,
});
