import { lineRoutes } from '@ohjaamo/shared/line/contract.ts';
import type { Dispatch } from '../kernel/http/context.ts';
import { lazily } from '../kernel/http/lazily.ts';
import { type House, moduleHandler } from '../kernel/http/pipeline.ts';
import {
  addToLine,
  callNext,
  callTicket,
  handOver,
  hideNickname,
  moveTicket,
  readDeskTicket,
  readLine,
  setFlags,
  switchLine,
} from './desk.ts';
import {
  comeBack,
  leaveLine,
  readDisplay,
  readLineStatus,
  readTicket,
  stepOut,
  takePlace,
} from './street.ts';

const displays = () => import('./displays.ts');

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
  handToBooking: lazily(async () => (await import('./handToBooking.ts')).handToBooking),
  setFlags,
  hideNickname,
  switchLine,
  listDisplays: lazily(async () => (await displays()).listDisplays),
  makeDisplay: lazily(async () => (await displays()).makeDisplay),
  revokeDisplay: lazily(async () => (await displays()).revokeDisplay),
};

/** The module's handler in a house. */
export function lineHandler(house: House) {
  return moduleHandler(lineRoutes, dispatch, house);
}
