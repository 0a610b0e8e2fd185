import type { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { actOnBooking } from './deskBooking.ts';
import { readRecord } from './repository.ts';

/** Says yes or no to a booking that waits for it; a no gives the time back. The holder is told from the stream. */
export const decideBooking: UseCase<(typeof bookingRoutes)['decideBooking']> = async (context) => {
  const { approved, version } = context.request.body;
  const id = context.request.parameters.bookingId;
  const event = approved ? 'APPROVE' : 'DECLINE';
  const done = await actOnBooking(context, { id, event, version });
  return done.ok ? succeed({ body: done.value }) : done;
};

/** Cancels for the house: the time is free, the holder is told and cannot restore it. */
export const cancelBySite: UseCase<(typeof bookingRoutes)['cancelBySite']> = async (context) => {
  const { version } = context.request.body;
  const id = context.request.parameters.bookingId;
  const done = await actOnBooking(context, { id, event: 'CANCEL_BY_SITE', version });
  return done.ok ? succeed({ body: done.value }) : done;
};

/** Marks that nobody came, from the start on. The time stays taken: it is over anyhow. */
export const markNoShow: UseCase<(typeof bookingRoutes)['markNoShow']> = async (context) => {
  const id = context.request.parameters.bookingId;
  const record = await readRecord(context.scope, id);
  if (record && record.start * 60_000 > context.clock.now()) return fail(problem('state-conflict'));
  const done = await actOnBooking(context, { id, event: 'MISS' });
  return done.ok ? succeed({ body: done.value }) : done;
};
