import { type OfferedTime, seenBy } from '@ohjaamo/shared/booking/freeTimes.ts';
import { startWindow, type StartWindow } from '@ohjaamo/shared/booking/offer.ts';
import { type Clock, currentMinute } from '@ohjaamo/shared/kernel/time.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import {
  findTimes,
  type OfferedService,
  readSheetsElsewhere,
  readSheetsIn,
  type SiteOffer,
} from './siteOffer.ts';

const DAY = 1440;

/**
 * The next free times of several services at a site, by their codes: so many of each and within so many days, for a page that leads to
 * booking. What is shown may be taken meanwhile; the booking decides. One Query of the site's sheets for all services together, and one
 * BatchGetItem when some who give them live at another site.
 */
export async function nextTimes(
  scope: TenantScope,
  offer: SiteOffer,
  services: readonly OfferedService[],
  { days, most }: { readonly days: number; readonly most: number },
  clock: Clock,
): Promise<ReadonlyMap<string, readonly OfferedTime[]>> {
  const until = currentMinute(clock) + days * DAY;
  const windows = services.map((offered) => ({ offered, window: within(offered, until, clock) }));
  const all: StartWindow = {
    earliest: Math.min(...windows.map(({ window }) => window.earliest)),
    latest: Math.max(...windows.map(({ window }) => window.latest)),
  };
  if (services.length === 0) return new Map();
  const everybody = {
    staffIds: services.flatMap(({ staffIds }) => staffIds),
    alongside: services.flatMap(({ alongside = [] }) => alongside),
  };
  const [near, far] = await Promise.all([
    readSheetsIn(scope, offer, all),
    readSheetsElsewhere(scope, offer, everybody, all),
  ]);
  const sheets = seenBy([...near, ...far], { now: clock.now() / 60_000 });
  return new Map(
    windows.map(({ offered, window }) => [
      offered.service.code,
      findTimes(offer, offered, window, sheets).times.slice(0, most),
    ]),
  );
}

function within({ service }: OfferedService, until: number, clock: Clock): StartWindow {
  const { earliest, latest } = startWindow(service, clock.now());
  return { earliest, latest: Math.min(latest, until) };
}
