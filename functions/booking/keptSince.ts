import { HOLD_MINUTES, isLive } from '@ohjaamo/shared/booking/holds.ts';
import { startWindow } from '@ohjaamo/shared/booking/offer.ts';
import { weekOf } from '@ohjaamo/shared/booking/sheet.ts';
import type { Clock, EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readSheet } from './repository.ts';
import { type OfferedService, sheetOf, type SiteOffer } from './siteOffer.ts';

/**
 * From when notice counts for a start, in milliseconds: since whoever asks last kept it, when its notice has run out meanwhile and
 * it is kept still; else now. No read while notice is kept; after that one, consistent, of each worker who gives the service.
 */
export async function keptSince(
  scope: TenantScope,
  { tenant }: SiteOffer,
  { service, staffIds, by }: OfferedService,
  start: EpochMinute,
  own: string,
  clock: Clock,
): Promise<number> {
  const now = clock.now();
  const isLate = start < startWindow(service, now, by).earliest && start * 60_000 > now;
  if (!isLate) return now;
  const resources = staffIds.flatMap((id) => sheetOf(tenant, id) ?? []);
  const sheets = await Promise.all(
    resources.map((resource) => readSheet(scope, { ...resource, week: weekOf(start) })),
  );
  const expiries = sheets
    .flatMap(({ content }) => content.holds)
    .filter((hold) => hold.booking === own && hold.start === start && isLive(hold, now / 60_000))
    .map(({ expiresAt }) => (expiresAt - HOLD_MINUTES) * 60_000);
  return Math.min(now, ...expiries);
}
