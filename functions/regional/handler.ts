import { networkTable, platformTable, streetDoors, wire } from '../kernel/house.ts';
import { regionalHandler } from './dispatch.ts';

const network = networkTable(process.env);

export const handler = regionalHandler(
  {
    ...wire(process.env),
    memberRole: 'regional',
    streetRole: 'regionalStreet',
    ...streetDoors(network),
  },
  network,
  platformTable(process.env),
);
