import { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import type { Dispatch } from '../kernel/http/context.ts';
import { type House, moduleHandler } from '../kernel/http/pipeline.ts';
import { cancelBooking, restoreBooking } from './cancelBooking.ts';
import { changeBooking } from './changeBooking.ts';
import { createBooking } from './createBooking.ts';
import { holdTime, releaseTime } from './holdTime.ts';
import { readBooking, readBookingCalendar } from './readBooking.ts';
import { searchTimes } from './searchTimes.ts';

const dispatch: Dispatch<typeof bookingRoutes> = {
  searchTimes,
  holdTime,
  releaseTime,
  createBooking,
  readBooking,
  readBookingCalendar,
  changeBooking,
  cancelBooking,
  restoreBooking,
};

/** The module's handler in a house. */
export function bookingHandler(house: House) {
  return moduleHandler(bookingRoutes, dispatch, house);
}
