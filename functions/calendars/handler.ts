import { networkTable, streetDoors, wire } from '../kernel/house.ts';
import { calendarsHandler } from './dispatch.ts';

export const handler = calendarsHandler({
  ...wire(process.env),
  memberRole: 'calendars',
  streetRole: 'feedReader',
  ...streetDoors(networkTable(process.env)),
});
