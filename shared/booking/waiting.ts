import { fail, type Result, succeed } from '../kernel/result.ts';
import type { StaffId } from '../kernel/ids.ts';
import type { EpochMinute } from '../kernel/time.ts';
import { dayAt, instantsOf, type Interval, offsetAt, type ZoneAxis } from '../kernel/zoneAxis.ts';
import { dateOfDay, minuteOfDay } from '../kernel/dates.ts';
import type { OfferedTime } from './freeTimes.ts';
import type { WaitingView } from './waitingRoutes.ts';

export type WaitingState = WaitingView['state'];

/**
 * What can happen to an entry of a waiting list. `LAPSE`: an offer was not accepted in time. `FALL_THROUGH`: it was, and the time
 * is not to be had. `END`: its dates are over.
 */
export type WaitingEvent = 'OFFER' | 'ACCEPT' | 'LAPSE' | 'FALL_THROUGH' | 'LEAVE' | 'END';

/** With so many lapsed offers the entry ends, so that nobody waits behind somebody who does not answer. */
export const LAPSES = 3;

/** An entry as far as its states are concerned. */
export interface Waiting {
  readonly state: WaitingState;
  /** Starts that were offered and lapsed. */
  readonly passed: readonly EpochMinute[];
}

type Next = WaitingState | ((entry: Waiting) => WaitingState);

const transitions: Readonly<Record<WaitingState, Partial<Readonly<Record<WaitingEvent, Next>>>>> = {
  WAITING: { OFFER: 'OFFERED', LEAVE: 'LEFT', END: 'EXPIRED' },
  OFFERED: {
    ACCEPT: 'BOOKED',
    // The lapse that happens now is one more than those that are noted.
    LAPSE: ({ passed }) => (passed.length + 1 < LAPSES ? 'WAITING' : 'EXPIRED'),
    FALL_THROUGH: 'WAITING',
    LEAVE: 'LEFT',
  },
  BOOKED: { ACCEPT: 'BOOKED' },
  LEFT: { LEAVE: 'LEFT' },
  EXPIRED: {},
};

/** The state after an event, or `state-conflict`. What has happened already leads to where it is. */
export function nextWaiting(entry: Waiting, event: WaitingEvent): Result<WaitingState, 'state-conflict'> {
  const next = transitions[entry.state][event];
  const state = typeof next === 'function' ? next(entry) : next;
  return state ? succeed(state) : fail('state-conflict');
}

/** Whether the entry has a place on the list. */
export function isOnList(state: WaitingState): boolean {
  return state === 'WAITING' || state === 'OFFERED';
}

/** What somebody waits for. */
export interface Wish {
  readonly service: string;
  readonly staffId?: StaffId | undefined;
  /** First and last calendar date, inclusive. */
  readonly from: string;
  readonly to: string;
  /** Earliest start and latest end of the day, wall time. */
  readonly after?: string | undefined;
  readonly before?: string | undefined;
  /** Starts that were offered and lapsed, and those that were accepted and could not be had: neither is offered again. */
  readonly passed: readonly EpochMinute[];
  readonly fellThrough: readonly EpochMinute[];
}

/** Whether a free time of the service is what somebody waits for, and was not offered to them before. */
export function fits(
  wish: Wish,
  { start, staffIds }: OfferedTime,
  lengthMinutes: number,
  axis: ZoneAxis,
): boolean {
  const date = dateOfDay(dayAt(axis, start));
  if (date < wish.from || date > wish.to) return false;
  if (wish.passed.includes(start) || wish.fellThrough.includes(start)) return false;
  if (wish.staffId !== undefined && !staffIds.includes(wish.staffId)) return false;
  const wall = (minute: EpochMinute): number => (minute + offsetAt(axis, minute)) % 1440;
  if (wish.after !== undefined && wall(start) < minuteOfDay(wish.after)) return false;
  // A meeting that ends at midnight ends at the end of its day.
  const end = wall(start + lengthMinutes) || 1440;
  return wish.before === undefined || end <= minuteOfDay(wish.before);
}

/** How long an offer is kept, in minutes of the day; one that would be kept shorter than the second is not made. */
const OFFER_MINUTES = 120;
const SHORTEST_OFFER = 10;
/** When somebody can be expected to read a message and to answer, wall time in minutes. */
const AWAKE = { start: 8 * 60, end: 20 * 60 };

/**
 * The minute until which a time is kept that is offered at `now`, in minutes since 1970: two hours, or half the way to its start
 * if that is less. Only the hours from 8 to 20 count, so that nobody loses an offer asleep. `undefined` when there
 * would be no time to answer. The axis covers `now` and `start`.
 */
export function offerExpiry(start: EpochMinute, now: number, axis: ZoneAxis): EpochMinute | undefined {
  const awake = awakeBetween(now, start, axis);
  let left = Math.min(OFFER_MINUTES, lengthOf(awake) / 2);
  if (left < SHORTEST_OFFER) return undefined;
  for (const stretch of awake) {
    const length = stretch.end - stretch.start;
    if (left <= length) return Math.floor(stretch.start + left);
    left -= length;
  }
  return undefined;
}

/** The stretches of `AWAKE` from one instant to another, as many as an offer can need. */
function awakeBetween(from: number, until: EpochMinute, axis: ZoneAxis): Interval[] {
  const stretches: Interval[] = [];
  for (let day = dayAt(axis, Math.floor(from)); day <= dayAt(axis, until); day++) {
    for (const { start, end } of instantsOf(axis, day, AWAKE)) {
      const stretch = { start: Math.max(start, from), end: Math.min(end, until) };
      if (stretch.end > stretch.start) stretches.push(stretch);
    }
    if (lengthOf(stretches) >= 2 * OFFER_MINUTES) break;
  }
  return stretches;
}

function lengthOf(stretches: readonly Interval[]): number {
  return stretches.reduce((sum, { start, end }) => sum + end - start, 0);
}
