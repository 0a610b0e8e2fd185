import { dutyRoutes } from '@ohjaamo/shared/duty/contract.ts';
import { type House, moduleHandler } from '../kernel/http/pipeline.ts';

/** The module's handler in a house. */
export function dutyHandler(house: House) {
  return moduleHandler(dutyRoutes, {}, house);
}
