import { rightsRoutes } from '@ohjaamo/shared/rights/contract.ts';
import { openCase } from '../access/index.ts';
import { networkTable, platformTable, streetDoors, wire } from '../kernel/house.ts';
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
  ...streetDoors(networkTable(process.env)),
  openCase,
});
