import type { EpochMinute } from '../kernel/time.ts';
import type { BookingState } from './contract.ts';

/** Elapsed minutes before the start in which a reminder leaves, whatever the clocks do meanwhile. */
export const REMINDER_FIRST = 24 * 60;
/** After this nobody is reminded: the start is too near for it to help. */
export const REMINDER_LAST = 2 * 60;

/** A booking as far as its reminder is concerned. */
export interface Remindable {
  readonly state: BookingState;
  readonly start: EpochMinute;
  readonly orphanedAt?: string | undefined;
}

/**
 * Whether a reminder is due at `now` (minutes with their fraction): from 24 hours before the start on, so that a booking
 * made later is reminded of at once, while there are more than two hours left. A time that was changed away from under
 * somebody is not reminded of: that person has been told of it already.
 */
export function isReminderDue({ state, start, orphanedAt }: Remindable, now: number): boolean {
  const ahead = start - now;
  return state === 'BOOKED' && orphanedAt === undefined && ahead <= REMINDER_FIRST && ahead > REMINDER_LAST;
}
