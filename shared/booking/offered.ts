import type { DayNumber } from '../kernel/dates.ts';
import type { ResourceId, StaffId } from '../kernel/ids.ts';
import type { EpochMinute } from '../kernel/time.ts';
import { freeTimes, leaves, type OfferedTime, type PackedSheet, unpacked } from './freeTimes.ts';
import { decodeMarks, type Mark } from './holds.ts';
import { type BookedService, busyAt, type OpenPeriod, type StartWindow } from './offer.ts';
import { fitsOneWeek, startOfWeek, weekOf } from './sheet.ts';

/** How often a service may be given, as far as it says so. */
export interface ServiceLimits {
  readonly perDay?: number | undefined;
  readonly perWeek?: number | undefined;
  readonly perPerson?: number | undefined;
}

/** A service with all that decides when it is on offer. */
export interface LimitedService extends BookedService {
  readonly limits: ServiceLimits;
}

/** What a search is decided on. */
export interface Question {
  readonly service: LimitedService;
  /** Open time of whoever could be booked, sorted by start and apart per worker. */
  readonly periods: readonly OpenPeriod[];
  readonly window: StartWindow;
  /** Sheets of everybody and every room concerned, as the asker sees them. */
  readonly sheets: readonly PackedSheet[];
  /** The undivided rooms of each room that is large enough; absent when the meeting needs none. */
  readonly rooms?: readonly (readonly ResourceId[])[] | undefined;
  /** Open time of those of whom one joins; absent when nobody needs to. */
  readonly alongside?: readonly OpenPeriod[] | undefined;
  /** The site's calendar day of an instant. */
  readonly dayOf: (minute: EpochMinute) => DayNumber;
}

/** The starts that can be booked: a worker is free inside the limits, a room is free, and somebody who joins is free. */
export function offeredTimes(question: Question): OfferedTime[] {
  const { service, periods, window, sheets } = question;
  const free = freeTimes(service, periods, sheets, window);
  return withCompany(question, withinLimits(question, free));
}

/** A copy of the times without those that would exceed a worker's day or week. */
function withinLimits({ service, sheets, dayOf }: Question, times: OfferedTime[]): OfferedTime[] {
  if (service.limits.perDay === undefined && service.limits.perWeek === undefined) return times;
  const marks = new Map<string, Mark[]>();
  for (const { id, week, marks: packed } of sheets) {
    const ofService = packed?.[service.code];
    if (ofService) marks.set(`${id} ${String(week)}`, decodeMarks(week, ofService));
  }
  const isWithin = (staffId: StaffId, start: EpochMinute): boolean =>
    isWithinLimits(service.limits, marks.get(`${staffId} ${String(weekOf(start))}`) ?? [], start, dayOf);
  return kept(times, isWithin);
}

/**
 * Whether one more booking at `start` keeps a worker's limits; `marks` are those of the service in the sheet of that week. So
 * a week of limits runs from Monday 00:00 UTC, which in Finland is two or three in the night, when nobody is booked.
 */
export function isWithinLimits(
  { perDay, perWeek }: ServiceLimits,
  marks: readonly Mark[],
  start: EpochMinute,
  dayOf: (minute: EpochMinute) => DayNumber,
): boolean {
  if (perWeek !== undefined && marks.length >= perWeek) return false;
  if (perDay === undefined) return true;
  const day = dayOf(start);
  return marks.filter((mark) => dayOf(mark.start) === day).length < perDay;
}

/** The coming bookings of a service that stand for one person, from `now` on. */
export function comingOf(
  sheets: readonly PackedSheet[],
  service: string,
  person: string,
  now: EpochMinute,
): number {
  let count = 0;
  for (const { week, marks } of sheets) {
    const packed = marks?.[service];
    if (!packed || startOfWeek(week + 1) <= now) continue;
    count += decodeMarks(week, packed).filter((mark) => mark.person === person && mark.start > now).length;
  }
  return count;
}

/** A copy of the times without those for which no room or nobody to join is free. */
function withCompany(question: Question, times: OfferedTime[]): OfferedTime[] {
  const { service, sheets, rooms, alongside } = question;
  if (!rooms && !alongside) return times;
  const axes = unpacked(service, sheets);
  const hasRoom = (start: EpochMinute): boolean =>
    !rooms || rooms.some((parts) => parts.every((part) => leaves(axes.get(part), start)));
  const roomy = rooms ? times.filter(({ start }) => hasRoom(start)) : times;
  if (!alongside) return roomy;
  return kept(roomy, (staffId, start) =>
    alongside.some(
      (period) =>
        period.staffId !== staffId &&
        covers(period, service, start) &&
        leaves(axes.get(period.staffId), start),
    ),
  );
}

/** Whether somebody who joins is at work for the whole of the meeting; their own grid does not matter. */
export function covers(
  period: Pick<OpenPeriod, 'start' | 'end'>,
  service: BookedService,
  start: EpochMinute,
): boolean {
  return (
    period.start <= start &&
    start + service.lengthMinutes <= period.end &&
    fitsOneWeek(busyAt(service, start))
  );
}

function kept(
  times: readonly OfferedTime[],
  keeps: (staffId: StaffId, start: EpochMinute) => boolean,
): OfferedTime[] {
  return times.flatMap(({ start, staffIds }) => {
    const left = staffIds.filter((staffId) => keeps(staffId, start));
    return left.length > 0 ? [{ start, staffIds: left }] : [];
  });
}
