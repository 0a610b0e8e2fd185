import { type PackedSheet, seenBy, type StoredSheet } from '@ohjaamo/shared/booking/freeTimes.ts';
import { decodeHolds, isLive } from '@ohjaamo/shared/booking/holds.ts';
import { covers } from '@ohjaamo/shared/booking/offered.ts';
import { offers, startWindow, type StartWindow } from '@ohjaamo/shared/booking/offer.ts';
import { weekOf } from '@ohjaamo/shared/booking/sheet.ts';
import type { ResourceId, StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Clock, currentMinute, type EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import { dayAt } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import type { SheetResource } from './record.ts';
import {
  axisOf,
  inTurn,
  type OfferedService,
  openings,
  readSheetsFor,
  sheetOf,
  type SiteOffer,
} from './siteOffer.ts';
import type { Options } from './takeTime.ts';

const DAY = 1440;

/** The sheets of a service's horizon as the asker sees them, and as they stand. */
export interface Outlook {
  readonly sheets: readonly PackedSheet[];
  readonly stored: readonly StoredSheet[];
  /** After the latest turn that these sheets know of; milliseconds since the epoch, unless turns came faster. */
  readonly nextTurn: number;
}

/**
 * Reads the sheets of a service's horizon: whose turn it is, which rooms seem free, what one person or address holds. One Query,
 * and one BatchGetItem when some live at other sites.
 */
export async function readOutlook(
  scope: TenantScope,
  offer: SiteOffer,
  offered: OfferedService,
  clock: Clock,
  own?: string,
): Promise<Outlook> {
  const now = currentMinute(clock);
  const window = { earliest: now, latest: now + offered.service.horizonDays * DAY };
  const stored = await readSheetsFor(scope, offer, offered, window);
  const sheets = seenBy(stored, { own, now: clock.now() / 60_000 });
  const latest = stored.reduce((most, { assignedAt = 0 }) => Math.max(most, assignedAt), 0);
  return { sheets, stored, nextTurn: Math.max(clock.now(), latest + 1) };
}

/**
 * Who and what could take a start: those whose period offers it, whose turn it is first; `undefined` when nobody's does, or no
 * room is large enough, or nobody who could join is at work. Whoever and whatever the asker holds already comes before all
 * others. The order comes from a read that may lag; who is really free is decided at the commit. `askedAt` is from when notice
 * counts, in milliseconds: what was kept in time may be booked a little later.
 */
export function optionsAt(
  offer: SiteOffer,
  offered: OfferedService,
  start: EpochMinute,
  clock: Clock,
  outlook?: Outlook,
  own?: string,
  askedAt = clock.now(),
): Options | undefined {
  const { service } = offered;
  const window: StartWindow = startWindow(service, askedAt, offered.by);
  const axis = axisOf(offer, start, start);
  const day = dayAt(axis, start);
  const open = openings(offer, offered, axis, day, day);
  const offering = open.periods
    .filter((period) => offers(period, service, window, start))
    .map(({ staffId }) => staffId);
  const joining = open.alongside
    ?.filter((period) => covers(period, service, start))
    .map(({ staffId }) => staffId);
  if (offering.length === 0 || joining?.length === 0 || offered.rooms?.length === 0) return undefined;
  const held = heldBy(outlook?.stored ?? [], start, clock, own);
  const sheets = outlook?.sheets ?? [];
  const workers = sheetsOf(offer, ownFirst(inTurn([...new Set(offering)], sheets), held));
  const alongside = joining && sheetsOf(offer, ownFirst(inTurn([...new Set(joining)], sheets), held));
  const rooms = offered.rooms && [
    ...offered.rooms.filter(({ parts }) => parts.every(({ id }) => held.has(id))),
    ...offered.rooms.filter(({ parts }) => !parts.every(({ id }) => held.has(id))),
  ];
  return { workers, ...(alongside && { alongside }), ...(rooms && { rooms }) };
}

/** Whose sheets hold this start under the asker's own tag. */
function heldBy(
  stored: readonly StoredSheet[],
  start: EpochMinute,
  clock: Clock,
  own: string | undefined,
): ReadonlySet<ResourceId> {
  const now = clock.now() / 60_000;
  return new Set(
    stored
      .filter(
        ({ week, holds }) =>
          week === weekOf(start) &&
          holds &&
          decodeHolds(week, holds).some(
            (hold) => hold.start === start && hold.booking === own && isLive(hold, now),
          ),
      )
      .map(({ id }) => id),
  );
}

function ownFirst(ids: readonly StaffId[], held: ReadonlySet<ResourceId>): StaffId[] {
  return [...ids.filter((id) => held.has(id)), ...ids.filter((id) => !held.has(id))];
}

function sheetsOf({ tenant }: SiteOffer, ids: readonly StaffId[]): SheetResource[] {
  return ids.flatMap((id) => sheetOf(tenant, id) ?? []);
}
