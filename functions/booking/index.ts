export { listBookingsOfDay, markArrival } from './arrival.ts';
export type { BookingRecord } from './record.ts';
