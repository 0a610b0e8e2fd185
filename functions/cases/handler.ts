import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { openCase } from '../access/index.ts';
import { wire } from '../kernel/house.ts';
import { moduleHandler } from '../kernel/http/pipeline.ts';
import { dataRoleOf } from './dataRole.ts';
import { casesDispatch } from './dispatch.ts';

export const handler = moduleHandler(casesRoutes, casesDispatch, {
  ...wire(process.env),
  memberRole: dataRoleOf,
  openCase,
});
