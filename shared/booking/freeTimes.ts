import type { StaffId } from '../kernel/ids.ts';
import type { EpochMinute } from '../kernel/time.ts';
import { type BookedService, gridStep, type OpenPeriod, type StartWindow } from './offer.ts';
import { BYTES_PER_INTERVAL, eachInterval, roundedBuffer } from './sheet.ts';

/** One packed sheet as the table holds it. */
export interface PackedSheet {
  readonly staffId: StaffId;
  readonly week: number;
  readonly busy: Uint8Array;
}

/** A start on offer and who could take it, least booked first. */
export interface OfferedTime {
  readonly start: EpochMinute;
  readonly staffIds: StaffId[];
}

const MINUTES_PER_WEEK = 10_080;
/** Integers that a busy interval becomes on the axis: the last start allowed before it, the first allowed after it. */
const FIELDS = 2;

/**
 * All free starts of a service over its open periods, in order of time. `periods` are sorted by start per worker and do
 * not overlap per worker; `sheets` hold what is taken. Workers are named least booked first, ties by id.
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
  const workers = leastBookedFirst([...periodsOf.keys()], busyOf);
  const board = new Board(periods, window, gridStep(service));
  // Each chain is built from its end, so the last worker goes first.
  for (let index = workers.length - 1; index >= 0; index--) {
    const worker = workers[index];
    if (worker === undefined) continue;
    walkGrid(
      service,
      periodsOf.get(worker) ?? [],
      busyOf.get(worker)?.values ?? NOTHING,
      window,
      board,
      index,
    );
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

interface BusyAxis {
  /** {@link FIELDS} integers an interval, in order of time. */
  readonly values: Int32Array;
  readonly minutes: number;
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

/** Unpacks every worker's sheets, week after week, into the starts they leave to the service. */
function unpacked(service: BookedService, sheets: readonly PackedSheet[]): Map<StaffId, BusyAxis> {
  const byWorker = new Map<StaffId, PackedSheet[]>();
  for (const sheet of sheets) {
    const there = byWorker.get(sheet.staffId);
    if (there) there.push(sheet);
    else byWorker.set(sheet.staffId, [sheet]);
  }
  const axes = new Map<StaffId, BusyAxis>();
  for (const [staffId, ofWorker] of byWorker) {
    axes.set(
      staffId,
      axisOf(
        service,
        ofWorker.sort((one, other) => one.week - other.week),
      ),
    );
  }
  return axes;
}

function axisOf(service: BookedService, sheets: readonly PackedSheet[]): BusyAxis {
  const length = service.lengthMinutes;
  const before = roundedBuffer(service.bufferBeforeMinutes);
  const after = roundedBuffer(service.bufferAfterMinutes);
  let count = 0;
  for (const { busy } of sheets) count += Math.floor(busy.length / BYTES_PER_INTERVAL);
  const values = new Int32Array(count * FIELDS);
  let minutes = 0;
  let to = 0;
  for (const { week, busy } of sheets) {
    eachInterval(week, busy, (start, end, ownBefore, ownAfter) => {
      // Of two neighbours the larger buffer counts.
      values[to++] = start - Math.max(ownBefore, after) - length;
      values[to++] = end + Math.max(ownAfter, before);
      minutes += end - start;
    });
  }
  return { values, minutes };
}

function leastBookedFirst(workers: StaffId[], busyOf: ReadonlyMap<StaffId, BusyAxis>): StaffId[] {
  const load = (worker: StaffId): number => busyOf.get(worker)?.minutes ?? 0;
  return workers.sort((one, other) => load(one) - load(other) || (one < other ? -1 : 1));
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
