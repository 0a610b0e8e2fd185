import { networkTable, streetDoors, wire } from '../kernel/house.ts';
import { lineHandler } from './dispatch.ts';

export const handler = lineHandler({
  ...wire(process.env),
  memberRole: 'line',
  streetRole: 'walkIn',
  ...streetDoors(networkTable(process.env)),
});
