/**
 * Use cases that are asked for seldom, in one file beside the function's own: every further file would cost each cold start
 * about what it saves (see `lazily`).
 */
export { acceptOffer } from './acceptOffer.ts';
export { cancelBooking, restoreBooking } from './cancelBooking.ts';
export { cancelSeries } from './cancelSeries.ts';
export { changeBooking } from './changeBooking.ts';
export { changeSeries } from './changeSeries.ts';
export { createSeries } from './createSeries.ts';
export { cancelBySite, decideBooking, markNoShow } from './decideBooking.ts';
export { hidePlace, restoreBySite } from './deskChanges.ts';
export { explainNoTime } from './explainNoTime.ts';
export { joinWaitingList } from './joinWaitingList.ts';
export { leaveWaitingList, readWaiting } from './leaveWaitingList.ts';
export { moveBySite, searchTimesToMove } from './moveBySite.ts';
export { readBookingAtDesk } from './readBookingAtDesk.ts';
