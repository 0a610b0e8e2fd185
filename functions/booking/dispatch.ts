import { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import type { Dispatch } from '../kernel/http/context.ts';
import { lazily } from '../kernel/http/lazily.ts';
import { type House, moduleHandler } from '../kernel/http/pipeline.ts';
import { bookForSomebody, listServicesForWorker, searchTimesForWorker } from './bookForSomebody.ts';
import { createBooking } from './createBooking.ts';
import { holdTime, readHold, releaseTime } from './holdTime.ts';
import { listAttention } from './listAttention.ts';
import { readBooking, readBookingCalendar } from './readBooking.ts';
import { searchTimes } from './searchTimes.ts';

const seldom = () => import('./seldom.ts');

/** Searching, booking and looking is what most requests ask for; what follows a booking is loaded when it is asked for. */
const dispatch: Dispatch<typeof bookingRoutes> = {
  searchTimes,
  holdTime,
  readHold,
  releaseTime,
  createBooking,
  readBooking,
  readBookingCalendar,
  changeBooking: lazily(async () => (await seldom()).changeBooking),
  cancelBooking: lazily(async () => (await seldom()).cancelBooking),
  restoreBooking: lazily(async () => (await seldom()).restoreBooking),
  joinWaitingList: lazily(async () => (await seldom()).joinWaitingList),
  readWaiting: lazily(async () => (await seldom()).readWaiting),
  leaveWaitingList: lazily(async () => (await seldom()).leaveWaitingList),
  acceptOffer: lazily(async () => (await seldom()).acceptOffer),
  listServicesForWorker,
  searchTimesForWorker,
  bookForSomebody,
  listAttention,
  decideBooking: lazily(async () => (await seldom()).decideBooking),
  cancelBySite: lazily(async () => (await seldom()).cancelBySite),
  markNoShow: lazily(async () => (await seldom()).markNoShow),
  createSeries: lazily(async () => (await seldom()).createSeries),
  changeSeries: lazily(async () => (await seldom()).changeSeries),
  explainNoTime: lazily(async () => (await seldom()).explainNoTime),
  readBookingAtDesk: lazily(async () => (await seldom()).readBookingAtDesk),
  searchTimesToMove: lazily(async () => (await seldom()).searchTimesToMove),
  moveBySite: lazily(async () => (await seldom()).moveBySite),
  restoreBySite: lazily(async () => (await seldom()).restoreBySite),
  hidePlace: lazily(async () => (await seldom()).hidePlace),
  cancelSeries: lazily(async () => (await seldom()).cancelSeries),
};

/** The module's handler in a house. */
export function bookingHandler(house: House) {
  return moduleHandler(bookingRoutes, dispatch, house);
}
