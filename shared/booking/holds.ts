import type { EpochMinute } from '../kernel/time.ts';
import { type Busy, BYTES_PER_INTERVAL, decodeSheet, encodeSheet, startOfWeek } from './sheet.ts';

/**
 * A time that is kept while somebody fills in. It stands in the sheet beside the busy intervals, in 21 bytes: the interval in
 * five, the minute of its expiry in four, eight of the hash of the booking it may become, four of the hash of the address
 * that asked for it. Nobody deletes a hold to end it: it is judged by its expiry alone.
 */
export interface Hold extends Busy {
  /** First minute in which it no longer counts. */
  readonly expiresAt: EpochMinute;
  /** {@link BOOKING_TAG} characters of hexadecimal. */
  readonly booking: string;
  /** {@link VISITOR_TAG} characters of hexadecimal; all zero when nobody's holds are counted. */
  readonly visitor: string;
}

/** How long a time is kept for whoever fills in, in minutes; the minute that has begun is given on top. */
export const HOLD_MINUTES = 10;
export const BOOKING_TAG = 16;
export const VISITOR_TAG = 8;
/** The tag of a hold that counts for nobody. */
export const NO_VISITOR = '0'.repeat(VISITOR_TAG);
export const BYTES_PER_HOLD = BYTES_PER_INTERVAL + 4 + (BOOKING_TAG + VISITOR_TAG) / 2;

/** What the three bits of an interval's kind say of a hold: asked for by name, or given to whoever's turn it was. */
export const HOLD_KIND = { named: 0, turn: 1 } as const;

const EXPIRY_AT = BYTES_PER_INTERVAL;
const BOOKING_AT = EXPIRY_AT + 4;
const VISITOR_AT = BOOKING_AT + BOOKING_TAG / 2;

/** Packs the holds of one week. */
export function encodeHolds(week: number, holds: readonly Hold[]): Uint8Array {
  const bytes = new Uint8Array(holds.length * BYTES_PER_HOLD);
  const view = new DataView(bytes.buffer);
  holds.forEach((hold, index) => {
    const at = index * BYTES_PER_HOLD;
    bytes.set(encodeSheet(week, [hold]), at);
    view.setUint32(at + EXPIRY_AT, hold.expiresAt);
    writeTag(bytes, at + BOOKING_AT, hold.booking);
    writeTag(bytes, at + VISITOR_AT, hold.visitor);
  });
  return bytes;
}

/** Unpacks the holds of one week, expired ones too. */
export function decodeHolds(week: number, bytes: Uint8Array): Hold[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / BYTES_PER_HOLD) }, (_, index) => {
    const at = index * BYTES_PER_HOLD;
    const [busy] = decodeSheet(week, bytes.subarray(at, at + BYTES_PER_INTERVAL));
    if (!busy) throw new RangeError('A hold is cut off');
    return {
      ...busy,
      expiresAt: view.getUint32(at + EXPIRY_AT),
      booking: readTag(bytes, at + BOOKING_AT, BOOKING_TAG),
      visitor: readTag(bytes, at + VISITOR_AT, VISITOR_TAG),
    };
  });
}

/** Whether a hold still counts at `now`, in minutes with their fraction. */
export function isLive({ expiresAt }: Pick<Hold, 'expiresAt'>, now: number): boolean {
  return now < expiresAt;
}

/** The minute until which a time is kept that is asked for at `now`, in minutes with their fraction. */
export function expiryOf(now: number): EpochMinute {
  return Math.ceil(now) + HOLD_MINUTES;
}

function writeTag(bytes: Uint8Array, at: number, tag: string): void {
  for (let index = 0; index < tag.length / 2; index++) {
    bytes[at + index] = parseInt(tag.slice(index * 2, index * 2 + 2), 16);
  }
}

function readTag(bytes: Uint8Array, at: number, length: number): string {
  return Array.from(bytes.subarray(at, at + length / 2), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
}

/**
 * A booking of a service with limits, beside its interval: the start minute in the week in two bytes, and four of the hash
 * of who can be reached about it, so that a worker's day and week and a person's coming times are counted from the sheets
 * that a search reads anyway.
 */
export interface Mark {
  readonly start: EpochMinute;
  /** {@link PERSON_TAG} characters of hexadecimal; all zero when nobody can be reached. */
  readonly person: string;
}

export const PERSON_TAG = 8;
export const NO_PERSON = '0'.repeat(PERSON_TAG);
const BYTES_PER_MARK = 2 + PERSON_TAG / 2;

/** Packs the marks of one service and week. */
export function encodeMarks(week: number, marks: readonly Mark[]): Uint8Array {
  const bytes = new Uint8Array(marks.length * BYTES_PER_MARK);
  const view = new DataView(bytes.buffer);
  marks.forEach(({ start, person }, index) => {
    view.setUint16(index * BYTES_PER_MARK, start - startOfWeek(week));
    writeTag(bytes, index * BYTES_PER_MARK + 2, person);
  });
  return bytes;
}

/** Unpacks the marks of one service and week. */
export function decodeMarks(week: number, bytes: Uint8Array): Mark[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / BYTES_PER_MARK) }, (_, index) => ({
    start: startOfWeek(week) + view.getUint16(index * BYTES_PER_MARK),
    person: readTag(bytes, index * BYTES_PER_MARK + 2, PERSON_TAG),
  }));
}
