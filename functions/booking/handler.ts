import { findTenantBySlug, networkTable, wire } from '../kernel/house.ts';
import { bookingHandler } from './dispatch.ts';

export const handler = bookingHandler({
  ...wire(process.env),
  memberRole: 'bookings',
  streetRole: 'street',
  findTenant: findTenantBySlug(networkTable(process.env)),
});
