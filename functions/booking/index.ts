export { listBookingsOfDay, markArrival } from './arrival.ts';
export { sendConfirmations } from './confirm.ts';
export type { BookingRecord } from './record.ts';
export { readRecord as readBooking } from './repository.ts';
