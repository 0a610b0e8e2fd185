import type { Clock } from '../kernel/time.ts';

/** Milliseconds since 1970-01-01T00:00Z. */
type Instant = ReturnType<Clock['now']>;

const MINUTE = 60_000;

/** A session ends after this long without a request. */
export const SESSION_IDLE = 30 * MINUTE;
/** A session ends this long after signing in, whatever happens in it. */
export const SESSION_LONGEST = 10 * 60 * MINUTE;
/** The last request is written down at most this often, so that reading stays reading. */
export const SESSION_TOUCH = 5 * MINUTE;

/** The two instants that decide about a session. */
export interface SessionTimes {
  readonly createdAt: Instant;
  readonly lastSeenAt: Instant;
}

export type SessionState = 'ACTIVE' | 'EXPIRED';

/** A session that begins now. */
export function beginSession(now: Instant): SessionTimes {
  return { createdAt: now, lastSeenAt: now };
}

/** The instant at which the session ends if no request comes: the earlier of its two ends. */
export function sessionEnd({ createdAt, lastSeenAt }: SessionTimes): Instant {
  return Math.min(lastSeenAt + SESSION_IDLE, createdAt + SESSION_LONGEST);
}

/** Half-open like every interval of the house: at its end the session is over. */
export function sessionState(times: SessionTimes, now: Instant): SessionState {
  return now < sessionEnd(times) ? 'ACTIVE' : 'EXPIRED';
}

/** Whether a request of an active session should move `lastSeenAt`. */
export function touchIsDue({ lastSeenAt }: SessionTimes, now: Instant): boolean {
  return now - lastSeenAt >= SESSION_TOUCH;
}
