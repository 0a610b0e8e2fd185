import { rightsRoutes } from '@ohjaamo/shared/rights/contract.ts';
import { openCase } from '../access/index.ts';
import { findTenantBySlug, networkTable, platformTable, wire } from '../kernel/house.ts';
import { moduleHandler } from '../kernel/http/pipeline.ts';
import { rightsDispatch } from './dispatch.ts';
import { identificationOf } from './identification.ts';

const ports = {
  platform: platformTable(process.env),
  identification: identificationOf(() => process.env['IDENTIFICATION']),
};

export const handler = moduleHandler(rightsRoutes, rightsDispatch(ports), {
  ...wire(process.env),
  memberRole: 'rights',
  streetRole: 'identifying',
  findTenant: findTenantBySlug(networkTable(process.env)),
  openCase,
});
