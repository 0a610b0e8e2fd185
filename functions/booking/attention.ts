import type { attentionView } from '@ohjaamo/shared/booking/deskRoutes.ts';
import { isDeclinedByPartner } from '@ohjaamo/shared/booking/partnerDecline.ts';
import type { TenantActor } from '@ohjaamo/shared/kernel/roles.ts';
import { type Clock, currentMinute, type EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import type { Site, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type * as z from 'zod';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { agendaOf, type AgendaRow } from './agendaRepository.ts';
import { isActorsBooking } from './deskBooking.ts';
import { todayOf } from './siteOffer.ts';

type Attention = z.infer<typeof attentionView>['attention'];

/** A coming booking that somebody has to look at, and why. */
export interface AttentionRow {
  readonly row: AgendaRow;
  readonly attention: Attention;
}

/** Sorts after every date that can be written with four digits of year. */
const ALL_TO_COME = '9999-12-31';

/**
 * The coming bookings of a site that need somebody, by start; of whoever only lends time the own ones. One Query over the
 * site's agenda, a moment behind.
 */
export async function attentionAt(
  scope: TenantScope,
  tenant: Tenant,
  site: Site,
  actor: TenantActor,
  clock: Clock,
): Promise<AttentionRow[]> {
  const now = currentMinute(clock);
  const rows = await agendaOf(scope, site.id, todayOf({ tenant, site }, clock), ALL_TO_COME);
  return rows.flatMap((row) => {
    const attention = isActorsBooking(actor, row) ? attentionOf(row, now) : undefined;
    return attention ? [{ row, attention }] : [];
  });
}

/** Why a booking needs somebody; what can be decided at once comes before what has to be arranged. */
function attentionOf(row: AgendaRow, now: EpochMinute): Attention | undefined {
  if (row.start <= now) return undefined;
  if (row.state === 'PENDING') return 'DECIDE';
  if (isDeclinedByPartner(row)) return 'DECLINED_BY_PARTNER';
  return row.state === 'BOOKED' && row.orphanedAt !== undefined ? 'ORPHANED' : undefined;
}
