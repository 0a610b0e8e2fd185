import { comingOf } from '@ohjaamo/shared/booking/offered.ts';
import { type BookedBy, busyAt } from '@ohjaamo/shared/booking/offer.ts';
import type { PackedSheet } from '@ohjaamo/shared/booking/freeTimes.ts';
import { NO_PERSON } from '@ohjaamo/shared/booking/holds.ts';
import type { MeetingChannel } from '@ohjaamo/shared/kernel/codes.ts';
import { dateOfDay } from '@ohjaamo/shared/kernel/dates.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { BookingId, SeriesId, StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { type Clock, currentMinute, type EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import { dayAt } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import type { ConditionFailure, Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { firstOffered, readSheetsUntil } from './firstOffered.ts';
import { keptSince } from './keptSince.ts';
import { optionsAt, type Outlook, readOutlook } from './options.ts';
import type { BookingRecord } from './record.ts';
import { readRecord } from './repository.ts';
import { axisOf, type OfferedService, offeredService, type SiteOffer } from './siteOffer.ts';
import { bookingTag, personTag } from './tags.ts';
import { type Choice, clashesOf, resourcesOf, type Taking, takeTimes } from './takeTime.ts';

/** What whoever books tells of themselves and of the meeting. */
export interface Booker {
  readonly language: Language;
  readonly nickname?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly channel?: MeetingChannel | undefined;
  readonly interpreter?: string | undefined;
  readonly askAfterwards?: true | undefined;
  /** Set at the desk only. */
  readonly hidePlace?: boolean | undefined;
}

/** One booking as it is asked for. */
export interface WantedBooking {
  /** The idempotency key. */
  readonly id: BookingId;
  /** SHA-256 of the link's secret. */
  readonly secretHash: string;
  /** What makes two requests with one id the same request. */
  readonly contentHash: string;
  readonly service: string;
  /** Absent: whoever's turn it is. */
  readonly staff?: StaffId | undefined;
  readonly start: EpochMinute;
  readonly booker: Booker;
  readonly by: BookedBy;
  /** From when notice counts, in milliseconds; since it was kept, or now, when absent. */
  readonly askedAt?: number | undefined;
  /** Who books openly, as the caps know visitors. */
  readonly visitor?: string | undefined;
  readonly seriesId?: SeriesId | undefined;
  /** By way of which other municipality. */
  readonly through?: BookingRecord['through'];
  /** Of whoever waited on a list: since when, and the first time that was offered. Else it is now, and what is free. */
  readonly waited?: { readonly since: string; readonly firstOffered: EpochMinute };
}

/** One booking that cannot be had, by its place among the wanted ones. */
export interface Conflict {
  readonly index: number;
  readonly reason: 'TAKEN' | 'NOT_OFFERED' | 'LIMIT_REACHED';
}

/** Why nothing was booked. */
export type Refusal =
  | { readonly type: 'refused'; readonly conflicts: readonly Conflict[] }
  | { readonly type: 'id-already-used' }
  | { readonly type: 'too-many' }
  | { readonly type: 'write-refused'; readonly failures: ConditionFailure['failures'] };

/**
 * Books times, all or none, with other writes in the same transaction. Booking again under the same ids and contents gives the
 * records that stand. When something cannot be had, every conflict is named. Reads each record and the sheets of the horizon
 * once, or of one chosen worker up to the time; then a sheet for everybody and every room that is asked; writes the records and the sheets of those who take part.
 */
export async function bookTimes(
  scope: TenantScope,
  offer: SiteOffer,
  wanted: readonly WantedBooking[],
  clock: Clock,
  extraWrites: readonly Write[] = [],
): Promise<Result<BookingRecord[], Refusal>> {
  const earlier = await standing(scope, wanted);
  if (earlier) return earlier;
  const prepared = await prepare(scope, offer, wanted, clock);
  const conflicts = prepared.flatMap((each) => ('reason' in each ? [each] : []));
  const takings = prepared.flatMap((each) => ('taking' in each ? [each.taking] : []));
  // Where the others of the wanted ones stand among all, so that every conflict is named by its place.
  const places = prepared.flatMap((each, index) => ('taking' in each ? [index] : []));
  const asConflicts = (indexes: readonly number[]): Conflict[] =>
    indexes.map((index) => ({ index: places[index] ?? 0, reason: 'TAKEN' as const }));
  if (conflicts.length > 0) {
    const clashes = takings.length > 0 ? await clashesOf(scope, takings, clock) : [];
    return refused([...conflicts, ...asConflicts(clashes)]);
  }
  const taken = await takeTimes(scope, takings, clock, extraWrites);
  if (taken.ok) return taken;
  const { error } = taken;
  if (error.type === 'time-taken') {
    // The same request may have won between the two reads: then it is the booking that was asked for.
    return (await standing(scope, wanted)) ?? refused(asConflicts(error.indexes));
  }
  if (error.type === 'write-refused' || error.type === 'too-many') return fail(error);
  return (await standing(scope, wanted)) ?? fail({ type: 'id-already-used' });
}

