import type { ResourceId, StaffId } from '../kernel/ids.ts';
import type { EpochMinute } from '../kernel/time.ts';
import { BYTES_PER_HOLD, decodeHolds, isLive } from './holds.ts';
import { type BookedService, gridStep, type OpenPeriod, type StartWindow } from './offer.ts';
import { BUFFER_UNIT, BYTES_PER_INTERVAL, MAX_LENGTH, roundedBuffer, startOfWeek } from './sheet.ts';
import type { Asking } from './sheetContent.ts';

/** One sheet as the table holds it, packed. */
export interface StoredSheet {
  readonly id: ResourceId;
  readonly week: number;
  readonly busy: Uint8Array;
  readonly holds?: Uint8Array;
  /** By code of service. */
  readonly marks?: Readonly<Record<string, Uint8Array>>;
  readonly assignedAt?: number;
}

/** One packed sheet as somebody sees it at one moment: without holds that have expired, and without the own one. */
export interface PackedSheet extends StoredSheet {
  /** Live holds of others, packed as the busy intervals are. */
  readonly held?: Uint8Array;
}

/** The sheets as the asker sees them now. */
export function seenBy(sheets: readonly StoredSheet[], { own, now }: Asking): PackedSheet[] {
  return sheets.map((sheet) => {
    if (!sheet.holds || sheet.holds.length === 0) return sheet;
    const { holds } = sheet;
    const live = decodeHolds(sheet.week, holds).flatMap((hold, index) =>
      isLive(hold, now) && hold.booking !== own
        ? [...holds.subarray(index * BYTES_PER_HOLD, index * BYTES_PER_HOLD + BYTES_PER_INTERVAL)]
        : [],
    );
    return live.length === 0 ? sheet : { ...sheet, held: Uint8Array.from(live) };
  });
}

/** A start on offer and who could take it, least recently chosen first. */
export interface OfferedTime {
  readonly start: EpochMinute;
  readonly staffIds: StaffId[];
}

const MINUTES_PER_WEEK = 10_080;
/** Before and after every minute that there is; integers, so that the loops stay among integers. */
const FIRST_MINUTE = -(2 ** 31);
const LAST_MINUTE = 2 ** 31 - 1;
/** Integers that a busy stretch becomes on the axis: the last start allowed before it, the first allowed after it. */
const FIELDS = 2;

/**
 * All free starts of a service over its open periods, in order of time. `periods` are sorted by start per worker and do
 * not overlap per worker; `sheets` hold what is taken. Workers are named least recently chosen first, ties by id.
 *
 * Plain loops over integers: the sheets are unpacked once onto the minute axis, each worker's grid is walked with one
 * pointer into that worker's busy intervals, and the workers of one start are chained in arrays of integers, so that
 * nothing but the distinct starts is ever sorted.
 */
export function freeTimes(
  service: BookedService,
  periods: readonly OpenPeriod[],
  sheets: readonly PackedSheet[],
  window: StartWindow,
): OfferedTime[] {
  const periodsOf = grouped(periods);
  const busyOf = unpacked(service, sheets);
  const workers = leastRecentFirst([...periodsOf.keys()], lastChosen(sheets));
  const board = new Board(periods, gridStep(service));
  // Each chain is built from its end, so the last worker goes first.
  for (let index = workers.length - 1; index >= 0; index--) {
    const worker = workers[index];
    if (worker === undefined) continue;
    walkGrid(service, periodsOf.get(worker) ?? [], busyOf.get(worker) ?? NOTHING, window, board, index);
  }
  return board.times(workers);
}

const NOTHING = new Int32Array(0);

/** Gathers found starts: for each place of the common grid, a chain of the workers who are free then. */
class Board {
  private readonly origin: EpochMinute;
  /** Minutes between two places: what all openings and steps are multiples of. */
  readonly unit: number;
  /** Per place: one more than the newest link of its chain, 0 = none. */
  private readonly heads: Int32Array;
  /** Per link: the next one of its chain, likewise, and whose time it is. */
  private readonly links: Int32Array;
  private readonly owners: Int32Array;
  private used = 0;

  constructor(periods: readonly OpenPeriod[], step: number) {
    let origin = periods[0]?.start ?? 0;
    let last = origin;
    let unit = step;
    let most = 0;
    for (const { start, end } of periods) {
      most += Math.ceil((end - start) / step);
      unit = greatestDivisor(unit, Math.abs(start - origin));
      if (start < origin) origin = start;
      if (end > last) last = end;
    }
    this.origin = origin;
    this.unit = unit;
    this.heads = new Int32Array(Math.floor((last - origin) / unit) + 1);
    this.links = new Int32Array(most);
    this.owners = new Int32Array(most);
  }

