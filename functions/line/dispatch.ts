import { lineRoutes } from '@ohjaamo/shared/line/contract.ts';
import { type House, moduleHandler } from '../kernel/http/pipeline.ts';

/** The module's handler in a house. */
export function lineHandler(house: House) {
  return moduleHandler(lineRoutes, {}, house);
}
