import type { Identification } from '../kernel/codes.ts';
import type { StaffId } from '../kernel/ids.ts';
import type { EpochMinute } from '../kernel/time.ts';
import type { Interval } from '../kernel/zoneAxis.ts';
import { BUSY_KIND, type Busy, fitsOneWeek, roundedBuffer } from './sheet.ts';

/** What booking needs to know of a service (see the tenant's profile). */
export interface BookedService {
  readonly code: string;
  readonly minimumIdentification: Identification;
  readonly bookingMode: string;
  readonly hoursFor: 'OWN' | 'EVERY';
  readonly lengthMinutes: number;
  readonly bufferBeforeMinutes: number;
  readonly bufferAfterMinutes: number;
  readonly noticeHours: number;
  readonly horizonDays: number;
  readonly staff: readonly StaffId[];
  /** No longer given: no time of it is booked any more. */
  readonly retired?: boolean | undefined;
}

/** A worker's weekly rule, as far as booking asks. */
export interface BookedRule {
  readonly staffId: StaffId;
  readonly service: string;
  readonly mode: string;
}

/** A stretch of a worker's time that is open to a service. */
export interface OpenPeriod extends Interval {
  readonly staffId: StaffId;
}

const BOOKABLE_MODES = ['BOOKED', 'BOOKED_OR_SLOT', 'WALK_IN_OR_BOOKED'];
const DAY = 1440;

/** Who books: anybody from the street, or a worker at the desk for somebody. */
export type BookedBy = 'STREET' | 'DESK';

/** How far ahead a worker may book, in days: longer than any series. */
const DESK_HORIZON = 730;

/**
 * Whether a time of the service can be booked at all: by its mode, and from the street only when an anonymous or lightly
 * known person may use it. A retired service is booked no more. What asks for a verified identity is booked with a worker.
 */
export function isBookable(
  service: Pick<BookedService, 'bookingMode' | 'minimumIdentification' | 'retired'>,
  by: BookedBy = 'STREET',
): boolean {
  return (
    service.retired !== true &&
    BOOKABLE_MODES.includes(service.bookingMode) &&
    (by === 'DESK' || ['ANONYMOUS', 'LIGHT'].includes(service.minimumIdentification))
  );
}

/** What is asked of a tenant's other services, to know what their hours are for. */
export type HoursOfService = Pick<BookedService, 'code' | 'hoursFor'>;

/**
 * Whether the service is given in a rule's time, as far as worker and service go: the rule is of the service itself, or of
 * one whose hours are for every service that the worker gives.
 */
export function isGivenIn(
  rule: BookedRule,
  service: Pick<BookedService, 'code' | 'staff'>,
  services: readonly HoursOfService[],
): boolean {
  if (rule.service === service.code) return true;
  const ofRule = services.find(({ code }) => code === rule.service);
  return ofRule?.hoursFor === 'EVERY' && service.staff.includes(rule.staffId);
}

/**
 * Whether a rule's time can be booked for the service. `services` are all of the tenant. A booked or lent period serves its
 * own service, by whoever was put there, unless its hours are for every bookable service of its worker.
 */
export function opensTo(
  rule: BookedRule,
  service: BookedService,
  services: readonly HoursOfService[],
  by: BookedBy = 'STREET',
): boolean {
  if (!isBookable(service, by) || (rule.mode !== 'BOOKED' && rule.mode !== 'SLOT')) return false;
  return isGivenIn(rule, service, services);
}

/** When a start may lie, by notice and horizon. */
export interface StartWindow {
  /** The first start allowed: minimum notice exactly met is enough. */
  readonly earliest: EpochMinute;
  /** The last start allowed, inclusive. */
  readonly latest: EpochMinute;
}

/**
 * The window of a service seen at `now` (whole minutes; a fraction of the current minute counts as passed). A worker who books
 * for somebody needs no notice and sees two years ahead.
 */
export function startWindow(
  service: BookedService,
  nowMilliseconds: number,
  by: BookedBy = 'STREET',
): StartWindow {
  const isDesk = by === 'DESK';
  const horizonDays = isDesk ? Math.max(service.horizonDays, DESK_HORIZON) : service.horizonDays;
  return {
    earliest: Math.ceil(nowMilliseconds / 60_000) + (isDesk ? 0 : service.noticeHours * 60),
    latest: Math.floor(nowMilliseconds / 60_000) + horizonDays * DAY,
  };
}

/**
 * Distance of two starts on the grid: the length plus the larger buffer, which is just the gap that two equal
 * neighbours must keep. So every time shown can be taken beside every other, and a full day loses no minute; with the
 * bare length as step, one booking would block the next time as well and push the rest of the day off the grid.
 */
export function gridStep(
  service: Pick<BookedService, 'lengthMinutes' | 'bufferBeforeMinutes' | 'bufferAfterMinutes'>,
): number {
  return (
    service.lengthMinutes +
    Math.max(roundedBuffer(service.bufferBeforeMinutes), roundedBuffer(service.bufferAfterMinutes))
  );
}

/** The interval that a booking of the service at `start` makes in a sheet. */
export function busyAt(service: BookedService, start: EpochMinute): Busy {
  return {
    start,
    end: start + service.lengthMinutes,
    bufferBefore: roundedBuffer(service.bufferBeforeMinutes),
    bufferAfter: roundedBuffer(service.bufferAfterMinutes),
    kind: BUSY_KIND.booking,
  };
}

/** Whether the period offers this start: on the grid anchored at its opening, wholly inside, inside the window. */
export function offers(
  period: Interval,
  service: BookedService,
  window: StartWindow,
  start: EpochMinute,
): boolean {
  return (
    start >= window.earliest &&
    start <= window.latest &&
    start >= period.start &&
    start + service.lengthMinutes <= period.end &&
    (start - period.start) % gridStep(service) === 0 &&
    fitsOneWeek(busyAt(service, start))
  );
}
