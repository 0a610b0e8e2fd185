import type { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { attentionAt } from './attention.ts';
import { deskViewOf } from './deskBooking.ts';

/**
 * The coming bookings that somebody has to look at, by start: of one site or of all. A partner sees the own ones. One Query a
 * site over the agenda, a moment behind.
 */
export const listAttention: UseCase<(typeof bookingRoutes)['listAttention']> = async ({
  scope,
  request,
  actor,
  clock,
}) => {
  const tenant = await readWorkersTenant(scope);
  const { site: asked } = request.query;
  const sites = asked === undefined ? tenant.sites : tenant.sites.filter(({ id }) => id === asked);
  if (sites.length === 0) return fail(problem('not-found'));
  const found = await Promise.all(sites.map((site) => attentionAt(scope, tenant, site, actor, clock)));
  const bookings = found
    .flat()
    .sort((one, other) => one.row.start - other.row.start)
    .map(({ row, attention }) => ({ ...deskViewOf(row, tenant), attention }));
  return succeed({ body: { bookings }, subjects: bookings.map(({ id }) => id) });
};
