import { scheduleRoutes } from '@ohjaamo/shared/schedule/contract.ts';
import { type House, moduleHandler } from '../kernel/http/pipeline.ts';
import { readSitePage } from './readSitePage.ts';

/** The module's handler in a house. */
export function scheduleHandler(house: House) {
  return moduleHandler(scheduleRoutes, { readSitePage }, house);
}
