import * as z from 'zod';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import type { SiteOfTenant } from './siteOffer.ts';

const capRow = z.object({ sk: z.string() });

/**
 * Whether a site has taken as many open bookings on a date as it takes, from one address or from all together. One Query of the
 * day's rows, which follow the bookings from the stream: so a burst inside a second or two is let through whole, and counted.
 */
export async function isCapReached(
  scope: TenantScope,
  { tenant, site }: SiteOfTenant,
  date: string,
  visitor: string,
): Promise<boolean> {
  const { perAddress, perSite } = tenant.profile.bookingCaps;
  const { items } = await scope.work.query(scope.keys.cap(site.id, date, '').pk, capRow, { limit: perSite });
  const own = items.filter(({ sk }) => sk.startsWith(`${visitor}#`)).length;
  return items.length >= perSite || own >= perAddress;
}
