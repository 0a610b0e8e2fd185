import { rightsRoutes } from '@ohjaamo/shared/rights/contract.ts';
import { openCase } from '../access/index.ts';
import { wire } from '../kernel/house.ts';
import { moduleHandler } from '../kernel/http/pipeline.ts';
import { rightsDispatch } from './dispatch.ts';

export const handler = moduleHandler(rightsRoutes, rightsDispatch, {
  ...wire(process.env),
  memberRole: 'rights',
  openCase,
});
