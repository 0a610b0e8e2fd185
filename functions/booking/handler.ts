import { networkTable, streetDoors, wire } from '../kernel/house.ts';
import { bookingHandler } from './dispatch.ts';

export const handler = bookingHandler({
  ...wire(process.env),
  memberRole: 'bookings',
  streetRole: 'street',
  ...streetDoors(networkTable(process.env)),
});
