import { accessRoutes } from '@ohjaamo/shared/access/contract.ts';
import { wire } from '../kernel/house.ts';
import { moduleHandler } from '../kernel/http/pipeline.ts';
import { accessDispatch } from './dispatch.ts';

export const handler = moduleHandler(accessRoutes, accessDispatch, {
  ...wire(process.env),
  memberRole: 'access',
});
