import { bookingState } from '@ohjaamo/shared/booking/bookingState.ts';
import type { Busy } from '@ohjaamo/shared/booking/sheet.ts';
import { BUSY_KIND } from '@ohjaamo/shared/booking/sheet.ts';
import { meetingChannel } from '@ohjaamo/shared/kernel/codes.ts';
import { language, localizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import { bookingId, code, openingId, roomId, seriesId, siteId, staffId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Clock, currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import * as z from 'zod';

/** Whose calendar sheet: a worker's or an undivided room's, and at which home site it stands. */
const sheetResource = z.object({ home: siteId, id: z.union([staffId, roomId]) });

/** A booking as the table holds it. Times are epoch minutes; `changedAt` and the like are RFC 3339 in UTC. */
export const bookingRecord = z.object({
  kind: z.literal('BOOKING'),
  id: bookingId,
  /** Grows by one with every change of time or state: the condition of the next write, and the calendar's SEQUENCE. */
  version: z.int(),
  state: bookingState,
  siteId,
  staffId,
  service: code,
  start: z.int(),
  end: z.int(),
  bufferBefore: z.int(),
  bufferAfter: z.int(),
  /** The site's calendar date of the start. */
  date: z.string(),
  language,
  nickname: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  channel: meetingChannel.optional(),
  /** Language of an interpreter who was asked for. */
  interpreter: z.string().optional(),
  /** Home organisation of the worker at the time of the choice: whose time it is (M06). */
  organisation: code.optional(),
  /** The first time that was offered to whoever booked, when it is known (M06); a later move leaves it as it was. */
  firstOffered: z.int().optional(),
  /** Since when whoever booked had waited on a list; RFC 3339 in UTC. */
  waitedSince: z.string().optional(),
  /** Who joins beside the worker. */
  alongside: z.array(staffId).default([]),
  room: roomId.optional(),
  /** How often something personal was taken out of it: a change that was read before must not bring it back. */
  forgotten: z.int().optional(),
  /** Who booked openly, as the caps know visitors: a hash that differs from day to day. */
  visitor: z.string().optional(),
  seriesId: seriesId.optional(),
  /** Booked by way of another municipality, to which these times were opened; `endedAt` when that was over while the booking was ahead. */
  through: z.object({ opening: openingId, name: localizedText, endedAt: z.string().optional() }).optional(),
  /** Set while the last change of time or worker was the house's: then the holder is told of it by every way there is. */
  movedBySite: z.literal(true).optional(),
  /** Since when the house's hours no longer cover the booking, which keeps its time all the same. */
  orphanedAt: z.string().optional(),
  /** A worker who lends the time cannot come; see `isDeclinedByPartner`, which says whether that still stands. */
  declinedByPartner: z.object({ staffId, start: z.int(), at: z.string() }).optional(),
  /** Set when it was cancelled before anybody had decided on it. */
  undecided: z.literal(true).optional(),
  /** Messages do not tell the place. */
  hidePlace: z.boolean().optional(),
  /** Whoever booked may be asked afterwards how it was. */
  askAfterwards: z.literal(true).optional(),
  secretHash: z.string(),
  contentHash: z.string(),
  createdAt: z.string(),
  changedAt: z.string(),
  arrivedAt: z.string().optional(),
  /** The sheets in which its time stands, the worker's first; homes may change later, these do not. */
  sheets: z.array(sheetResource).min(1),
});

export type SheetResource = Readonly<z.infer<typeof sheetResource>>;
export type BookingRecord = z.infer<typeof bookingRecord>;

/**
 * The record at its next version. The visitor's hash goes with the first write after the date on which the booking was made:
 * the caps ask no longer.
 */
export function later(record: BookingRecord, zone: string, clock: Clock): BookingRecord {
  const { visitor, ...rest } = record;
  const isAsked = isAskedByCaps(record, zone, clock);
  return {
    ...rest,
    ...(isAsked && visitor !== undefined && { visitor }),
    version: record.version + 1,
    changedAt: new Date(clock.now()).toISOString(),
  };
}

/** Whether the caps still ask who made a booking: on the date on which it was made. */
export function isAskedByCaps(
  { createdAt }: Pick<BookingRecord, 'createdAt'>,
  zone: string,
  clock: Clock,
): boolean {
  const madeOn = localDate(Math.floor(Date.parse(createdAt) / 60_000), zone);
  return madeOn === localDate(currentMinute(clock), zone);
}

/** The interval that a booking takes in its worker's sheet. */
export function busyOf(record: BookingRecord): Busy {
  const { start, end, bufferBefore, bufferAfter } = record;
  return { start, end, bufferBefore, bufferAfter, kind: BUSY_KIND.booking };
}
