import type { deskRoutes } from '@ohjaamo/shared/desk/contract.ts';
import { seesWholeSite } from '@ohjaamo/shared/desk/rules.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { markArrival as markBooking, readBooking } from '../booking/index.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { readContactsOfDay } from './repository.ts';
import { isRecorded, isWorkerOf, viewBooking } from './views.ts';

/** Marks that the person of a booking has come, or takes a mistaken mark back. A partner marks the own bookings. */
export const markArrival: UseCase<typeof deskRoutes.markArrival> = async ({
  scope,
  request,
  actor,
  audit,
  clock,
}) => {
  const { bookingId } = request.parameters;
  if (!seesWholeSite(actor.roles)) {
    const booking = await readBooking(scope, bookingId);
    if (!booking || !isWorkerOf(booking, actor.staffId)) return fail(problem('not-found'));
  }
  const writes = audit.writes([bookingId]);
  const tenant = await readWorkersTenant(scope);
  const when = { zone: tenant.profile.zone, clock };
  const marked = await markBooking(scope, bookingId, request.body.arrived, when, writes);
  if (!marked.ok) return fail(problem(marked.error));
  const contacts = await readContactsOfDay(scope, marked.value.siteId, marked.value.date);
  return succeed({ body: viewBooking(marked.value, tenant, actor.staffId, isRecorded(bookingId, contacts)) });
};
