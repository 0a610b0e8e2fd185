import type { EpochMinute } from '../kernel/time.ts';

/**
 * A calendar sheet holds one resource's busy intervals of one week, wherever the work is, packed to five bytes each and sorted by
 * start: 14 bits start minute in the week, 11 bits length, 6 + 6 bits buffers before and after in units of five minutes,
 * 3 bits kind. Forty bookings a week are 200 bytes, so that a site's month is read in a handful of units.
 */
export interface Busy {
  readonly start: EpochMinute;
  readonly end: EpochMinute;
  /** Minutes, multiples of {@link BUFFER_UNIT}. */
  readonly bufferBefore: number;
  readonly bufferAfter: number;
  readonly kind: number;
}

/**
 * What an interval of a sheet stands for; three bits, the other values are free. `meeting` is a group's, `external` is
 * busy elsewhere, as a calendar outside the house tells it.
 */
export const BUSY_KIND = { booking: 0, meeting: 1, external: 2 } as const;

export const BUFFER_UNIT = 5;
export const BYTES_PER_INTERVAL = 5;
const MINUTES_PER_WEEK = 10_080;
/** Weeks are counted from Monday 1969-12-29T00:00Z, three days before the epoch, on the UTC axis: no clock change. */
const FIRST_MONDAY = -3 * 1440;
/** The longest interval in minutes: 34 hours and 7 minutes. */
export const MAX_LENGTH = 2 ** 11 - 1;
const MAX_BUFFER = (2 ** 6 - 1) * BUFFER_UNIT;

/** The week in which an instant lies. */
export function weekOf(minute: EpochMinute): number {
  return Math.floor((minute - FIRST_MONDAY) / MINUTES_PER_WEEK);
}

/** The first instant of a week. */
export function startOfWeek(week: number): EpochMinute {
  return week * MINUTES_PER_WEEK + FIRST_MONDAY;
}

/** Minutes rounded up to what a sheet can hold: a buffer may grow by up to four minutes, never shrink. */
export function roundedBuffer(minutes: number): number {
  return Math.min(Math.ceil(minutes / BUFFER_UNIT) * BUFFER_UNIT, MAX_BUFFER);
}

/**
 * Whether an interval with its buffers lies in one week. What crosses the edge is never offered, because a clash would
 * have to be looked for in two sheets; and so two intervals of different weeks can never clash.
 */
export function fitsOneWeek(busy: Busy): boolean {
  return weekOf(busy.start - busy.bufferBefore) === weekOf(busy.end + busy.bufferAfter - 1);
}

/** Packs the intervals of one week. Throws on an interval that the format cannot hold: a defect, not an input. */
export function encodeSheet(week: number, intervals: readonly Busy[]): Uint8Array {
  const origin = startOfWeek(week);
  const bytes = new Uint8Array(intervals.length * BYTES_PER_INTERVAL);
  const view = new DataView(bytes.buffer);
  intervals.forEach((busy, index) => {
    const start = busy.start - origin;
    const length = busy.end - busy.start;
    const before = busy.bufferBefore / BUFFER_UNIT;
    const after = busy.bufferAfter / BUFFER_UNIT;
    const isInside = start >= 0 && start + length <= MINUTES_PER_WEEK && length > 0 && length <= MAX_LENGTH;
    if (!isInside || !isUnit(before) || !isUnit(after)) {
      throw new RangeError('The interval does not fit into a calendar sheet');
    }
    // Forty bits: four bytes of start, length and the first seven of the last fifteen, then their last eight.
    const last = (before << 9) | (after << 3) | busy.kind;
    view.setUint32(index * BYTES_PER_INTERVAL, ((start << 18) | (length << 7) | (last >>> 8)) >>> 0);
    view.setUint8(index * BYTES_PER_INTERVAL + 4, last & 0xff);
  });
  return bytes;
}

function isUnit(units: number): boolean {
  return Number.isInteger(units) && units >= 0 && units * BUFFER_UNIT <= MAX_BUFFER;
}

/** Unpacks the intervals of one week. */
export function decodeSheet(week: number, bytes: Uint8Array): Busy[] {
  const intervals: Busy[] = [];
  eachInterval(week, bytes, (start, end, bufferBefore, bufferAfter, kind) => {
    intervals.push({ start, end, bufferBefore, bufferAfter, kind });
  });
  return intervals;
}

/** Calls `visit` for every interval of a packed sheet, in order, without making an object of it. */
export function eachInterval(
  week: number,
  bytes: Uint8Array,
  visit: (
    start: EpochMinute,
    end: EpochMinute,
    bufferBefore: number,
    bufferAfter: number,
    kind: number,
  ) => void,
): void {
  const origin = startOfWeek(week);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + BYTES_PER_INTERVAL <= bytes.length; at += BYTES_PER_INTERVAL) {
    const first = view.getUint32(at);
    const last = ((first & 0x7f) << 8) | view.getUint8(at + 4);
    const start = origin + (first >>> 18);
    visit(
      start,
      start + ((first >>> 7) & MAX_LENGTH),
      (last >>> 9) * BUFFER_UNIT,
      ((last >>> 3) & 0x3f) * BUFFER_UNIT,
      last & 7,
    );
  }
}

/** Whether two intervals can stand beside each other: of two neighbours the larger buffer counts, never the sum. */
export function clash(one: Busy, other: Busy): boolean {
  const [first, second] = one.start <= other.start ? [one, other] : [other, one];
  return second.start - first.end < Math.max(first.bufferAfter, second.bufferBefore);
}

/** Whether the interval can be added to the week's intervals. */
export function isFree(intervals: readonly Busy[], wanted: Busy): boolean {
  return fitsOneWeek(wanted) && !intervals.some((busy) => clash(busy, wanted));
}

/** The intervals with one more, sorted; `undefined` when it clashes. */
export function inserted(intervals: readonly Busy[], wanted: Busy): Busy[] | undefined {
  if (!isFree(intervals, wanted)) return undefined;
  return [...intervals, wanted].sort((one, other) => one.start - other.start);
}

/** The intervals without the one of this start, end and kind; the same list when it is not there. */
export function removed(intervals: readonly Busy[], gone: Pick<Busy, 'start' | 'end' | 'kind'>): Busy[] {
  return intervals.filter(
    ({ start, end, kind }) => start !== gone.start || end !== gone.end || kind !== gone.kind,
  );
}
