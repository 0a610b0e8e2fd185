import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { openCase } from '../access/index.ts';
import { platformTable, wire } from '../kernel/house.ts';
import { moduleHandler } from '../kernel/http/pipeline.ts';
import { dataRoleOf } from './dataRole.ts';
import { casesDispatch } from './dispatch.ts';

const wired = wire(process.env);

export const handler = moduleHandler(
  casesRoutes,
  casesDispatch({ ...wired, platform: platformTable(process.env) }),
  {
    ...wired,
    memberRole: dataRoleOf,
    openCase,
  },
);
