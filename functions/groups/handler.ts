import { networkTable, streetDoors, wire } from '../kernel/house.ts';
import { groupsHandler } from './dispatch.ts';

export const handler = groupsHandler({
  ...wire(process.env),
  memberRole: 'groups',
  streetRole: 'groupStreet',
  ...streetDoors(networkTable(process.env)),
});
