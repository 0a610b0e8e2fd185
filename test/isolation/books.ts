import { promoteSite } from '@ohjaamo/functions/booking/promoteWaiting.ts';
import { tenantClients } from '@ohjaamo/functions/kernel/tenancy/clients.ts';
import { scopes } from '@ohjaamo/functions/kernel/tenancy/scope.ts';
import { bookingId, randomIds, siteId, staffId, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import { aBooking, minuteOf } from '../support/bookingRecord.ts';
import type { Settled } from './ids.ts';
import { somebody } from './people.ts';
import type { Send } from './send.ts';
import { isolationTables } from './tables.ts';

/** When the tenant's series is: two Fridays at one. */
export const fridays = { first: '2027-02-05', time: '13:00', everyWeeks: 1, occurrences: 2, skip: [] };
/** The day for which somebody waits, and on which a time is offered to them. */
export const thursday = { from: '2027-02-04', to: '2027-02-04', after: '09:00', before: '12:00' };

/** A series of two bookings, an offer to somebody who waits, and a booking that has begun. */
export async function book(send: Send, of: Settled, secret: string, now: number): Promise<void> {
  const { ids } = of;
  const actor = somebody('COUNSELLOR', of);
  const { service, seriesId, waitingId } = ids;
  const who = { service, staff: ids.staffId, language: 'fi' };
  const series = await send(routes.createSeries, {
    actor,
    body: { seriesId, secret, site: ids.siteId, ...fridays, ...who },
  });
  const waiting = await send(routes.joinWaitingList, {
    parameters: { tenantSlug: ids.tenantSlug, siteSlug: ids.siteSlug },
    body: { waitingId, secret, ...thursday, ...who, email: 'waiting@town.example' },
  });
  if (series.status !== 201 || waiting.status !== 201) throw new Error(`${series.text} ${waiting.text}`);
  const tables = { work: isolationTables.WORK_TABLE };
  const openScope = scopes(tenantClients(tables, { follower: 'arn:local:follower' }), tables);
  const scope = openScope(tenantId.parse(of.tenantId), 'follower');
  const site = siteId.parse(ids.siteId);
  const offered = await promoteSite(scope, { id: site }, { clock: { now: () => now }, ids: randomIds });
  if (offered !== 1) throw new Error('Nothing was offered');
  const begun = aBooking(site, {
    id: bookingId.parse(ids.begunBookingId),
    staffId: staffId.parse(ids.staffId),
    service,
    start: minuteOf('2027-02-01T09:00+02:00'),
    sheets: [{ home: site, id: staffId.parse(ids.staffId) }],
  });
  await scope.work.put({ ...scope.keys.booking(begun.id), ...begun });
}
