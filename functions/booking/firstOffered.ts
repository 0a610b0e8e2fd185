import { type PackedSheet, seenBy } from '@ohjaamo/shared/booking/freeTimes.ts';
import { startWindow } from '@ohjaamo/shared/booking/offer.ts';
import { weekOf } from '@ohjaamo/shared/booking/sheet.ts';
import { type Clock, currentMinute, type EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import type { SheetResource } from './record.ts';
import { readSheetsOf } from './repository.ts';
import { findTimes, type OfferedService, sheetOf, type SiteOffer } from './siteOffer.ts';

const DAY = 1440;

/** How far the sheets of a service are looked at, from an instant on. */
function horizonFrom(now: EpochMinute, { service }: OfferedService): EpochMinute {
  return now + service.horizonDays * DAY;
}

/**
 * Reads the sheets of those who are asked for, and of no others, up to a start: one BatchGetItem, eventually consistent, of half a unit for each of
 * them and each week. Only for a booking of which nothing else reads the horizon, one with a chosen worker.
 */
export async function readSheetsUntil(
  scope: TenantScope,
  offer: SiteOffer,
  offered: OfferedService,
  until: EpochMinute,
  clock: Clock,
  own: string,
): Promise<PackedSheet[]> {
  const now = currentMinute(clock);
  const people = [...offered.staffIds, ...(offered.alongside ?? [])];
  const resources: SheetResource[] = [
    ...people.flatMap((id) => sheetOf(offer.tenant, id) ?? []),
    ...(offered.rooms ?? []).flatMap(({ parts }) => parts),
  ];
  const last = Math.min(until, horizonFrom(now, offered));
  const stored = await readSheetsOf(scope, resources, weekOf(now), weekOf(Math.max(now, last)));
  return seenBy(stored, { own, now: clock.now() / 60_000 });
}

/**
 * The first time that is offered to whoever books a start, as free times stand at the booking (M06): of the service at the site, of the
 * chosen worker when one was chosen, inside notice, and the booked one at the latest. `undefined` when what lies before the start was not
 * looked at. The server finds it in sheets that it has read; nothing of it comes from the browser.
 *
 * @param sheets from now to the start or to the end of the service's horizon
 * @param askedAt from when notice counts, in milliseconds
 */
export function firstOffered(
  offer: SiteOffer,
  offered: OfferedService,
  sheets: readonly PackedSheet[],
  { start, askedAt }: { readonly start: EpochMinute; readonly askedAt: number },
): EpochMinute | undefined {
  const { earliest } = startWindow(offered.service, askedAt, offered.by);
  const horizon = horizonFrom(Math.floor(askedAt / 60_000), offered);
  const window = { earliest, latest: Math.min(start, horizon) };
  const [first] = findTimes(offer, offered, window, [...sheets]).times;
  return first?.start ?? (start <= horizon ? start : undefined);
}
