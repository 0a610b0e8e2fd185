import { networkTable, streetDoors, wire } from '../kernel/house.ts';
import { catalogueHandler } from './dispatch.ts';

export const handler = catalogueHandler({
  ...wire(process.env),
  streetRole: 'finder',
  ...streetDoors(networkTable(process.env)),
});
