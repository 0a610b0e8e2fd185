import { findTenantBySlug, networkTable, wire } from '../kernel/house.ts';
import { groupsHandler } from './dispatch.ts';

export const handler = groupsHandler({
  ...wire(process.env),
  memberRole: 'groups',
  streetRole: 'groupStreet',
  findTenant: findTenantBySlug(networkTable(process.env)),
});
