import type { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readTenant } from '../tenants/index.ts';
import { openLink } from './openLink.ts';
import { offersFor } from './orphanOffers.ts';
import { viewOf } from './view.ts';

/** What the holder of the link may see; with free times to choose from when the house's hours took the time away. */
export const readBooking: UseCase<(typeof bookingRoutes)['readBooking']> = async ({
  request,
  scope,
  clock,
}) => {
  const opened = await openLink(scope, request.parameters.link, clock);
  if (!opened.ok) return opened;
  const tenant = await readTenant(scope);
  if (!tenant) return fail(problem('link-not-found'));
  const body = viewOf(opened.value, tenant, clock);
  const isOrphan = opened.value.orphanedAt !== undefined && body.mayChange;
  if (!isOrphan) return succeed({ body });
  return succeed({ body: { ...body, orphaned: { offers: await offersFor(scope, opened.value, clock) } } });
};

/** The booking as a calendar file. */
export const readBookingCalendar: UseCase<(typeof bookingRoutes)['readBookingCalendar']> = async ({
  request,
  scope,
  clock,
}) => {
  const opened = await openLink(scope, request.parameters.link, clock);
  if (!opened.ok) return opened;
  // Imported here, because a cold start of searching and booking should not pay for it.
  const [tenant, { calendarFile }] = await Promise.all([readTenant(scope), import('./calendarFile.ts')]);
  return tenant ? succeed({ body: calendarFile(opened.value, tenant) }) : fail(problem('link-not-found'));
};