  /** Place of a start that lies on the grid. */
  placeOf(start: EpochMinute): number {
    return (start - this.origin) / this.unit;
  }

  add(place: number, owner: number): void {
    this.links[this.used] = this.heads[place] ?? 0;
    this.owners[this.used] = owner;
    this.heads[place] = ++this.used;
  }

  times(workers: readonly StaffId[]): OfferedTime[] {
    const { heads, links, owners } = this;
    const times: OfferedTime[] = [];
    for (let place = 0; place < heads.length; place++) {
      let at = heads[place] ?? 0;
      if (at === 0) continue;
      const staffIds: StaffId[] = [];
      for (; at !== 0; at = links[at - 1] ?? 0) {
        const worker = workers[owners[at - 1] ?? 0];
        if (worker !== undefined) staffIds.push(worker);
      }
      times.push({ start: this.origin + place * this.unit, staffIds });
    }
    return times;
  }
}

function greatestDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestDivisor(other, one % other);
}

/** Finds every free start of one worker. */
function walkGrid(
  service: BookedService,
  periods: readonly OpenPeriod[],
  values: Int32Array,
  window: StartWindow,
  board: Board,
  owner: number,
): void {
  const length = service.lengthMinutes;
  const before = roundedBuffer(service.bufferBeforeMinutes);
  const after = roundedBuffer(service.bufferAfterMinutes);
  const step = gridStep(service);
  const places = step / board.unit;
  let at = 0;
  let allowedBefore = values[0] ?? LAST_MINUTE;
  let allowedAfter = values[1] ?? LAST_MINUTE;
  for (const { start: opening, end: closing } of periods) {
    const skipped = opening < window.earliest ? Math.ceil((window.earliest - opening) / step) : 0;
    const lastStart = Math.min(closing - length, window.latest);
    // Only a period that reaches an edge of the week has starts to ask the edge about.
    const isInsideWeek = staysInWeek(opening - before, closing + after);
    const first = opening + skipped * step;
    let place = board.placeOf(first) - places;
    for (let start = first; start <= lastStart; start += step) {
      place += places;
      // Intervals that this start clears are cleared by every later one.
      while (start >= allowedAfter) {
        at += FIELDS;
        allowedBefore = values[at] ?? LAST_MINUTE;
        allowedAfter = values[at + 1] ?? LAST_MINUTE;
      }
      if (start > allowedBefore) continue;
      if (isInsideWeek || staysInWeek(start - before, start + length + after)) board.add(place, owner);
    }
  }
}

function staysInWeek(start: EpochMinute, end: EpochMinute): boolean {
  // 4320 minutes: the weeks of the sheets begin on Monday 1969-12-29.
  const intoWeek = (start + 4320) % MINUTES_PER_WEEK;
  return intoWeek + (end - start) <= MINUTES_PER_WEEK;
}

function grouped(periods: readonly OpenPeriod[]): Map<StaffId, OpenPeriod[]> {
  const byWorker = new Map<StaffId, OpenPeriod[]>();
  for (const period of periods) {
    const there = byWorker.get(period.staffId);
    if (there) there.push(period);
    else byWorker.set(period.staffId, [period]);
  }
  return byWorker;
}

/** When each resource was last chosen for somebody who asked for anybody, by what its sheets say. */
export function lastChosen(sheets: readonly PackedSheet[]): Map<ResourceId, number> {
  const chosen = new Map<ResourceId, number>();
  for (const { id, assignedAt = 0 } of sheets) {
    if (assignedAt > (chosen.get(id) ?? 0)) chosen.set(id, assignedAt);
  }
  return chosen;
}

/** Those never chosen first, then whose last turn is longest ago; ties by id. Sorts the list that it is given. */
export function leastRecentFirst<Id extends ResourceId>(
  workers: Id[],
  chosen: ReadonlyMap<ResourceId, number>,
): Id[] {
  const last = (worker: Id): number => chosen.get(worker) ?? 0;
  return workers.sort((one, other) => last(one) - last(other) || (one < other ? -1 : 1));
}

/**
 * Unpacks every resource's sheets into the stretches of starts that they leave no room for: pairs of integers in order of time
 * and apart, all in one array.
 */
