import { fail, type Result, succeed } from '../kernel/result.ts';
import type { StaffId } from '../kernel/ids.ts';
import type { EpochMinute } from '../kernel/time.ts';
import { dayAt, offsetAt, type ZoneAxis } from '../kernel/zoneAxis.ts';
import { dateOfDay, minuteOfDay } from '../kernel/dates.ts';
import type { OfferedTime } from './freeTimes.ts';
import type { WaitingView } from './waitingRoutes.ts';

export type WaitingState = WaitingView['state'];

/** What can happen to an entry of a waiting list. `LAPSE`: an offer was not accepted in time. `END`: its dates are over. */
export type WaitingEvent = 'OFFER' | 'ACCEPT' | 'LAPSE' | 'LEAVE' | 'END';

/** So many offers may lapse; with the next one the entry ends, so that nobody waits behind somebody who does not answer. */
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
  readonly passed: readonly EpochMinute[];
}

/** Whether a free time of the service is what somebody waits for, and was not offered to them before. */
export function fits(
  wish: Wish,
  { start, staffIds }: OfferedTime,
  lengthMinutes: number,
  axis: ZoneAxis,
): boolean {
  const date = dateOfDay(dayAt(axis, start));
  if (date < wish.from || date > wish.to || wish.passed.includes(start)) return false;
  if (wish.staffId !== undefined && !staffIds.includes(wish.staffId)) return false;
  const wall = (minute: EpochMinute): number => (minute + offsetAt(axis, minute)) % 1440;
  if (wish.after !== undefined && wall(start) < minuteOfDay(wish.after)) return false;
  // A meeting that ends at midnight ends at the end of its day.
  const end = wall(start + lengthMinutes) || 1440;
  return wish.before === undefined || end <= minuteOfDay(wish.before);
}

/** How long an offer is kept, in minutes. */
const OFFER_MINUTES = 120;

/** The minute until which a time is kept that is offered at `now`: two hours, or half the way to its start if that is less. */
export function offerExpiry(start: EpochMinute, now: number): EpochMinute {
  return Math.floor(now + Math.min(OFFER_MINUTES, (start - now) / 2));
}
