import { employersRoutes } from '@ohjaamo/shared/employers/contract.ts';
import { openCase } from '../access/index.ts';
import { wire } from '../kernel/house.ts';
import { moduleHandler } from '../kernel/http/pipeline.ts';
import { employersDispatch } from './dispatch.ts';

export const handler = moduleHandler(employersRoutes, employersDispatch, {
  ...wire(process.env),
  memberRole: 'employers',
  openCase,
});
