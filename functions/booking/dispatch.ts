import { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import type { Dispatch } from '../kernel/http/context.ts';
import { type House, moduleHandler } from '../kernel/http/pipeline.ts';
import { acceptOffer } from './acceptOffer.ts';
import { bookForSomebody, listServicesForWorker, searchTimesForWorker } from './bookForSomebody.ts';
import { cancelBooking, restoreBooking } from './cancelBooking.ts';
import { changeBooking } from './changeBooking.ts';
import { cancelSeries } from './cancelSeries.ts';
import { changeSeries } from './changeSeries.ts';
import { createBooking } from './createBooking.ts';
import { createSeries } from './createSeries.ts';
import { cancelBySite, decideBooking, markNoShow } from './decideBooking.ts';
import { hidePlace, restoreBySite } from './deskChanges.ts';
import { explainNoTime } from './explainNoTime.ts';
import { holdTime, readHold, releaseTime } from './holdTime.ts';
import { joinWaitingList } from './joinWaitingList.ts';
import { leaveWaitingList, readWaiting } from './leaveWaitingList.ts';
import { listAttention } from './listAttention.ts';
import { moveBySite, searchTimesToMove } from './moveBySite.ts';
import { readBooking, readBookingCalendar } from './readBooking.ts';
import { readBookingAtDesk } from './readBookingAtDesk.ts';
import { searchTimes } from './searchTimes.ts';

const dispatch: Dispatch<typeof bookingRoutes> = {
  searchTimes,
  holdTime,
  readHold,
  releaseTime,
  createBooking,
  readBooking,
  readBookingCalendar,
  changeBooking,
  cancelBooking,
  restoreBooking,
  joinWaitingList,
  readWaiting,
  leaveWaitingList,
  acceptOffer,
  listServicesForWorker,
  searchTimesForWorker,
  bookForSomebody,
  listAttention,
  decideBooking,
  cancelBySite,
  markNoShow,
  createSeries,
  changeSeries,
  explainNoTime,
  readBookingAtDesk,
  searchTimesToMove,
  moveBySite,
  restoreBySite,
  hidePlace,
  cancelSeries,
};

/** The module's handler in a house. */
export function bookingHandler(house: House) {
  return moduleHandler(bookingRoutes, dispatch, house);
}
