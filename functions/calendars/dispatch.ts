import { calendarsRoutes } from '@ohjaamo/shared/calendars/contract.ts';
import { type House, moduleHandler } from '../kernel/http/pipeline.ts';

/** The module's handler in a house. */
export function calendarsHandler(house: House) {
  return moduleHandler(calendarsRoutes, {}, house);
}