function refused(conflicts: readonly Conflict[]): Result<never, Refusal> {
  return fail({
    type: 'refused',
    conflicts: [...conflicts].sort((one, other) => one.index - other.index),
  });
}

/** The records that stand under the wanted ids: what an earlier request made, or a refusal; `undefined` when none stands. */
async function standing(
  scope: TenantScope,
  wanted: readonly WantedBooking[],
): Promise<Result<BookingRecord[], Refusal> | undefined> {
  const records = await Promise.all(wanted.map(({ id }) => readRecord(scope, id)));
  const there = records.filter((record) => record !== undefined);
  if (there.length === 0) return undefined;
  const isSame = wanted.every(({ contentHash }, index) => records[index]?.contentHash === contentHash);
  return isSame ? succeed(there) : fail({ type: 'id-already-used' });
}

type Prepared = { readonly taking: Taking } | Conflict;

/** What each wanted booking may take, or why it cannot be had whatever the sheets say. */
async function prepare(
  scope: TenantScope,
  offer: SiteOffer,
  wanted: readonly WantedBooking[],
  clock: Clock,
): Promise<Prepared[]> {
  const read = sightOf(scope, offer, wanted, clock);
  const prepared: Prepared[] = [];
  for (const [index, each] of wanted.entries()) {
    const offered = offeredService(offer, each.service, each.staff, each.by, each.booker.channel);
    if (!offered || !givesChannel(offered, each.booker)) {
      prepared.push({ index, reason: 'NOT_OFFERED' });
      continue;
    }
    const [sight, kept] = await Promise.all([
      read(offered, each),
      each.askedAt ?? keptSince(scope, offer, offered, each.start, bookingTag(each.id), clock),
    ]);
    prepared.push(prepareOne(scope, offer, offered, { ...each, askedAt: kept }, index, clock, sight));
  }
  return prepared;
}

/** What is seen of the sheets before a booking is decided. */
interface Sight {
  /** Where somebody or something has to be chosen. */
  readonly outlook: Outlook | undefined;
  readonly sheets: readonly PackedSheet[];
}

/** Reads what is seen of each service once: the horizon where somebody has to be chosen, else the chosen ones up to the last start. */
function sightOf(scope: TenantScope, offer: SiteOffer, wanted: readonly WantedBooking[], clock: Clock) {
  const known = new Map<string, Promise<Sight>>();
  const readOnce = async (offered: OfferedService, each: WantedBooking): Promise<Sight> => {
    const own = bookingTag(each.id);
    if (needsOutlook(offered, each)) {
      const outlook = await readOutlook(scope, offer, offered, clock, own);
      return { outlook, sheets: outlook.sheets };
    }
    const last = Math.max(
      ...wanted.filter(({ service }) => service === each.service).map(({ start }) => start),
    );
    const sheets = each.waited ? [] : await readSheetsUntil(scope, offer, offered, last, clock, own);
    return { outlook: undefined, sheets };
  };
  return (offered: OfferedService, each: WantedBooking): Promise<Sight> => {
    const name = JSON.stringify([each.service, each.staff, each.booker.channel]);
    const sight = known.get(name) ?? readOnce(offered, each);
    known.set(name, sight);
    return sight;
  };
}

/** Only whose turn it is, which room to ask first and what a person has coming need more than the sheet of the time. */
function needsOutlook({ rooms, alongside, service }: OfferedService, { staff }: WantedBooking): boolean {
  const isChoice = staff === undefined || (rooms?.length ?? 0) > 1 || (alongside?.length ?? 0) > 1;
  return isChoice || service.limits.perPerson !== undefined;
}

