import type { ResourceId, StaffId } from '../kernel/ids.ts';
import type { EpochMinute } from '../kernel/time.ts';
import { BYTES_PER_HOLD, decodeHolds, isLive } from './holds.ts';
import { type BookedService, gridStep, type OpenPeriod, type StartWindow } from './offer.ts';
import { BYTES_PER_INTERVAL, roundedBuffer, startOfWeek } from './sheet.ts';
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
  const board = new Board(periods, window, gridStep(service));
  // Each chain is built from its end, so the last worker goes first.
  for (let index = workers.length - 1; index >= 0; index--) {
    const worker = workers[index];
    if (worker === undefined) continue;
    walkGrid(service, periodsOf.get(worker) ?? [], busyOf.get(worker) ?? NOTHING, window, board, index);
  }
  return board.times(workers);
}

const NOTHING = new Int32Array(0);

/** Gathers found starts: for each minute, a chain of the workers who are free then. */
class Board {
  private readonly origin: EpochMinute;
  /** Per minute: one more than the newest link of its chain, 0 = none. */
  private readonly heads: Int32Array;
  /** Per link: the next one of its chain, likewise, and whose time it is. */
  private readonly links: Int32Array;
  private readonly owners: Int32Array;
  private used = 0;
  private readonly starts: EpochMinute[] = [];

  constructor(periods: readonly OpenPeriod[], window: StartWindow, step: number) {
    let first = Infinity;
    let last = -Infinity;
    let most = 0;
    for (const { start, end } of periods) {
      most += Math.ceil((end - start) / step);
      if (start < first) first = start;
      if (end > last) last = end;
    }
    this.origin = Math.max(first, window.earliest);
    this.heads = new Int32Array(Math.max(0, Math.min(last, window.latest) - this.origin + 1) || 0);
    this.links = new Int32Array(most);
    this.owners = new Int32Array(most);
  }

  add(start: EpochMinute, owner: number): void {
    const head = this.heads[start - this.origin] ?? 0;
    if (head === 0) this.starts.push(start);
    this.links[this.used] = head;
    this.owners[this.used] = owner;
    this.heads[start - this.origin] = ++this.used;
  }

  times(workers: readonly StaffId[]): OfferedTime[] {
    return this.starts
      .sort((one, other) => one - other)
      .map((start) => {
        const staffIds: StaffId[] = [];
        for (let at = this.heads[start - this.origin] ?? 0; at !== 0; at = this.links[at - 1] ?? 0) {
          const worker = workers[this.owners[at - 1] ?? 0];
          if (worker !== undefined) staffIds.push(worker);
        }
        return { start, staffIds };
      });
  }
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
  let at = 0;
  let allowedBefore = values[0] ?? Infinity;
  let allowedAfter = values[1] ?? Infinity;
  for (const { start: opening, end: closing } of periods) {
    const skipped = opening < window.earliest ? Math.ceil((window.earliest - opening) / step) : 0;
    const lastStart = Math.min(closing - length, window.latest);
    // Only a period that reaches an edge of the week has starts to ask the edge about.
    const isInsideWeek = staysInWeek(opening - before, closing + after);
    for (let start = opening + skipped * step; start <= lastStart; start += step) {
      // Intervals that this start clears are cleared by every later one.
      while (start >= allowedAfter) {
        at += FIELDS;
        allowedBefore = values[at] ?? Infinity;
        allowedAfter = values[at + 1] ?? Infinity;
      }
      if (start > allowedBefore) continue;
      if (isInsideWeek || staysInWeek(start - before, start + length + after)) board.add(start, owner);
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

/** Unpacks every resource's sheets into the starts they leave to the service, pair after pair in order of time. */
export function unpacked(
  service: BookedService,
  sheets: readonly PackedSheet[],
): Map<ResourceId, Int32Array> {
  const byResource = new Map<ResourceId, PackedSheet[]>();
  for (const sheet of sheets) {
    const there = byResource.get(sheet.id);
    if (there) there.push(sheet);
    else byResource.set(sheet.id, [sheet]);
  }
  const axes = new Map<ResourceId, Int32Array>();
  for (const [id, ofResource] of byResource) {
    axes.set(
      id,
      axisOf(
        service,
        ofResource.sort((one, other) => one.week - other.week),
      ),
    );
  }
  return axes;
}

function axisOf(service: BookedService, sheets: readonly PackedSheet[]): Int32Array {
  const length = service.lengthMinutes;
  const before = roundedBuffer(service.bufferBeforeMinutes);
  const after = roundedBuffer(service.bufferAfterMinutes);
  let bytes = 0;
  for (const { busy, held } of sheets) bytes += busy.length + (held?.length ?? 0);
  const values = new Int32Array((bytes / BYTES_PER_INTERVAL) * FIELDS);
  let used = 0;
  for (const { week, busy, held } of sheets) {
    used = unpack(week, busy, before, after + length, length, values, used);
    if (held) used = unpack(week, held, before, after + length, length, values, used);
  }
  return values.subarray(0, merge(values, used));
}

/**
 * Unpacks intervals into `values` from `at` on and gives where it ended. Of two neighbours the larger buffer counts. Written
 * out byte by byte (the format is that of `sheet.ts`): this loop runs once for every booking of a search.
 */
function unpack(
  week: number,
  bytes: Uint8Array,
  before: number,
  afterAndLength: number,
  length: number,
  values: Int32Array,
  at: number,
): number {
  const origin = startOfWeek(week);
  for (let byte = 0; byte + BYTES_PER_INTERVAL <= bytes.length; byte += BYTES_PER_INTERVAL) {
    const first =
      ((bytes[byte] ?? 0) << 24) |
      ((bytes[byte + 1] ?? 0) << 16) |
      ((bytes[byte + 2] ?? 0) << 8) |
      (bytes[byte + 3] ?? 0);
    const last = ((first & 0x7f) << 8) | (bytes[byte + 4] ?? 0);
    const start = origin + (first >>> 18);
    const end = start + ((first >>> 7) & 0x7ff);
    const ownBefore = (last >>> 9) * 5 + length;
    const ownAfter = ((last >>> 3) & 0x3f) * 5;
    values[at++] = start - (ownBefore > afterAndLength ? ownBefore : afterAndLength);
    values[at++] = end + (ownAfter > before ? ownAfter : before);
  }
  return at;
}

/**
 * Joins stretches that overlap, up to `until`, and gives where they end. Busy times from outside the house may lie over others,
 * and holds come after the bookings; the walk along the grid needs them in order and apart.
 */
function merge(values: Int32Array, until: number): number {
  let isApart = true;
  for (let at = FIELDS; at < until && isApart; at += FIELDS) {
    isApart = (values[at] ?? 0) >= (values[at - 1] ?? 0);
  }
  if (isApart) return until;
  const pairs = Array.from({ length: until / FIELDS }, (_, index) => [
    values[index * FIELDS] ?? 0,
    values[index * FIELDS + 1] ?? 0,
  ]).sort(([one = 0], [other = 0]) => one - other);
  let used = 0;
  for (const [start = 0, end = 0] of pairs) {
    const lastEnd = values[used - 1] ?? 0;
    if (used > 0 && start < lastEnd) {
      values[used - 1] = Math.max(lastEnd, end);
    } else {
      values[used++] = start;
      values[used++] = end;
    }
  }
  return used;
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
