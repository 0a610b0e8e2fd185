import { mapsRoutes } from '@ohjaamo/shared/maps/contract.ts';
import { openCase } from '../access/index.ts';
import { findTenantBySlug, networkTable, wire } from '../kernel/house.ts';
import { moduleHandler } from '../kernel/http/pipeline.ts';
import { mapsDispatch } from './dispatch.ts';

export const handler = moduleHandler(mapsRoutes, mapsDispatch, {
  ...wire(process.env),
  memberRole: 'maps',
  streetRole: 'mapKeeper',
  findTenant: findTenantBySlug(networkTable(process.env)),
  openCase,
});