function givesChannel({ service }: OfferedService, { channel }: Booker): boolean {
  return channel === undefined || service.channels.includes(channel);
}

function prepareOne(
  scope: TenantScope,
  offer: SiteOffer,
  offered: OfferedService,
  each: WantedBooking & { readonly askedAt: number },
  index: number,
  clock: Clock,
  { outlook, sheets }: Sight,
): Prepared {
  const { service } = offered;
  const own = bookingTag(each.id);
  const options = optionsAt(offer, offered, each.start, clock, outlook, own, each.askedAt);
  if (!options) return { index, reason: 'NOT_OFFERED' };
  const person = personTag(scope.tenantId, each.booker);
  const { perPerson } = service.limits;
  // A worker who books for somebody knows whom and decides.
  if (perPerson !== undefined && person !== NO_PERSON && each.by === 'STREET' && outlook) {
    const coming = comingOf(outlook.sheets, service.code, person, currentMinute(clock));
    if (coming >= perPerson) return { index, reason: 'LIMIT_REACHED' };
  }
  const axis = axisOf(offer, each.start, each.start);
  const asked = askingOf(offer, offered, each, sheets);
  return {
    taking: {
      wanted: busyAt(service, each.start),
      service,
      options,
      dayOf: (minute) => dayAt(axis, minute),
      own,
      person,
      isTurn: each.staff === undefined,
      turnAt: outlook?.nextTurn ?? clock.now(),
      expectedVersion: 0,
      recordFor: (choice) => ({ ...newRecord(offer, offered, each, choice, clock), ...asked }),
    },
  };
}

/** When was asked for a time, and which one was offered first. */
function askingOf(
  offer: SiteOffer,
  offered: OfferedService,
  each: WantedBooking & { readonly askedAt: number },
  sheets: readonly PackedSheet[],
): Pick<BookingRecord, 'firstOffered' | 'waitedSince'> {
  if (each.waited) return { firstOffered: each.waited.firstOffered, waitedSince: each.waited.since };
  const first = firstOffered(offer, offered, sheets, each);
  return first === undefined ? {} : { firstOffered: first };
}

function newRecord(
  offer: SiteOffer,
  { service }: OfferedService,
  { id, by, start, booker, secretHash, contentHash, visitor, seriesId, through }: WantedBooking,
  choice: Choice,
  clock: Clock,
): BookingRecord {
  const { end, bufferBefore, bufferAfter } = busyAt(service, start);
  const at = new Date(clock.now()).toISOString();
  const { language, nickname, email, phone, interpreter, hidePlace, askAfterwards } = booker;
  const channel = booker.channel ?? service.channels[0];
  return {
    kind: 'BOOKING',
    id,
    version: 1,
    state: service.needsApproval && by === 'STREET' ? 'PENDING' : 'BOOKED',
    siteId: offer.site.id,
    ...choiceFields(offer, choice),
    service: service.code,
    start,
    end,
    bufferBefore,
    bufferAfter,
    date: dateOfDay(dayAt(axisOf(offer, start, end), start)),
    language,
    ...(nickname !== undefined && { nickname }),
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
    ...(channel !== undefined && { channel }),
    ...(interpreter !== undefined && { interpreter }),
    ...(hidePlace && { hidePlace }),
    ...(askAfterwards && email !== undefined && { askAfterwards }),
    ...(visitor !== undefined && { visitor }),
    ...(seriesId !== undefined && { seriesId }),
    ...(through && { through }),
    secretHash,
    contentHash,
    createdAt: at,
    changedAt: at,
  };
}

/** What of a record tells who and what takes part. */
export function choiceFields(
  { tenant }: Pick<SiteOffer, 'tenant'>,
  choice: Choice,
): Pick<BookingRecord, 'staffId' | 'organisation' | 'alongside' | 'room' | 'sheets'> {
  const worker = choice.worker.id as StaffId;
  const organisation = tenant.staff.find(({ id }) => id === worker)?.organisation;
  return {
    staffId: worker,
    ...(organisation !== undefined && { organisation }),
    alongside: choice.alongside.map(({ id }) => id as StaffId),
    ...(choice.room && { room: choice.room.room }),
    sheets: resourcesOf(choice),
  };
}
