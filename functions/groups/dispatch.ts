import { groupsRoutes } from '@ohjaamo/shared/groups/contract.ts';
import { type House, moduleHandler } from '../kernel/http/pipeline.ts';

/** The module's handler in a house. */
export function groupsHandler(house: House) {
  return moduleHandler(groupsRoutes, {}, house);
}
