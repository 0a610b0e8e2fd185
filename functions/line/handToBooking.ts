import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail } from '@ohjaamo/shared/kernel/result.ts';
import type { lineRoutes } from '@ohjaamo/shared/line/contract.ts';
import { readBooking } from '../booking/index.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { change } from './desk.ts';

/** Ends the wait with a booked time, of this municipality. */
export const handToBooking: UseCase<(typeof lineRoutes)['handToBooking']> = async (context) => {
  const { bookingId } = context.request.body;
  if (!(await readBooking(context.scope, bookingId))) return fail(problem('not-found'));
  return change(context, { event: 'HAND_TO_BOOKING', parts: { bookingId } });
};
