import { mapsRoutes } from '@ohjaamo/shared/maps/contract.ts';
import { openCase } from '../access/index.ts';
import { networkTable, streetDoors, wire } from '../kernel/house.ts';
import { moduleHandler } from '../kernel/http/pipeline.ts';
import { mapsDispatch } from './dispatch.ts';

export const handler = moduleHandler(mapsRoutes, mapsDispatch, {
  ...wire(process.env),
  memberRole: 'maps',
  streetRole: 'mapKeeper',
  ...streetDoors(networkTable(process.env)),
  openCase,
});
