import { networkTable, streetDoors, wire } from '../kernel/house.ts';
import { messagesHandler } from './dispatch.ts';

export const handler = messagesHandler({
  ...wire(process.env),
  memberRole: 'messages',
  streetRole: 'writer',
  ...streetDoors(networkTable(process.env)),
});
