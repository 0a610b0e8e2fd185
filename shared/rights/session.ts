import type { SessionTimes } from '../tenants/session.ts';

const MINUTE = 60_000;

/** A person's own session ends after this long without a request: what it shows is secret, and phones are left on tables. */
export const PERSON_IDLE = 15 * MINUTE;
/** It ends this long after identification, whatever happens in it. */
export const PERSON_LONGEST = 2 * 60 * MINUTE;
/** The last request is written down at most this often. */
export const PERSON_TOUCH = MINUTE;

/** The instant at which the session ends if no request comes. Milliseconds since 1970. */
export function personSessionEnd({ createdAt, lastSeenAt }: SessionTimes): number {
  return Math.min(lastSeenAt + PERSON_IDLE, createdAt + PERSON_LONGEST);
}

/** Half-open like every interval of the house: at its end the session is over. */
export function isPersonSessionOver(times: SessionTimes, now: number): boolean {
  return now >= personSessionEnd(times);
}

/** Whether a request should move `lastSeenAt`. */
export function personTouchIsDue({ lastSeenAt }: SessionTimes, now: number): boolean {
  return now - lastSeenAt >= PERSON_TOUCH;
}
