import type { StaffId } from '../kernel/ids.ts';
import type { EpochMinute } from '../kernel/time.ts';
import { type BookedService, gridStep, type OpenPeriod, type StartWindow } from './offer.ts';
import { BUFFER_UNIT, BYTES_PER_INTERVAL, highWord, lowWord, roundedBuffer, startOfWeek } from './sheet.ts';

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
/** Integers a busy interval takes on the axis: start, end, buffer before, buffer after. */
const FIELDS = 4;

/**
 * All free starts of a service over its open periods, in order of time. `periods` are sorted by start per worker and do
 * not overlap per worker; `sheets` hold what is taken. Workers are named least booked first, ties by id.
 *
 * Plain loops over integers: the sheets are unpacked once onto the minute axis, each worker's grid is walked with one
 * pointer into that worker's busy intervals, and starts are gathered in an array indexed by minute, which sorts them by
 * itself.
 */
export function freeTimes(
  service: BookedService,
  periods: readonly OpenPeriod[],
  sheets: readonly PackedSheet[],
  window: StartWindow,
): OfferedTime[] {
  const origin = Math.max(
    window.earliest,
    periods.reduce((least, { start }) => Math.min(least, start), Infinity),
  );
  const last = Math.min(
    window.latest,
    periods.reduce((most, { end }) => Math.max(most, end), -Infinity),
  );
  if (last < origin) return [];
  const byStart: (StaffId[] | undefined)[] = new Array<StaffId[] | undefined>(last - origin + 1);
  const periodsOf = grouped(periods);
  const busyOf = unpacked(sheets);
  for (const staffId of leastBookedFirst([...periodsOf.keys()], busyOf)) {
    const busy = busyOf.get(staffId) ?? NOTHING;
    walkGrid(service, periodsOf.get(staffId) ?? [], busy, { earliest: origin, latest: last }, (start) => {
      const there = byStart[start - origin];
      if (there) there.push(staffId);
      else byStart[start - origin] = [staffId];
    });
  }
  const times: OfferedTime[] = [];
  for (let at = 0; at < byStart.length; at++) {
    const staffIds = byStart[at];
    if (staffIds) times.push({ start: origin + at, staffIds });
  }
  return times;
}

interface BusyAxis {
  /** {@link FIELDS} integers an interval, sorted by start. */
  readonly values: Int32Array;
  readonly minutes: number;
}

const NOTHING: BusyAxis = { values: new Int32Array(0), minutes: 0 };

/** Calls `found` for every free start of one worker. */
function walkGrid(
  service: BookedService,
  periods: readonly OpenPeriod[],
  { values }: BusyAxis,
  window: StartWindow,
  found: (start: EpochMinute) => void,
): void {
  const length = service.lengthMinutes;
  const before = roundedBuffer(service.bufferBeforeMinutes);
  const after = roundedBuffer(service.bufferAfterMinutes);
  const step = gridStep(service);
  let at = 0;
  for (const { start: opening, end: closing } of periods) {
    const skipped = opening < window.earliest ? Math.ceil((window.earliest - opening) / step) : 0;
    const lastStart = Math.min(closing - length, window.latest);
    for (let start = opening + skipped * step; start <= lastStart; start += step) {
      // Intervals that this start clears are cleared by every later one.
      while (at < values.length && start - (values[at + 1] ?? 0) >= Math.max(values[at + 3] ?? 0, before))
        at += FIELDS;
      const isTaken =
        at < values.length && (values[at] ?? 0) - (start + length) < Math.max(values[at + 2] ?? 0, after);
      if (!isTaken && staysInWeek(start - before, start + length + after)) found(start);
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

/** Unpacks every worker's sheets, week after week, onto the minute axis. */
function unpacked(sheets: readonly PackedSheet[]): Map<StaffId, BusyAxis> {
  const byWorker = new Map<StaffId, PackedSheet[]>();
  for (const sheet of sheets) {
    const there = byWorker.get(sheet.staffId);
    if (there) there.push(sheet);
    else byWorker.set(sheet.staffId, [sheet]);
  }
  const axes = new Map<StaffId, BusyAxis>();
  for (const [staffId, ofWorker] of byWorker) {
    axes.set(staffId, axisOf(ofWorker.sort((one, other) => one.week - other.week)));
  }
  return axes;
}

function axisOf(sheets: readonly PackedSheet[]): BusyAxis {
  let count = 0;
  for (const { busy } of sheets) count += Math.floor(busy.length / BYTES_PER_INTERVAL);
  const values = new Int32Array(count * FIELDS);
  let minutes = 0;
  let to = 0;
  for (const { week, busy } of sheets) {
    const origin = startOfWeek(week);
    for (let at = 0; at + BYTES_PER_INTERVAL <= busy.length; at += BYTES_PER_INTERVAL) {
      const high = highWord(busy, at);
      const low = lowWord(busy, at);
      const start = origin + (high >>> 11);
      const length = high & 0x7ff;
      values[to] = start;
      values[to + 1] = start + length;
      values[to + 2] = (low >>> 9) * BUFFER_UNIT;
      values[to + 3] = ((low >>> 3) & 0x3f) * BUFFER_UNIT;
      to += FIELDS;
      minutes += length;
    }
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
