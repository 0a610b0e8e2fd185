import { messagesRoutes } from '@ohjaamo/shared/messages/contract.ts';
import { type House, moduleHandler } from '../kernel/http/pipeline.ts';

/** The module's handler in a house. */
export function messagesHandler(house: House) {
  return moduleHandler(messagesRoutes, {}, house);
}
