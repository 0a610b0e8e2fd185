import { Temporal } from '../kernel/time.ts';
import type { KeptState } from './states.ts';

/** Days within which a young person is first tried to be reached. */
export const FIRST_CONTACT_DAYS = 7;
/** Months after which it is asked whether a notification is still needed. */
export const REVIEW_MONTHS = 3;
/** Months after the last contact, or try, at which a notification is destroyed whatever else. */
export const EXPIRY_MONTHS = 12;

/** What the days of a notification are counted from: ISO 8601 dates in the municipality's zone. */
export interface OutreachDays {
  readonly state: KeptState;
  readonly receivedOn: string;
  /** The last try to reach the person. */
  readonly triedOn?: string | undefined;
  /** When somebody last said that it is still needed. */
  readonly reviewedOn?: string | undefined;
}

/** By when something is to be done with a notification. */
export interface OutreachDeadlines {
  /** Absent once somebody has tried. */
  readonly firstContactBy?: string;
  readonly reviewOn: string;
  /** On this day it is destroyed. */
  readonly expiresOn: string;
}

/** The one step that is next. */
export type OutreachNext = 'FIRST_CONTACT' | 'TRY_AGAIN' | 'ASK' | 'REVIEW';

/** The days by which a notification is to be tried, gone through and destroyed. */
export function outreachDeadlines({ receivedOn, triedOn, reviewedOn }: OutreachDays): OutreachDeadlines {
  return {
    ...(!triedOn && { firstContactBy: after(receivedOn, { days: FIRST_CONTACT_DAYS }) }),
    reviewOn: after(reviewedOn ?? receivedOn, { months: REVIEW_MONTHS }),
    expiresOn: after(triedOn ?? receivedOn, { months: EXPIRY_MONTHS }),
  };
}

/** What is next: a review that is due comes first, then what the state asks for. */
export function outreachNext(days: OutreachDays, today: string): OutreachNext {
  if (outreachDeadlines(days).reviewOn <= today || days.state === 'NOT_REACHED') return 'REVIEW';
  if (days.state === 'REACHED') return 'ASK';
  return days.triedOn ? 'TRY_AGAIN' : 'FIRST_CONTACT';
}

/** Whole days from `today` to a date; negative once it has passed. */
export function daysUntil(date: string, today: string): number {
  return Temporal.PlainDate.from(today).until(date, { largestUnit: 'days' }).days;
}

function after(date: string, duration: { readonly days?: number; readonly months?: number }): string {
  return Temporal.PlainDate.from(date).add(duration).toString();
}
