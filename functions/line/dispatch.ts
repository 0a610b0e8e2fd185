import { lineRoutes } from '@ohjaamo/shared/line/contract.ts';
import type { Dispatch } from '../kernel/http/context.ts';
import { type House, moduleHandler } from '../kernel/http/pipeline.ts';
import {
  addToLine,
  callNext,
  callTicket,
  handOver,
  handToBooking,
  hideNickname,
  moveTicket,
  readDeskTicket,
  readLine,
  setFlags,
  switchLine,
} from './desk.ts';
import { listDisplays, makeDisplay, revokeDisplay } from './displays.ts';
import {
  comeBack,
  leaveLine,
  readDisplay,
  readLineStatus,
  readTicket,
  stepOut,
  takePlace,
} from './street.ts';

const dispatch: Dispatch<typeof lineRoutes> = {
  readLineStatus,
  takePlace,
  readTicket,
  leaveLine,
  stepOut,
  comeBack,
  readDisplay,
  readLine,
  readDeskTicket,
  addToLine,
  callNext,
  callTicket,
  moveTicket,
  handOver,
  handToBooking,
  setFlags,
  hideNickname,
  switchLine,
  listDisplays,
  makeDisplay,
  revokeDisplay,
};

/** The module's handler in a house. */
export function lineHandler(house: House) {
  return moduleHandler(lineRoutes, dispatch, house);
}
