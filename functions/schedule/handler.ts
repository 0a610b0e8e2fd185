import { applyOrphans, findOrphans } from '../booking/index.ts';
import { findTenantBySlug, networkTable, wire } from '../kernel/house.ts';
import { scheduleHandler } from './dispatch.ts';

export const handler = scheduleHandler(
  {
    ...wire(process.env),
    memberRole: 'planner',
    streetRole: 'street',
    findTenant: findTenantBySlug(networkTable(process.env)),
  },
  { find: findOrphans, apply: applyOrphans },
);
