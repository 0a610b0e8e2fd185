import type { SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { agendaOf } from './agendaRepository.ts';
import { type BookingRecord, bookingRecord } from './record.ts';

/**
 * The bookings of a site that begin on dates between two, both inclusive, whatever became of them, as they stand: one Query of the agenda and
 * one consistent read of each, a hundred in a batch.
 */
export async function bookingsOf(
  scope: TenantScope,
  site: SiteId,
  from: string,
  to: string,
): Promise<BookingRecord[]> {
  const rows = await agendaOf(scope, site, from, to);
  const keys = [...new Set(rows.map(({ id }) => id))].map((id) => scope.keys.booking(id));
  const records = await scope.work.batchGet(keys, bookingRecord, true);
  return records.filter(({ siteId, date }) => siteId === site && date >= from && date <= to);
}
