import { decodeHolds, type Hold, HOLD_KIND, isLive, NO_VISITOR } from '@ohjaamo/shared/booking/holds.ts';
import { isWithinLimits } from '@ohjaamo/shared/booking/offered.ts';
import { type BookedBy, busyAt } from '@ohjaamo/shared/booking/offer.ts';
import { type Busy, weekOf } from '@ohjaamo/shared/booking/sheet.ts';
import { type SheetContent, withHold } from '@ohjaamo/shared/booking/sheetContent.ts';
import type { StoredSheet } from '@ohjaamo/shared/booking/freeTimes.ts';
import type { MeetingChannel } from '@ohjaamo/shared/kernel/codes.ts';
import type { BookingId, StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Clock, EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import { dayAt } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import { pause } from '../kernel/pause.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { optionsAt, readOutlook } from './options.ts';
import type { SheetResource } from './record.ts';
import { readSheet, readSheets, readSheetsOf, type SheetPlace, writeHolds } from './repository.ts';
import {
  axisOf,
  bookableService,
  offeredService,
  type OfferedService,
  type SiteOffer,
  type SiteOfTenant,
} from './siteOffer.ts';
import { bookingTag, visitorTag } from './tags.ts';
import { type Choice, type Options, resourcesOf } from './takeTime.ts';
import { TRIES } from './tries.ts';

/** A time that is to be kept. */
export interface WantedHold {
  /** The id that the booking will have, if it comes to that. */
  readonly bookingId: BookingId;
  readonly service: string;
  /** Absent: whoever's turn it is. */
  readonly staff?: StaffId | undefined;
  /** Absent: it is chosen later. */
  readonly channel?: MeetingChannel | undefined;
  readonly start: EpochMinute;
  /** First minute in which the time is no longer kept. */
  readonly until: EpochMinute;
  readonly by: BookedBy;
  /** Whose holds are counted; absent for what the house itself keeps. */
  readonly visitor?: string | undefined;
}

/** A time that is kept. */
export interface KeptTime {
  readonly staffId: StaffId;
  readonly start: EpochMinute;
  readonly end: EpochMinute;
  readonly expiresAt: EpochMinute;
}

export type HoldRefusal = 'time-taken' | 'time-not-offered' | 'cap-reached';

/**
 * Keeps a time until a minute. One conditional update of one write unit in the worker's sheet, and one for a room's every part
 * and for whoever joins; what was already kept is let go when a later one cannot be had, and ends by itself if that fails. Asking again
 * with the same id renews the hold or moves it: the new time is kept before the old one is let go. A meeting that may be on site
 * keeps a room when one is free, whatever its first channel is. Reads the sheets of the horizon, and one for everybody and every
 * room that is asked.
 */
export async function keepTime(
  scope: TenantScope,
  offer: SiteOffer,
  wanted: WantedHold,
  clock: Clock,
): Promise<Result<KeptTime, HoldRefusal>> {
  const { channels = [] } = bookableService(offer.tenant, wanted.service, wanted.by) ?? {};
  let refusal: HoldRefusal = 'time-not-offered';
  for (const channel of channelsToTry(channels, wanted.channel)) {
    const kept = await keepBy(scope, offer, wanted, channel, clock);
    if (kept.ok || kept.error === 'cap-reached') return kept;
    refusal = kept.error;
  }
  return fail(refusal);
}

/** For which channels a time is kept, the best first: on site, because what holds a room does for every other channel too. */
function channelsToTry(
  channels: readonly MeetingChannel[],
  asked: MeetingChannel | undefined,
): MeetingChannel[] {
  if (asked) return channels.filter((channel) => channel === asked);
  const isOnSite = (channel: MeetingChannel): boolean => channel === 'ON_SITE';
  return [...new Set([...channels.filter(isOnSite), ...channels.slice(0, 1)])];
}

async function keepBy(
  scope: TenantScope,
  offer: SiteOffer,
  wanted: WantedHold,
  channel: MeetingChannel,
  clock: Clock,
): Promise<Result<KeptTime, HoldRefusal>> {
  const offered = offeredService(offer, wanted.service, wanted.staff, wanted.by, channel);
  if (!offered) return fail('time-not-offered');
  const own = bookingTag(wanted.bookingId);
  const visitor = visitorTag(wanted.visitor);
  const outlook = await readOutlook(scope, offer, offered, clock, own);
  const options = optionsAt(offer, offered, wanted.start, clock, outlook, own);
  if (!options) return fail('time-not-offered');
  const live = liveHolds(outlook.stored, clock);
  if (isCapped(live, own, visitor, offer)) return fail('cap-reached');
  const busy = busyAt(offered.service, wanted.start);
  const kind = wanted.staff === undefined ? HOLD_KIND.turn : HOLD_KIND.named;
  const hold: Hold = { ...busy, kind, expiresAt: wanted.until, booking: own, visitor };
  const choice = await keepFirst(scope, offer, offered, options, hold, clock);
  if (!choice) return fail('time-taken');
  const kept = resourcesOf(choice).map(({ id }) => id);
  const former = live.filter(
    ({ id, hold: each }) => each.booking === own && (each.start !== busy.start || !kept.includes(id)),
  );
  await letGoOf(scope, offer, former, own);
  return succeed({
    staffId: choice.worker.id as StaffId,
    start: busy.start,
    end: busy.end,
    expiresAt: wanted.until,
  });
}

/**
 * Lets a kept time go wherever it stands in the week of its start; false when nothing was kept. Reads that week's sheets, and
 * writes one unit for each sheet that holds it.
 */
export async function letGo(
  scope: TenantScope,
  place: SiteOfTenant,
  bookingId: BookingId,
  start: EpochMinute,
): Promise<boolean> {
  const mine = await ownHolds(scope, place, bookingId, start);
  await letGoOf(scope, place, mine, bookingTag(bookingId));
  return mine.length > 0;
}

/**
 * Until which minute the time that starts at `start` is kept for a booking; `undefined` when it is not, or no longer. Reads the
 * sheets of that week.
 */
export async function keptUntil(
  scope: TenantScope,
  place: SiteOfTenant,
  bookingId: BookingId,
  start: EpochMinute,
  clock: Clock,
): Promise<EpochMinute | undefined> {
  const now = clock.now() / 60_000;
  const mine = await ownHolds(scope, place, bookingId, start);
  return mine.find(({ hold }) => hold.start === start && isLive(hold, now))?.hold.expiresAt;
}

/** The holds of a booking in the week of a start, expired ones too: one Query, and one BatchGetItem when some live elsewhere. */
async function ownHolds(
  scope: TenantScope,
  place: SiteOfTenant,
  bookingId: BookingId,
  start: EpochMinute,
): Promise<StandingHold[]> {
  const week = weekOf(start);
  const elsewhere = place.tenant.staff
    .filter(({ homeSite }) => homeSite !== place.site.id)
    .map(({ id, homeSite }) => ({ home: homeSite, id }));
  const [near, far] = await Promise.all([
    readSheets(scope, place.site.id, week, week),
    elsewhere.length > 0 ? readSheetsOf(scope, elsewhere, week, week) : [],
  ]);
  const own = bookingTag(bookingId);
  return holdsIn([...near, ...far]).filter(({ hold }) => hold.booking === own);
}

interface StandingHold {
  readonly week: number;
  readonly id: StoredSheet['id'];
  readonly hold: Hold;
}

function holdsIn(sheets: readonly StoredSheet[]): StandingHold[] {
  return sheets.flatMap(({ week, id, holds }) =>
    holds ? decodeHolds(week, holds).map((hold) => ({ week, id, hold })) : [],
  );
}

function liveHolds(sheets: readonly StoredSheet[], clock: Clock): StandingHold[] {
  const now = clock.now() / 60_000;
  return holdsIn(sheets).filter(({ hold }) => isLive(hold, now));
}

/** Whether an address holds as many times as it may, the asked one aside; a hold of several sheets is one. */
function isCapped(
  live: readonly StandingHold[],
  own: string,
  visitor: string,
  { tenant }: SiteOffer,
): boolean {
  if (visitor === NO_VISITOR) return false;
  const others = live.filter(({ hold }) => hold.visitor === visitor && hold.booking !== own);
  return new Set(others.map(({ hold }) => hold.booking)).size >= tenant.profile.bookingCaps.holds;
}

/** Keeps the time for the first worker, company and room that have it free; `undefined` when a kind has nobody. */
async function keepFirst(
  scope: TenantScope,
  offer: SiteOffer,
  { service }: OfferedService,
  options: Options,
  hold: Hold,
  clock: Clock,
): Promise<Choice | undefined> {
  const axis = axisOf(offer, hold.start, hold.start);
  const dayOf = (minute: EpochMinute) => dayAt(axis, minute);
  const isWithin = ({ marks }: SheetContent): boolean =>
    isWithinLimits(service.limits, marks[service.code] ?? [], hold.start, dayOf);
  const kept: SheetResource[] = [];
  // What is asked of one sheet alone moves in one write; of several, the former time stays until all of the new one is kept.
  const isAlone = !options.rooms && !options.alongside;
  const keep = async (resource: SheetResource, accepts?: (content: SheetContent) => boolean) => {
    const isKept = await keepIn(scope, placeOf(resource, hold), hold, clock, isAlone, accepts);
    if (isKept) kept.push(resource);
    return isKept;
  };
  const worker = await firstOf(options.workers, (each) => keep(each, isWithin));
  const companion =
    worker && options.alongside
      ? await firstOf(
          options.alongside.filter(({ id }) => id !== worker.id),
          (each) => keep(each),
        )
      : undefined;
  const isComplete = worker && (!options.alongside || companion);
  const room =
    isComplete && options.rooms
      ? await firstOf(options.rooms, async ({ parts }) => {
          const before = kept.length;
          for (const part of parts) {
            if (await keep(part)) continue;
            await letGoOfPlaces(scope, kept.splice(before), hold);
            return false;
          }
          return true;
        })
      : undefined;
  if (isComplete && (!options.rooms || room)) {
    return { worker, alongside: companion ? [companion] : [], ...(room && { room }) };
  }
  await letGoOfPlaces(scope, kept, hold);
  return undefined;
}

async function firstOf<T>(
  list: readonly T[],
  accepts: (each: T) => Promise<boolean>,
): Promise<T | undefined> {
  for (const each of list) if (await accepts(each)) return each;
  return undefined;
}

/** Puts a hold into one sheet; a sheet that changed meanwhile is read and decided again. */
async function keepIn(
  scope: TenantScope,
  place: SheetPlace,
  hold: Hold,
  clock: Clock,
  isMoved: boolean,
  accepts: (content: SheetContent) => boolean = () => true,
): Promise<boolean> {
  for (let tried = 1; ; tried++) {
    const sheet = await readSheet(scope, place);
    const content = accepts(sheet.content)
      ? withHold(sheet.content, hold, clock.now() / 60_000, isMoved)
      : undefined;
    if (!content) return false;
    if ((await writeHolds(scope, { ...sheet, content })).ok) return true;
    if (tried === TRIES) throw new Error('The sheet kept changing');
    await pause(tried);
  }
}

async function letGoOf(
  scope: TenantScope,
  { tenant, site }: SiteOfTenant,
  holds: readonly StandingHold[],
  own: string,
): Promise<void> {
  for (const { week, id, hold } of holds) {
    const home = tenant.staff.find((each) => each.id === id)?.homeSite ?? site.id;
    await dropFrom(scope, { home, week, id }, { ...hold, booking: own });
  }
}

async function letGoOfPlaces(
  scope: TenantScope,
  resources: readonly SheetResource[],
  hold: Hold,
): Promise<void> {
  for (const resource of resources) await dropFrom(scope, placeOf(resource, hold), hold);
}

/** Takes a booking's hold out of one sheet, unless it is there for another time by now. */
async function dropFrom(scope: TenantScope, place: SheetPlace, { booking, start }: Hold): Promise<void> {
  for (let tried = 1; ; tried++) {
    const sheet = await readSheet(scope, place);
    const holds = sheet.content.holds.filter((each) => each.booking !== booking || each.start !== start);
    if (holds.length === sheet.content.holds.length) return;
    if ((await writeHolds(scope, { ...sheet, content: { ...sheet.content, holds } })).ok) return;
    if (tried === TRIES) throw new Error('The sheet kept changing');
    await pause(tried);
  }
}

function placeOf(resource: SheetResource, { start }: Busy): SheetPlace {
  return { ...resource, week: weekOf(start) };
}