export function unpacked(
  service: BookedService,
  sheets: readonly PackedSheet[],
): Map<ResourceId, Int32Array> {
  const byResource = new Map<ResourceId, PackedSheet[]>();
  let bytes = 0;
  for (const sheet of sheets) {
    bytes += sheet.busy.length + (sheet.held?.length ?? 0);
    const there = byResource.get(sheet.id);
    if (there) there.push(sheet);
    else byResource.set(sheet.id, [sheet]);
  }
  const values = new Int32Array((bytes / BYTES_PER_INTERVAL) * FIELDS);
  const axes = new Map<ResourceId, Int32Array>();
  let from = 0;
  for (const [id, ofResource] of byResource) {
    ofResource.sort((one, other) => one.week - other.week);
    let until = from;
    for (const { week, busy, held } of ofResource) {
      until = unpack(service, week, busy, values, from, until);
      if (held) until = unpack(service, week, held, values, from, until);
    }
    axes.set(id, inOrder(values.subarray(from, until)));
    from = until;
  }
  return axes;
}

/**
 * Unpacks intervals (the format is that of `sheet.ts`) behind the stretches between `from` and `at`, and gives where it ended;
 * of two neighbours the larger buffer counts, and a stretch that continues the one before is joined to it. Written out byte by
 * byte and without a call, because the loop runs once for every booking of a search.
 */
function unpack(
  service: BookedService,
  week: number,
  bytes: Uint8Array,
  values: Int32Array,
  from: number,
  at: number,
): number {
  const length = service.lengthMinutes;
  const before = roundedBuffer(service.bufferBeforeMinutes);
  const afterAndLength = roundedBuffer(service.bufferAfterMinutes) + length;
  const origin = startOfWeek(week);
  let lastStart = at > from ? (values[at - FIELDS] ?? 0) : FIRST_MINUTE;
  let lastEnd = at > from ? (values[at - 1] ?? 0) : FIRST_MINUTE;
  for (let byte = 0; byte + BYTES_PER_INTERVAL <= bytes.length; byte += BYTES_PER_INTERVAL) {
    const first =
      ((bytes[byte] ?? 0) << 24) |
      ((bytes[byte + 1] ?? 0) << 16) |
      ((bytes[byte + 2] ?? 0) << 8) |
      (bytes[byte + 3] ?? 0);
    const last = ((first & 0x7f) << 8) | (bytes[byte + 4] ?? 0);
    const start = origin + (first >>> 18);
    const ownBefore = (last >>> 9) * BUFFER_UNIT + length;
    const ownAfter = ((last >>> 3) & 0x3f) * BUFFER_UNIT;
    const blocked = start - (ownBefore > afterAndLength ? ownBefore : afterAndLength);
    const allowed = start + ((first >>> 7) & MAX_LENGTH) + (ownAfter > before ? ownAfter : before);
    if (blocked >= lastStart && blocked < lastEnd) {
      if (allowed > lastEnd) {
        lastEnd = allowed;
        values[at - 1] = allowed;
      }
    } else {
      values[at] = lastStart = blocked;
      values[at + 1] = lastEnd = allowed;
      at += FIELDS;
    }
  }
  return at;
}

/** Busy times from outside the house may lie over others, and holds come after the bookings: then order is made here. */
function inOrder(values: Int32Array): Int32Array {
  let isInOrder = true;
  for (let at = FIELDS; at < values.length; at += FIELDS) {
    if ((values[at] ?? 0) < (values[at - 1] ?? 0)) isInOrder = false;
  }
  if (isInOrder) return values;
  const pairs = Array.from({ length: values.length / FIELDS }, (_, index) => ({
    blocked: values[index * FIELDS] ?? 0,
    allowed: values[index * FIELDS + 1] ?? 0,
  })).sort((one, other) => one.blocked - other.blocked);
  const joined: number[] = [];
  for (const { blocked, allowed } of pairs) {
    const lastEnd = joined.at(-1);
    if (lastEnd !== undefined && blocked < lastEnd) joined[joined.length - 1] = Math.max(lastEnd, allowed);
    else joined.push(blocked, allowed);
  }
  return Int32Array.from(joined);
}

/** Whether a start is left by an axis of {@link unpacked}. */
export function leaves(axis: Int32Array | undefined, start: EpochMinute): boolean {
  if (!axis) return true;
  let low = 0;
  let high = axis.length / FIELDS;
  // The first stretch that ends after the start.
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((axis[middle * FIELDS + 1] ?? 0) > start) high = middle;
    else low = middle + 1;
  }
  return low * FIELDS >= axis.length || start <= (axis[low * FIELDS] ?? 0);
}

/** Of times in order, the `count` nearest before and the `count` nearest after a start. */
export function nearestTimes(
  times: readonly OfferedTime[],
  start: EpochMinute,
  count: number,
): OfferedTime[] {
  const after = times.findIndex((time) => time.start >= start);
  const middle = after === -1 ? times.length : after;
  return times.slice(Math.max(0, middle - count), middle + count);
}
