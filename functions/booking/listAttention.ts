import type { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import type { attentionView } from '@ohjaamo/shared/booking/deskRoutes.ts';
import { isDeclinedByPartner } from '@ohjaamo/shared/booking/partnerDecline.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { currentMinute, type EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import type * as z from 'zod';
import type { UseCase } from '../kernel/http/context.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { agendaOf, type AgendaRow } from './agendaRepository.ts';
import { deskViewOf, isActorsBooking } from './deskBooking.ts';
import { todayOf } from './siteOffer.ts';

type Attention = z.infer<typeof attentionView>['attention'];

/** Sorts after every date that can be written with four digits of year. */
const ALL_TO_COME = '9999-12-31';

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
  const now = currentMinute(clock);
  const agendas = await Promise.all(
    sites.map((site) => agendaOf(scope, site.id, todayOf({ tenant, site }, clock), ALL_TO_COME)),
  );
  const bookings = agendas
    .flat()
    .filter((row) => isActorsBooking(actor, row))
    .sort((one, other) => one.start - other.start)
    .flatMap((row) => {
      const attention = attentionOf(row, now);
      return attention ? [{ ...deskViewOf(row, tenant), attention }] : [];
    });
  return succeed({ body: { bookings }, subjects: bookings.map(({ id }) => id) });
};

/** Why a booking needs somebody; what can be decided at once comes before what has to be arranged. */
function attentionOf(row: AgendaRow, now: EpochMinute): Attention | undefined {
  if (row.start <= now) return undefined;
  if (row.state === 'PENDING') return 'DECIDE';
  if (isDeclinedByPartner(row)) return 'DECLINED_BY_PARTNER';
  return row.state === 'BOOKED' && row.orphanedAt !== undefined ? 'ORPHANED' : undefined;
}
