import { outreachRoutes } from '@ohjaamo/shared/outreach/contract.ts';
import { openCase } from '../access/index.ts';
import { wire } from '../kernel/house.ts';
import { moduleHandler } from '../kernel/http/pipeline.ts';
import { outreachDispatch } from './dispatch.ts';

export const handler = moduleHandler(outreachRoutes, outreachDispatch, {
  ...wire(process.env),
  memberRole: 'outreach',
  openCase,
});
