export { agendaOf, type AgendaRow } from './agendaRepository.ts';
export { listBookingsOfDay, markArrival } from './arrival.ts';
export { sendConfirmations } from './confirm.ts';
export { followBookings } from './followBookings.ts';
export type { BookingRecord } from './record.ts';
export { readRecord as readBooking } from './repository.ts';
export { sendReminders } from './sendReminders.ts';
