import type { ResourceId, StaffId } from '../kernel/ids.ts';
import type { EpochMinute } from '../kernel/time.ts';
import type { Interval } from '../kernel/zoneAxis.ts';
import type { NoTimeReason } from './deskRoutes.ts';
import { leaves, unpacked } from './freeTimes.ts';
import { decodeMarks } from './holds.ts';
import { busyAt, gridStep } from './offer.ts';
import { covers, isWithinLimits, type Question } from './offered.ts';
import { BUSY_KIND, clash, decodeSheet, fitsOneWeek, weekOf } from './sheet.ts';

/** A worker's hours of one day before bookings, as the calendar tells them (`explainHours` of the schedule). */
export type DayHours =
  | { readonly reason: NoTimeReason }
  | { readonly stretches: readonly (Interval & { readonly reason: NoTimeReason | 'OPEN' })[] };

/** What is asked of one worker's day. */
export interface DayQuestion {
  readonly worker: StaffId;
  readonly hours: DayHours;
  /** As the search asks it; its `periods` are not looked at, they are what is explained. */
  readonly question: Omit<Question, 'periods'>;
}

/** A stretch of the day without a free start, and why; without times, the whole day. */
export interface Explained extends Partial<Interval> {
  readonly reason: NoTimeReason;
}

/** Why a day is as it is: `free` is the first start that can be booked, absent exactly when the search finds none. */
export interface DayExplanation {
  readonly free?: EpochMinute;
  readonly reasons: readonly Explained[];
}

type Stretch = Interval & { readonly reason: NoTimeReason | 'FREE' };

/**
 * Explains stretch by stretch why a worker has no time for a service on a day. Of several reasons the one is told that would
 * stand longest: hours before absences, absences before bookings, bookings before notice.
 */
export function explainDay(asked: DayQuestion): DayExplanation {
  const { hours } = asked;
  if ('reason' in hours) return { reasons: [{ reason: hours.reason }] };
  const grid = gridReasons(asked);
  const stretches = hours.stretches.flatMap(({ start, end, reason }) =>
    reason === 'OPEN' ? alongGrid({ start, end }, asked, grid) : [{ start, end, reason }],
  );
  const free = stretches.find(({ reason }) => reason === 'FREE')?.start;
  return { ...(free !== undefined && { free }), reasons: told(stretches) };
}

/** The starts of one open period, each with what stands against it, and the rest that is too short for one more. */
function alongGrid(period: Interval, { question: { service } }: DayQuestion, grid: GridReasons): Stretch[] {
  const step = gridStep(service);
  const found: Stretch[] = [];
  let start = period.start;
  for (; start + service.lengthMinutes <= period.end; start += step) {
    found.push({ start, end: Math.min(start + step, period.end), reason: grid(start) ?? 'FREE' });
  }
  if (start < period.end) found.push({ start, end: period.end, reason: 'TOO_SHORT' });
  return found;
}

/** What stands against a start on the grid; nothing when it can be booked. */
type GridReasons = (start: EpochMinute) => NoTimeReason | undefined;

function gridReasons({ worker, question }: DayQuestion): GridReasons {
  const { service, sheets, window, rooms, alongside, dayOf } = question;
  const axes = unpacked(service, sheets);
  const isLeft = (id: ResourceId, start: EpochMinute): boolean => leaves(axes.get(id), start);
  const taken = takenBy(worker, question);
  return (start) => {
    // A week's edge cuts the time off: nothing is booked across it.
    if (!fitsOneWeek(busyAt(service, start))) return 'TOO_SHORT';
    const busy = taken(start);
    if (busy) return busy;
    if (rooms && !rooms.some((parts) => parts.every((part) => isLeft(part, start)))) return 'NO_ROOM';
    const joins = alongside?.some(
      (period) =>
        period.staffId !== worker && covers(period, service, start) && isLeft(period.staffId, start),
    );
    if (joins === false) return 'NOBODY_ALONGSIDE';
    if (start < window.earliest) return 'NOTICE';
    if (start > window.latest) return 'HORIZON';
    const sheet = sheets.find(({ id, week }) => id === worker && week === weekOf(start));
    const packed = sheet?.marks?.[service.code];
    const marks = sheet && packed ? decodeMarks(sheet.week, packed) : [];
    return isWithinLimits(service.limits, marks, start, dayOf) ? undefined : 'LIMIT_REACHED';
  };
}

/** What takes a start from the worker: a booking or a group, else a time that is kept, else what is busy elsewhere. */
function takenBy(worker: StaffId, { service, sheets }: DayQuestion['question']): GridReasons {
  const own = sheets.filter(({ id }) => id === worker);
  const busy = own.flatMap((sheet) => decodeSheet(sheet.week, sheet.busy));
  const held = own.flatMap((sheet) => (sheet.held ? decodeSheet(sheet.week, sheet.held) : []));
  return (start) => {
    const wanted = busyAt(service, start);
    const clashing = busy.filter((each) => clash(each, wanted));
    if (clashing.some(({ kind }) => kind !== BUSY_KIND.external)) return 'BOOKED';
    if (held.some((each) => clash(each, wanted))) return 'HELD';
    return clashing.length > 0 ? 'BUSY_ELSEWHERE' : undefined;
  };
}

/** Reasons alone, neighbours with the same one joined. */
function told(stretches: readonly Stretch[]): Explained[] {
  const reasons: { start: EpochMinute; end: EpochMinute; reason: NoTimeReason }[] = [];
  for (const { start, end, reason } of stretches) {
    const last = reasons.at(-1);
    if (reason === 'FREE') continue;
    if (last?.reason === reason && last.end === start) last.end = end;
    else reasons.push({ start, end, reason });
  }
  return reasons;
}
