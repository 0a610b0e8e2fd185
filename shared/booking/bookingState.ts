import * as z from 'zod';

/**
 * Appointment states (glossary G). `PENDING` waits for a worker's decision and holds its time; `DECLINED` is that decision's
 * no. `KEPT` is set by marking the arrival.
 */
export const bookingState = z.enum([
  'PENDING',
  'BOOKED',
  'KEPT',
  'NO_SHOW',
  'DECLINED',
  'CANCELLED_IN_TIME',
  'CANCELLED_LATE',
  'CANCELLED_BY_SITE',
]);
